import assert from "node:assert/strict";
import { join } from "node:path";
import { runClient, writeEnv } from "../client_process.ts";
import { startInTerminal } from "../cli/terminal.ts";

const ignore = Deno.build.os !== "linux";

async function inFolder(run: (folder: string, env: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const env = await writeEnv(folder, { DEFAULT_PRINTER: "KITCHEN", PRINTER_KITCHEN: "folder:printed" });
    await run(folder, env);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test(
  { name: "--calibrate in a terminal takes what is typed and writes it into the file", ignore },
  () =>
    inFolder(async (folder, env) => {
      const before = await Deno.readTextFile(env);
      const program = startInTerminal(["--calibrate", "--env", env]);
      for (
        const [title, answer] of [
          ["Clean start", "1 2"],
          ["Chinese characters", ""],
          ["Letters", ""],
          ["Cyrillic letters", "n"],
          ["Greek letters", ""],
          ["Turkish letters", "n"],
          ["Width", "bogus\r42 48"],
          ["Pictures", "1"],
          ["Width of pictures", ""],
          ["Codes", "1 3 5"],
          ["Knife", "\rnone"],
          ["Drawer", "n"],
          ["Buzzer", ""],
        ] as const
      ) {
        await program.waitFor(new RegExp(`\\] ${title}\\r?\\n`));
        await program.type(`${answer}\r`);
      }
      await program.waitFor(/Write this to .*\? \(y\/n\) $/);
      await program.type("y\r");
      const { code, stdout } = await program.ended;
      await program.unplug();
      assert.equal(code, 0, stdout);
      assert.match(stdout, /ë ç € ñ {2}ëç€ñ/);
      assert.match(stdout, /"bogus" is none of/);
      assert.match(stdout, /Written\. What was there before is in .*till\.env\.bak\./);
      const after = (await Deno.readTextFile(env)).split("\r\n");
      const added = after.filter((line) => !before.split("\r\n").includes(line));
      assert.deepEqual(added.sort(), [
        "PRINTER_KITCHEN_COLUMNS=48",
        "PRINTER_KITCHEN_CUTTER=off",
        "PRINTER_KITCHEN_DISABLE_REALTIME=on",
        "PRINTER_KITCHEN_NATIVE_CODES=qr, pdf417, barcode",
        "PRINTER_KITCHEN_PICTURE_MODE=raster",
      ]);
      const papers = [...Deno.readDirSync(join(folder, "printed"))].map(({ name }) => name)
        .filter((name) => name.endsWith(".escpos"));
      // Seven steps, the second cut, and the test page.
      assert.equal(papers.length, 10, papers.join("\n"));
    }),
);

Deno.test({ name: "--calibrate ended with Ctrl+C writes nothing", ignore }, () =>
  inFolder(async (_, env) => {
    const before = await Deno.readTextFile(env);
    const program = startInTerminal(["--calibrate", "--env", env]);
    await program.waitFor(/\] Clean start\r?\n[^]*> $/);
    await program.type("1 2\r");
    await program.waitFor(/\] Chinese characters\r?\n[^]*> $/);
    await program.type("\x03");
    assert.notEqual((await program.ended).code, 0);
    await program.unplug();
    assert.equal(await Deno.readTextFile(env), before);
  }));

Deno.test("--calibrate where nobody can answer says so, prints nothing and ends with 2", () =>
  inFolder(async (folder, env) => {
    const { code, stdout, stderr } = await runClient("--calibrate", "--env", env);
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /--calibrate asks questions, and nobody can answer here\./);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["till.env"]);
  }));
