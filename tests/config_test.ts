import assert from "node:assert/strict";
import { join } from "node:path";
import { DEFAULT_POLICY } from "../src/domain/policy.ts";
import { formatNotice, loadSettings, maskedSettings, parseSettings } from "../src/config.ts";
import { DEFAULT_PROFILE } from "../src/domain/profile.ts";
import { programFacts } from "../src/windows/locations.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./config/source.ts";

Deno.test("parseSettings() has every default when only the guide's four settings are there", () => {
  assert.deepEqual(parseSettings(source(GUIDE)), {
    settings: {
      socketUrl: "http://localhost:5001",
      sessionId: "session_001",
      username: "till_1",
      nipt: "L12345678A",
      defaultPrinter: {
        name: "Windows default printer",
        address: { kind: "windows", name: null },
        profile: DEFAULT_PROFILE,
        guessLimits: { fixed: [] },
      },
      printers: [],
      routes: new Map(),
      acceptTypes: null,
      unknownPrinter: "error",
      profile: DEFAULT_PROFILE,
      guessLimits: { fixed: [] },
      policy: DEFAULT_POLICY,
      logLevel: "info",
      logFile: "C:\\Shop\\printer_client.log",
      logFiles: 5,
      logFormat: "text",
      logMaxBytes: 5_000_000,
      metricsPort: 0,
      dashboardPort: 9180,
      dashboardPrivacy: "off",
      alertUrl: null,
      alertAfterMs: 300_000,
      network: { isInsecure: false, proxyUrl: null, trustedPem: null },
      reconnectDelayMs: 1000,
      maxReconnectAttempts: 0,
      dataDir: "C:\\Shop",
      templatesDir: "C:\\Shop\\templates",
      locale: null,
      checkAt: [],
      currency: "",
      allowRaw: false,
      assetsDir: "C:\\Shop\\assets",
      logo: null,
      envFile: "C:\\Shop\\.env",
    },
    warnings: [],
  });
});

Deno.test("parseSettings() takes SOCKET_URL in its many right forms", async (t) => {
  const rows: [string, string][] = [
    ["http://localhost:5001/", "http://localhost:5001"],
    ["HTTPS://Shop.Example", "https://shop.example"],
    ["ws://10.0.0.5:5001", "http://10.0.0.5:5001"],
    ["wss://shop.example:8443", "https://shop.example:8443"],
    ["http://[::1]:5001", "http://[::1]:5001"],
    ["https://shop.example?token=a", "https://shop.example/?token=a"],
  ];
  for (const [given, expected] of rows) {
    await t.step(given, () => assert.equal(settingsOf(`SOCKET_URL=${given}`).socketUrl, expected));
  }
});

Deno.test("parseSettings() reads plain settings", () => {
  const settings = settingsOf([
    "ACCEPT_TYPES=Receipt, reservation,receipt",
    "UNKNOWN_PRINTER=Ignore",
    "PAPER_COLUMNS=32",
    "PRINT_FORMAT=TEXT",
    "CODE_PAGES=PC852, windows-1250:72, 852",
    "LOG_LEVEL=warn",
    "LOG_FILE=D:\\logs\\pc.log",
    "RECONNECT_DELAY=2,5",
    "MAX_RECONNECT_ATTEMPTS=12",
    "DATA_DIR=data",
  ].join("\n"));
  assert.deepEqual(settings.acceptTypes, ["receipt", "reservation"]);
  assert.equal(settings.unknownPrinter, "ignore");
  assert.equal(settings.logLevel, "warn");
  assert.equal(settings.logFile, "D:\\logs\\pc.log");
  assert.equal(settings.reconnectDelayMs, 2500);
  assert.equal(settings.maxReconnectAttempts, 12);
  assert.equal(settings.dataDir, "C:\\Shop\\data");
  const codePages = [{ encoding: "cp852", number: 18 }, { encoding: "windows1250", number: 72 }];
  assert.deepEqual(settings.profile, { ...DEFAULT_PROFILE, format: "text", columns: 32, codePages });
  assert.equal(settings.defaultPrinter.profile.columns, 32);
  assert.deepEqual(settingsOf("CODE_PAGES=ascii").profile.codePages, []);
  const drawn = settingsOf("DRAW_MISSING=off\nPRINTER_BAR=tcp://10.0.0.9\nPRINTER_BAR_DRAW_MISSING=on");
  assert.deepEqual([drawn.profile, drawn.printers[0]?.profile].map((profile) => profile?.drawMissing), [false, true]);
});

Deno.test("parseSettings() refuses a log that would be written over a file the program needs", async (t) => {
  const rows: [name: string, isRefused: boolean][] = [
    ["jobs.sqlite", true],
    ["Jobs.SQLite-wal", true],
    ["C:\\shop\\DATA\\dashboard.key", true],
    ["..\\.env", true],
    ["jobs.log", false],
    ["jobs.sqlite\\pc.log", false],
    ["D:\\logs\\jobs.sqlite", false],
  ];
  for (const [name, isRefused] of rows) {
    await t.step(name, () => {
      const loaded = parseSettings(source(`${GUIDE}\nDATA_DIR=data\nLOG_FILE=${name}`));
      const problems = "problems" in loaded ? loaded.problems : [];
      assert.deepEqual(problems.map(({ key, value }) => [key, value]), isRefused ? [["LOG_FILE", name]] : []);
    });
  }
});

Deno.test("parseSettings() lets the file win over the environment, and never takes USERNAME from there", () => {
  const environment = { USERNAME: "Ana", NIPT: "other", LOG_LEVEL: "debug", Paper_Columns: "32" };
  const settings = settingsOf("LOG_LEVEL=", { environment });
  assert.equal(settings.username, "till_1");
  assert.equal(settings.nipt, "L12345678A");
  assert.equal(settings.logLevel, "info");
  assert.equal(settings.profile.columns, 32);
  assert.equal(settingsOf("", { environment: { CLIENT_USERNAME: "till_9" } }).username, "till_1");
});

Deno.test("parseSettings() takes everything from the environment when there is no file", () => {
  const environment = { SESSION_ID: "s", CLIENT_USERNAME: "till", NIPT: "n", PRINTER_BAR: "folder:out", PATH: "x" };
  const loaded = parseSettings(source(null, { environment }));
  assert.ok("settings" in loaded);
  assert.equal(loaded.settings.username, "till");
  assert.equal(loaded.settings.envFile, null);
  assert.deepEqual(loaded.settings.printers[0]?.address, { kind: "folder", path: "C:\\Shop\\out" });
  assert.deepEqual(loaded.warnings, []);
});

Deno.test("parseSettings() says that a value came from the environment when it is wrong", () => {
  const loaded = parseSettings(source(GUIDE, { environment: { LOG_LEVEL: "info,foo=debug" } }));
  assert.match(problemsOf(loaded)[0] ?? "", /^environment: LOG_LEVEL "info,foo=debug": expected one of/);
});

Deno.test("parseSettings() says one thing when there is no file", async (t) => {
  const path = "C:\\Shop\\.env";
  const rows: [string[], string][] = [
    [[], "Run printer-client --setup, or copy .env.example to that name and fill in SESSION_ID, USERNAME and NIPT."],
    [[".env.txt"], '".env.txt" is there: rename it to ".env" (in Explorer, first show "File name extensions").'],
    [["env"], '"env" is there: rename it to ".env" (in Explorer, first show "File name extensions").'],
  ];
  for (const [lookalikes, remedy] of rows) {
    await t.step(lookalikes.join(), () => {
      const loaded = parseSettings(
        source(null, { file: { kind: "missing", path, lookalikes }, environment: { USERNAME: "Ana" } }),
      );
      assert.deepEqual(problemsOf(loaded), [`there is no settings file "${path}". ${remedy}`]);
    });
  }
});

Deno.test("parseSettings() wants the file that --env names, whatever the environment has", () => {
  const environment = { SESSION_ID: "s", CLIENT_USERNAME: "till", NIPT: "n" };
  assert.deepEqual(problemsOf(parseSettings(source(null, { environment, isFileNamed: true }))), [
    'there is no settings file "C:\\Shop\\.env". Check the name after --env.',
  ]);
});

Deno.test("parseSettings() says why when the file cannot be read", () => {
  const loaded = parseSettings(
    source(null, { file: { kind: "unreadable", path: "C:\\Shop\\.env", reason: "denied" } }),
  );
  assert.deepEqual(problemsOf(loaded), [
    'cannot read the settings file "C:\\Shop\\.env": denied. Allow this account to read it.',
  ]);
});

Deno.test("parseSettings() looks for a data folder that can be written", () => {
  const onlyProgramData = { isWritable: (folder: string) => folder.startsWith("C:\\ProgramData") };
  const settings = settingsOf("", onlyProgramData);
  assert.equal(settings.dataDir, "C:\\ProgramData\\printer-client");
  assert.equal(settings.logFile, "C:\\ProgramData\\printer-client\\printer_client.log");
  assert.deepEqual(problemsOf(parseSettings(source(`${GUIDE}DATA_DIR=Z:\\x`, onlyProgramData))), [
    'line 5: DATA_DIR "Z:\\x": cannot write files in "Z:\\x". Name a folder of a local disk that this account may write to.',
  ]);
  assert.match(
    problemsOf(parseSettings(source(GUIDE, { isWritable: () => false })))[0] ?? "",
    /^DATA_DIR: no folder .* tried C:\\Shop, /,
  );
});

Deno.test("parseSettings() shows no secret in problems and warnings", () => {
  const loaded = parseSettings(source([
    "SESSION_ID=SECRET#1",
    "SESSION_ID: SECRET",
    "SESION_ID=SECRET",
    "SOCKET_URL=http://ana:SECRET@shop.example/path?token=SECRET",
  ].join("\n")));
  assert.ok("problems" in loaded);
  assert.doesNotMatch([...loaded.problems, ...loaded.warnings].map(formatNotice).join("\n"), /SECRET|ana/);
  assert.doesNotMatch(JSON.stringify(loaded), /SECRET/);
});

Deno.test("maskedSettings() shows no secret", () => {
  const settings = settingsOf("SOCKET_URL=https://ana:SECRET@shop.example?token=SECRET&a=SECRET\nSESSION_ID=SECRET");
  const masked = maskedSettings(settings);
  assert.doesNotMatch(JSON.stringify(masked), /SECRET|ana/);
  assert.equal(masked.socketUrl, "https://***@shop.example/?token=***&a=***");
  assert.deepEqual((masked.policy as { lifetimeMs: unknown }).lifetimeMs, { text: 14_400_000 });
  assert.equal(masked.sessionId, "hidden, 6 characters");
});

Deno.test("loadSettings() reads the file it is told, from the disk", async () => {
  const folder = await Deno.makeTempDir();
  const path = join(folder, "bar.env");
  await Deno.writeTextFile(path, `${GUIDE}DATA_DIR=data\nPRINTER_X=folder:out\n`);
  const loaded = loadSettings(path, { ...programFacts(), environment: {} });
  assert.ok("settings" in loaded);
  assert.equal(loaded.settings.envFile, path);
  assert.equal(loaded.settings.dataDir, join(folder, "data"));
  assert.deepEqual(loaded.settings.printers[0]?.address, { kind: "folder", path: join(folder, "out") });
  await Deno.remove(folder, { recursive: true });
});
