import assert from "node:assert/strict";
import { join } from "node:path";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { renderedText } from "../../src/render/render.ts";
import { PERMISSIONS } from "../../tools/compile.ts";
import { copyProgram } from "../guided_setup/fresh_folder.ts";
import { counting } from "../guided_setup/shop_pc.ts";
import { openPortSink } from "../port_sink.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const ignore = await windowsMissing() !== null;

Deno.test(
  { name: "the first start in a console of Windows goes from nothing to a printed test page, and prints on", ignore },
  async (t) => {
    await using rig = await startWindows();
    await using paper = openPortSink();
    await rig.addQueue("Office", paper.port);
    await rig.addQueue("Receipt", paper.port);
    const folder = join(rig.folder, "Bar");
    const main = rig.windowsPath(await copyProgram(folder));
    const start = (...args: string[]) =>
      rig.start(["run", "--cached-only", ...PERMISSIONS, main, ...args], { hasConsole: true, env: { TERM: "xterm" } });

    await t.step("left with Ctrl+C it writes nothing", async () => {
      const program = start();
      await program.waitFor(/server's address\?/);
      await program.type("\x03");
      await program.ended;
      assert.match(program.output, /Ended\. Nothing was written\./);
      assert.deepEqual([...Deno.readDirSync(folder)].filter(({ name }) => name === ".env"), []);
    });

    await t.step("left with q or Ctrl+Z it keeps the window until Enter, and ends with 2", async () => {
      for (const way of ["q", "\x1a"]) {
        const program = start();
        await program.waitFor(/server's address\?/);
        await program.type(`${way}\r`);
        await program.waitFor(/Ended\. Nothing was written\.[^]*Press Enter to close this window/);
        await program.type("\r");
        assert.equal((await program.ended).code, 2);
      }
    });

    await t.step("answered it prints, writes .env and goes on", async () => {
      const backend = await startDemoBackend();
      const program = start();
      try {
        for (
          const [question, answer] of [
            [/server's address\?/, backend.url.replace("http://", "")],
            [/tax number \(NIPT\)/, "L12345678A"],
            [/Which name does/, "Tiranë-7"],
            [/Which session/, ""],
            [/Which one prints/, "receipt"],
            [/How wide is its paper/, "1"],
            [/Print a test page/, "y"],
            [/Did it come out/, "y"],
            [/another printer/, "n"],
            [/Which language/, "2"],
            [/Which currency/, "Lekë"],
            [/Shall it start by itself/, "n"],
            [/Write this to/, "y"],
            [/Start printing now/, "y"],
          ] as const
        ) {
          await program.waitFor(question);
          await program.type(`${answer}\r`);
        }
        await program.waitFor(/connected to /);
        assert.match(renderedText(await paper.next(), DEFAULT_PROFILE), /Müller-Škoda Tiranë 3,50 €/);
        backend.emit("print_request", { data: { type: "text", content: "Zwei Süppchen" } });
        assert.equal((await backend.nextResponse(20_000)).printer, "Receipt");
        assert.match(renderedText(await paper.next(), DEFAULT_PROFILE), /Zwei Süppchen/);
        const text = await Deno.readTextFile(join(folder, ".env"));
        assert.match(text, /^# Settings of printer-client\..*\r\n/);
        const counts = counting(text);
        for (
          const line of [
            "USERNAME=Tiranë-7",
            "NIPT=L12345678A",
            "DEFAULT_PRINTER=RECEIPT",
            "LOCALE=sq-AL",
            "CURRENCY=Lekë",
          ]
        ) assert.ok(counts.includes(line), `${line}\n${counts.join("\n")}`);
        assert.match(counts.join("\n"), /^PRINTER_RECEIPT=Receipt$/im);
        await program.type("\x03");
        assert.equal((await program.ended).code, 0, program.output);
        assert.ok(!program.output.includes("Press Enter"));
      } finally {
        await program.kill();
        await backend.close();
      }
    });

    await t.step("asked for again it offers what is there, and keeps the window when nothing is to run", async () => {
      const before = await Deno.readTextFile(join(folder, ".env"));
      const program = start("--setup");
      for (
        const [question, answer] of [
          [/server's address\?/, ""],
          // The backend of before is gone.
          [/3 {2}Keep http/, "3"],
          [/L12345678A\)/, ""],
          [/Tiranë-7\)/, ""],
          [/Which session/, ""],
          [/3 {2}Go on all the same/, "3"],
          [/Which one prints/, ""],
          [/How wide is its paper/, ""],
          [/Print a test page/, "n"],
          [/another printer/, ""],
          [/Which language/, ""],
          [/Which currency/, ""],
          [/Shall it start by itself/, "n"],
          [/Nothing is otherwise than before\.[^]*Write this to/, "y"],
          [/Start printing now/, "n"],
          [/Press Enter to close this window/, ""],
        ] as const
      ) {
        await program.waitFor(question);
        await program.type(`${answer}\r`);
      }
      assert.equal((await program.ended).code, 0, program.output);
      assert.equal(await Deno.readTextFile(join(folder, ".env")), before);
    });
  },
);
