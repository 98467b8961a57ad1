import assert from "node:assert/strict";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Server } from "socket.io";
import type { FindingKind } from "../../src/check/finding.ts";
import { main } from "../../src/cli/cli.ts";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { runClient, startClient, writeEnv } from "../client_process.ts";
import type { Settings } from "../client_settings.ts";
import { smallDisk, smallDiskObstacle } from "../end_to_end/small_disk.ts";
import { job } from "../sqlite/samples.ts";
import { fakeIo, inFolder } from "./fake_io.ts";

interface Found {
  readonly name: string;
  readonly kind: FindingKind;
  readonly ok: boolean;
  readonly message: string;
}

/** What `--check --json` finds, by name. */
async function found(folder: string, settings: Settings, ...args: string[]): Promise<Record<string, Found>> {
  const env = await writeEnv(folder, {
    DEFAULT_PRINTER: "folder:printed",
    SOCKET_URL: "http://127.0.0.1:1",
    ...settings,
  });
  const io = fakeIo(["--check", "--json", "--env", env, ...args]);
  await main(io);
  const { findings } = JSON.parse(io.written.join("")) as { findings: Found[] };
  return Object.fromEntries(findings.map((finding) => [finding.name, finding]));
}

Deno.test("--check says ok of what works and what to do about the rest, in colour in a terminal", () =>
  inFolder(async (folder) => {
    const backend = await startDemoBackend();
    const env = await writeEnv(folder, { SOCKET_URL: backend.url, DEFAULT_PRINTER: "folder:printed" });
    const ok = fakeIo(["--check", "--env", env], { hasColours: true });
    assert.equal(await main(ok), 0, ok.written.join("\n"));
    const text = ok.written.join("\n");
    const shown = (word: string, colour: number) => `\x1b[${colour}m${word}\x1b[0m`;
    assert.ok(text.includes(`\n${shown("ok  ", 32)}  backend: ${backend.url} accepted us (websocket)\n`), text);
    assert.ok(text.includes(`\n${shown("note", 33)}  program: it does not run now`));
    assert.ok(text.endsWith(`\n${shown("Ready to print.", 32)}`));
    await backend.close();
    const bad = fakeIo(["--check", "--env", env]);
    assert.equal(await main(bad), 1);
    assert.match(bad.written.join("\n"), /\nFAIL {2}backend: Nothing listens on .*Start the backend/);
    assert.match(bad.written.join("\n"), /\nNot ready: 1 thing to do\.$/);
  }));

Deno.test("--check --json keeps its fields, and says what kind each finding is", () =>
  inFolder(async (folder) => {
    const env = await writeEnv(folder, {
      SOCKET_URL: "http://127.0.0.1:1",
      DEFAULT_PRINTER: "folder:printed",
      NIPT: "your_nipt",
    });
    const io = fakeIo(["--check", "--json", "--env", env]);
    assert.equal(await main(io), 1);
    const { ok, verdict, warnings, findings } = JSON.parse(io.written.join(""));
    assert.ok(!ok);
    assert.equal(verdict, "Not ready: 1 thing to do.");
    assert.equal(warnings.length, 1);
    assert.deepEqual(
      findings.map(({ name, kind, ok }: Found) => [name, kind, ok]),
      [
        ["version", "ok", true],
        ["settings", "ok", true],
        ["settings", "note", true],
        ["program", "note", true],
        ["data folder", "ok", true],
        ["disk", "ok", true],
        ["database", "ok", true],
        ["log", "ok", true],
        ["templates", "ok", true],
        ["fonts and pictures", "ok", true],
        [`printer ${findings[10].name.slice(8)}`, "ok", true],
        ["backend", "fail", false],
      ],
    );
  }));

Deno.test("--check tells of an expired certificate and its last day, and of one that is trusted", () =>
  inFolder(async (folder) => {
    const tls = (name: string) => new URL(`../socketio/tls/${name}.pem`, import.meta.url).pathname;
    for (
      const [name, kind, last] of [["expired", "fail", /expired on 2025-04-01/], [
        "localhost",
        "ok",
        /last day 2126/,
      ]] as const
    ) {
      const server = https.createServer({
        key: Deno.readTextFileSync(tls(`${name}.key`)),
        cert: Deno.readTextFileSync(tls(name)),
      });
      const io = new Server(server);
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const url = `https://localhost:${(server.address() as AddressInfo).port}`;
      const { certificate, backend, clock } = await found(folder, { SOCKET_URL: url, TLS_CA_FILE: tls(name) });
      assert.deepEqual([certificate?.kind, backend?.kind, clock?.kind], [kind, kind, "ok"], JSON.stringify(backend));
      assert.match(certificate?.message ?? "", last);
      await io.close();
    }
  }));

Deno.test("--check tells of a damaged database, and does not touch it", () =>
  inFolder(async (folder) => {
    Deno.mkdirSync(join(folder, "data"));
    const path = join(folder, "data", "jobs.sqlite");
    Deno.writeTextFileSync(path, "no database ".repeat(200));
    const { database } = await found(folder, {});
    assert.equal(database?.kind, "fail");
    assert.match(database?.message ?? "", /damaged \(file is not a database\)\. Start the program: it saves/);
    assert.equal(Deno.readTextFileSync(path), "no database ".repeat(200));
  }));

Deno.test("--check counts the jobs that wait", () =>
  inFolder(async (folder) => {
    Deno.mkdirSync(join(folder, "data"));
    const store = new SqliteJobStore(join(folder, "data", "jobs.sqlite"));
    store.enqueue(job("a", { receivedAtMs: Date.now() - 3_600_000 }), "BAR");
    store.close();
    const { database } = await found(folder, {});
    assert.equal(database?.kind, "note");
    assert.match(database?.message ?? "", /1 job waiting, the oldest for 60 min\. Start the program/);
  }));

const obstacle = smallDiskObstacle();
Deno.test({
  name: `--check tells of a full disk${obstacle === null ? "" : ` (SKIPPED: ${obstacle})`}`,
  ignore: obstacle !== null,
  fn: () =>
    inFolder(async (folder) => {
      await using disk = await smallDisk(1_500);
      const { disk: room } = await found(folder, { DATA_DIR: disk.folder });
      assert.equal(room?.kind, "fail");
      assert.match(room?.message ?? "", /only \d+(\.\d)? [kM]B free on the disk of .*jobs will be refused/);
    }),
});

Deno.test("--check says the roles of each printer, and where its profile comes from", () =>
  inFolder(async (folder) => {
    const all = await found(folder, {
      PRINTER_BAR: "folder:printed",
      PRINTER_BAR_PROFILE: "generic-58mm",
      PRINTER_KITCHEN: "tcp://127.0.0.1:1",
      PRINTER_KITCHEN_FALLBACK: "BAR",
      ROUTE_KITCHEN_TICKET: "KITCHEN",
      DEFAULT_PRINTER: "BAR",
    });
    const [bar, kitchen] = [all["printer BAR"], all["printer KITCHEN"]];
    assert.match(
      bar?.message ?? "",
      /printed, ready, profile generic-58mm, escpos, 32 columns \(default, stands in for KITCHEN\)$/,
    );
    assert.equal(kitchen?.kind, "fail");
    assert.match(kitchen?.message ?? "", /Cannot reach printer "KITCHEN" .*\(prints kitchen_ticket\)$/);
  }));

Deno.test("--check --paper puts it on the default printer, or on a named one", () =>
  inFolder(async (folder) => {
    const settings = { SOCKET_URL: "http://127.0.0.1:1", DEFAULT_PRINTER: "folder:printed", PRINTER_BAR: "folder:bar" };
    const env = await writeEnv(folder, settings);
    const paperIn = (name: string) => {
      const [file, ...more] = [...Deno.readDirSync(join(folder, name))].filter(({ name }) => name.endsWith(".txt"));
      assert.equal(more.length, 0);
      return Deno.readTextFileSync(join(folder, name, file?.name ?? ""));
    };
    const io = fakeIo(["--check", "--paper", "--env", env]);
    assert.equal(await main(io), 1);
    assert.match(io.written.join("\n"), /Not ready: 1 thing to do\.\nOn paper: /);
    assert.match(paperIn("printed"), /Not ready: 1 thing to do\.[^]*\n1\. backend\nNothing listens on/);
    const named = fakeIo(["--check", "--paper", "--printer", "bar", "--json", "--env", env]);
    assert.equal(await main(named), 1);
    assert.equal(JSON.parse(named.written.join("")).paper.status, "success");
    assert.match(paperIn("bar"), /1\. backend/);
    const none = fakeIo(["--check", "--paper", "--printer", "Nope", "--env", env]);
    assert.equal(await main(none), 1);
    assert.match(none.written.join("\n"), /Not on paper: .*"Nope"/);
  }));

Deno.test("--check beside a running client opens no session of its own, and tells what its log says", () =>
  inFolder(async (folder) => {
    const server = new Server(0);
    const { port } = server.httpServer.address() as AddressInfo;
    let sessions = 0;
    server.on("connection", () => sessions++);
    const settings = { SOCKET_URL: `http://127.0.0.1:${port}`, DEFAULT_PRINTER: "folder:printed" };
    const client = await startClient(folder, settings);
    await client.waitFor(/connected to/);
    const check = () => runClient("--check", "--json", "--env", join(folder, "till.env"));
    const read = ({ stdout }: { stdout: string }): Record<string, Found> =>
      Object.fromEntries(JSON.parse(stdout).findings.map((finding: Found) => [finding.name, finding]));
    const beside = await check();
    assert.equal(beside.code, 0, beside.stdout);
    assert.match(read(beside).program?.message ?? "", new RegExp(`process ${client.pid}`));
    assert.match(read(beside).backend?.message ?? "", /^the running program is connected to .* since \d{4}-/);
    assert.equal(sessions, 1);
    await server.close();
    await client.waitFor(/connection lost/);
    const away = await check();
    assert.equal(away.code, 1);
    assert.match(read(away).backend?.message ?? "", /^Nothing listens on/);
    assert.equal(await client.stop(), 0);
  }));
