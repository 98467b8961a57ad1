import assert from "node:assert/strict";
import { join } from "node:path";
import { main } from "../../src/cli/cli.ts";
import { runClient, startClient, writeEnv } from "../client_process.ts";
import { fakeIo, inFolder } from "./fake_io.ts";

const SAMPLE = new URL("../../src/demo/samples/print_request.receipt.json", import.meta.url).pathname;

Deno.test("the program ends with 0 for help and version and with 2 for a wrong command line", async () => {
  assert.equal(await main(fakeIo(["--help"])), 0);
  assert.equal(await main(fakeIo(["--version"])), 0);
  const io = fakeIo(["--tset-print"]);
  assert.equal(await main(io), 2);
  assert.match(io.written.join("\n"), /--tset-print.*\nSee printer-client --help\./);
});

Deno.test("an error after a double-click waits for Enter, and nothing else does", async () => {
  const clicked = fakeIo(["--bogus"], { ownsWindow: true });
  assert.equal(await main(clicked), 2);
  assert.equal(clicked.enters, 1);
  const typed = fakeIo(["--bogus"]);
  await main(typed);
  const fine = fakeIo(["--help"], { ownsWindow: true });
  await main(fine);
  assert.deepEqual([typed.enters, fine.enters], [0, 0]);
});

Deno.test("wrong settings end the program with 2 and tell every problem with its line", async () => {
  await inFolder(async (folder) => {
    const env = await writeEnv(folder, { PAPER_COLUMNS: "wide", SOCKET_URL: "ftp://shop", PRINTER_A: "http://x" });
    const io = fakeIo(["--check", "--env", env]);
    assert.equal(await main(io), 2);
    const text = io.written.join("\n");
    for (const key of ["PAPER_COLUMNS", "SOCKET_URL", "PRINTER_A"]) assert.match(text, new RegExp(`line \\d+: ${key}`));
    const json = fakeIo(["--check", "--json", "--env", env]);
    assert.equal(await main(json), 2);
    assert.equal(JSON.parse(json.written.join("")).problems.length, 3);
  });
});

Deno.test("--test-print, --print and --preview work without a backend", async () => {
  await inFolder(async (folder) => {
    const env = await writeEnv(folder, { DEFAULT_PRINTER: "folder:printed" });
    const printed = fakeIo(["--print", SAMPLE, "--env", env]);
    assert.equal(await main(printed), 0, printed.written.join("\n"));
    const page = fakeIo(["--test-print", "--json", "--env", env]);
    assert.equal(await main(page), 0, page.written.join("\n"));
    assert.equal(JSON.parse(page.written.join("")).status, "success");
    const files = [...Deno.readDirSync(join(folder, "printed"))].map(({ name }) => name);
    assert.equal(files.filter((name) => name.endsWith(".escpos")).length, 2);
    const preview = fakeIo(["--preview", SAMPLE, "--env", env]);
    assert.equal(await main(preview), 0);
    assert.match(preview.written.join("\n"), /TOTAL {38}12\.99\n/);
    assert.equal([...Deno.readDirSync(join(folder, "printed"))].length, files.length);
  });
});

Deno.test("--preview shows the logo of the settings at the head of a receipt", async () => {
  await inFolder(async (folder) => {
    await Deno.copyFile(new URL("../fixtures/logo_384x120.png", import.meta.url), join(folder, "logo.png"));
    const env = await writeEnv(folder, { DEFAULT_PRINTER: "folder:printed", LOGO: "logo.png" });
    const io = fakeIo(["--preview", SAMPLE, "--env", env]);
    assert.equal(await main(io), 0, io.written.join("\n"));
    assert.match(io.written[0] ?? "", /^ {15}\[picture 384x120\]\n/);
  });
});

Deno.test("what cannot be printed ends with 1 and a sentence", async (t) => {
  await inFolder(async (folder) => {
    const env = await writeEnv(folder, { DEFAULT_PRINTER: "tcp://127.0.0.1:1" });
    await Deno.writeTextFile(join(folder, "half.json"), `{"data": `);
    await Deno.writeTextFile(join(folder, "wrong.json"), `{"data": {"type": "receipt", "receipt_data": {}}}`);
    await Deno.writeTextFile(join(folder, "other.json"), `{"nipt": "K1", "data": {"content": "x"}}`);
    const cases: [string[], RegExp][] = [
      [["--test-print"], /Cannot reach printer "tcp:\/\/127\.0\.0\.1:1"/],
      [["--test-print", "--printer", "Nope"], /has no printer "Nope"/],
      [["--test-print", "--printer", "tcp://"], /--printer "tcp:\/\/": expected a host/],
      [["--print", join(folder, "none.json")], /There is no file/],
      [["--print", join(folder, "half.json")], /is not JSON/],
      [["--print", join(folder, "wrong.json")], /receipt_data\.items: missing/],
      [["--print", join(folder, "other.json")], /another company/],
      [["--print", folder], /Cannot read/],
    ];
    for (const [args, expected] of cases) {
      await t.step(args.join(" ").replace(folder, "…"), async () => {
        const io = fakeIo([...args, "--env", env]);
        assert.equal(await main(io), 1);
        assert.match(io.written.join("\n"), expected);
      });
    }
  });
});

Deno.test("a second client with the same data folder says so and ends with 3", async () => {
  await inFolder(async (folder) => {
    const settings = { SOCKET_URL: "http://127.0.0.1:1", DEFAULT_PRINTER: "folder:printed" };
    const first = await startClient(folder, settings);
    await first.waitFor(/not connected/);
    const { code, stderr } = await runClient("--env", join(folder, "till.env"));
    assert.equal(code, 3);
    assert.match(stderr, new RegExp(`already running .*\\(process ${first.pid}\\)`));
    const status = JSON.parse((await runClient("--task-status", "--json", "--env", join(folder, "till.env"))).stdout);
    assert.equal(status.running_pid, first.pid);
    assert.equal(await first.stop(), 0);
    assert.equal(first.output.match(/not connected/g)?.length, 1);
  });
});

Deno.test("a second client with --standby takes over when the first ends, also when it was killed", async () => {
  await inFolder(async (folder) => {
    const settings = { SOCKET_URL: "http://127.0.0.1:1", DEFAULT_PRINTER: "folder:printed" };
    const first = await startClient(folder, settings);
    await first.waitFor(/not connected/);
    const second = await startClient(folder, settings, { args: ["--standby"] });
    await second.waitFor(/This one waits, and takes over when it ends/);
    assert.doesNotMatch(second.output, /not connected/);
    await first.kill();
    await second.waitFor(/not connected/);
    assert.equal(await second.stop(), 0);
  });
});

Deno.test("--demo shows each paper with its response and ends with 0", async () => {
  const { code, stdout: out, stderr } = await runClient("--demo");
  assert.equal(code, 0, stderr);
  assert.equal(out.match(/print_response/g)?.length, 8);
  assert.match(out, /TOTAL +2410\.00 Lekë/);
  assert.equal(out.match(/nothing printed, nothing answered/g)?.length, 2);
});

Deno.test("--list-profiles prints what is known of printers, without settings", async () => {
  const io = fakeIo(["--list-profiles"]);
  assert.equal(await main(io), 0);
  const text = io.written.join("\n");
  assert.match(text, /^name +format +columns +dots/);
  assert.match(text, /^epson-tm-t88 +escpos +42 +512 +yes +all +raster +esc-\(a +Epson TM-T88V/m);
  const json = fakeIo(["--list-profiles", "--json"]);
  assert.equal(await main(json), 0);
  const { profiles } = JSON.parse(json.written.join(""));
  assert.ok(profiles.length >= 25);
  const citizen = profiles.find(({ name }: { name: string }) => name === "citizen-ct-s310");
  assert.deepEqual(citizen.codePages.slice(0, 3), ["cp858:2", "windows1252:16", "cp852:6"]);
});

Deno.test("--list-printers and --check say the profile of each printer, and where it comes from", async () => {
  await inFolder(async (folder) => {
    const env = await writeEnv(folder, {
      SOCKET_URL: "http://127.0.0.1:1",
      PRINTER_BAR: "folder:printed",
      PRINTER_BAR_PROFILE: "generic-58mm",
      PRINTER_KITCHEN: "EPSON TM-T88V Receipt5",
      DEFAULT_PRINTER: "folder:other",
    });
    const listed = fakeIo(["--list-printers", "--env", env]);
    assert.equal(await main(listed), 0);
    assert.match(listed.written.join("\n"), /BAR +folder:.* +profile generic-58mm$/m);
    assert.match(listed.written.join("\n"), /KITCHEN +EPSON.* +profile epson-tm-t88 \(guessed from its name\)$/m);
    const checked = fakeIo(["--check", "--env", env]);
    await main(checked);
    assert.match(
      checked.written.join("\n"),
      /^ok +printer BAR: folder:.*, ready, profile generic-58mm, escpos, 32 columns$/m,
    );
    assert.match(
      checked.written.join("\n"),
      /^ok +printer folder:.*, ready, profile generic-80mm, escpos, 48 columns \(default\)$/m,
    );
  });
});
