import assert from "node:assert/strict";
import { join } from "node:path";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { renderedText } from "../../src/render/render.ts";
import { settingsText, writeSettings } from "../client_settings.ts";
import { openPortSink } from "../port_sink.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const ignore = await windowsMissing() !== null;

Deno.test({ name: "printer-client lists, checks and prints on the printers of Windows", ignore }, async (t) => {
  await using rig = await startWindows();
  await using receipt = openPortSink();
  await using kitchen = openPortSink();
  await rig.addQueue("Receipt", receipt.port);
  await rig.addQueue("Kitchen", kitchen.port);
  const settings = await writeSettings(rig.folder, {
    SOCKET_URL: "http://127.0.0.1:9",
    PRINTER_BAR: "receipt",
    DATA_DIR: "Z:\\shared\\data",
  });
  const run = (...args: string[]) => rig.startClient(["--env", rig.windowsPath(settings), ...args]).ended;

  await t.step("--list-printers lists what is installed, and works without settings", async () => {
    const { code, stdout } = await rig.startClient(["--list-printers", "--json"]).ended;
    assert.equal(code, 0);
    const names = JSON.parse(stdout).installed.map((printer: { name: string }) => printer.name);
    assert.deepEqual(names.toSorted(), ["Kitchen", "Receipt"]);
  });

  await t.step("--test-print prints through an alias, whatever the case of the name", async () => {
    const { code, stdout } = await run("--test-print", "--printer", "bar");
    assert.equal(code, 0, stdout);
    const paper = renderedText(await receipt.next(), DEFAULT_PROFILE);
    assert.match(paper, /Müller-Škoda Tiranë 3,50 €/);
  });

  await t.step("--print prints a file on the named printer and on no other", async () => {
    const file = join(rig.folder, "job.json");
    await Deno.writeTextFile(file, JSON.stringify({ type: "text", content: "Zwei Süppchen für Tisch 4" }));
    const { code, stdout, stderr } = await run("--print", rig.windowsPath(file), "--printer", "Kitchen", "--json");
    assert.equal(code, 0, stdout + stderr);
    assert.equal(JSON.parse(stdout).printer, "Kitchen");
    assert.match(renderedText(await kitchen.next(), DEFAULT_PROFILE), /Zwei Süppchen für Tisch 4/);
    assert.equal(receipt.documents.length, 1);
  });

  await t.step("--print names the printers there are when the named one is not", async () => {
    const { code, stderr } = await run("--test-print", "--printer", "Kitchn");
    assert.equal(code, 1);
    assert.match(stderr, /no printer "Kitchn".*Kitchen/);
  });

  await t.step("--check says what does not work and leaves the rest ok", async () => {
    const { code, stdout } = await run("--check");
    assert.equal(code, 1);
    assert.match(stdout, /^ok +printer BAR: receipt, ready, driver ".*" \(.*\) at .*, queue empty/m);
    assert.match(stdout, /^ok +disk: \d+.* free on the disk of Z:\\shared\\data$/m);
    assert.match(stdout, /^ok +database: /m);
    assert.match(stdout, /^(ok|note) +start with Windows: /m);
    assert.match(stdout, /^ok +Windows restart: none is waiting$/m);
    assert.match(stdout, /^(ok|note) +sleep: /m);
    assert.doesNotMatch(stdout, /cannot be (looked at|read)|no answer within/);
    assert.match(stdout, /^FAIL +backend: Nothing listens on 127\.0\.0\.1:9 /m);
  });

  await t.step("--check --paper puts it on the named printer", async () => {
    const { code, stdout } = await run("--check", "--paper", "--printer", "Kitchen");
    assert.equal(code, 1);
    assert.match(stdout, /^On paper: /m);
    assert.match(renderedText(await kitchen.next(), DEFAULT_PROFILE), /Not ready: 1 thing to do\.[^]*1\. backend/);
  });

  await t.step("a settings file in the UTF-16 that Notepad calls Unicode counts", async () => {
    const path = join(rig.folder, "notepad.env");
    const text = `\uFEFF${settingsText({ PRINTER_CAFÉ: "Kitchen", DATA_DIR: "Z:\\shared\\data" })}`;
    await Deno.writeFile(path, new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer));
    const { code, stdout, stderr } = await rig.startClient(["--env", rig.windowsPath(path), "--list-printers"]).ended;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /CAFÉ +Kitchen/);
  });

  await t.step("a missing settings file ends with code 2 and its name", async () => {
    const { code, stderr } = await rig.startClient(["--env", "Z:\\shared\\none.env", "--check"]).ended;
    assert.equal(code, 2);
    assert.match(stderr, /Z:\\shared\\none\.env/);
  });
});
