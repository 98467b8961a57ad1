import assert from "node:assert/strict";
import { join } from "node:path";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { renderedText } from "../../src/render/render.ts";
import { runClient } from "../client_process.ts";
import { startInTerminal, type TerminalProgram } from "../cli/terminal.ts";
import { openPortSink } from "../port_sink.ts";
import { watchProgram } from "../running_program.ts";
import { copyProgram } from "./fresh_folder.ts";
import { counting } from "./shop_pc.ts";

const ignore = Deno.build.os !== "linux";

async function inFreshFolder(run: (main: string, folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "fresh-" });
  try {
    await run(await copyProgram(folder), folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function answer(program: TerminalProgram, turns: readonly (readonly [RegExp, string])[]): Promise<void> {
  for (const [question, text] of turns) {
    await program.waitFor(question);
    await program.type(`${text}\r`);
  }
}

Deno.test(
  { name: "the first start in a terminal asks, prints a test page, writes .env, and goes on to print jobs", ignore },
  () =>
    inFreshFolder(async (main, folder) => {
      const backend = await startDemoBackend();
      await using paper = openPortSink();
      const program = startInTerminal([], main);
      try {
        await answer(program, [
          [/What is the server's address\?\s+> $/, backend.url.replace("http://", "")],
          [/tax number \(NIPT\)[^]*> $/, "L12345678A"],
          [/Which name[^]*> $/, "till-7"],
          [/Which session[^]*> $/, ""],
          [/Which one prints the receipts\?\s+> $/, `127.0.0.1:${paper.port}`],
          [/How wide is its paper\?[^]*> $/, "1"],
          [/Print a test page on it now\?[^]* $/, "y"],
          [/Did it come out[^]*\) $/, "y"],
          [/another printer[^]*\) $/, ""],
          [/Which language[^]*> $/, "4"],
          [/Which currency[^]*> $/, "EUR"],
          [/Write this to .*\.env\?[^]*\) $/, "y"],
          [/Start printing now\?[^]*\) $/, ""],
        ]);
        await program.waitFor(/connected to /);
        const client = await (async () => {
          // Two looks of the set-up came before.
          for (;;) {
            const next = await backend.nextClient(20_000);
            if (next.query.username === "till-7" && backend.clients.length >= 3) return next;
          }
        })();
        assert.equal(client.query.nipt, "L12345678A");
        backend.emit("print_request", { data: { type: "text", content: "Zwei Süppchen" } });
        assert.equal((await backend.nextResponse(20_000)).status, "success");
        await program.type("\x03");
        assert.equal((await program.ended).code, 0, program.output);
        const papers = paper.documents.map((bytes) => renderedText(bytes, DEFAULT_PROFILE));
        assert.ok(papers.some((text) => text.includes("Müller-Škoda Tiranë")), papers.join("\n"));
        assert.ok(papers.some((text) => text.includes("Zwei Süppchen")), papers.join("\n"));
        const counts = counting(await Deno.readTextFile(join(folder, ".env")));
        assert.ok(counts.includes("LOCALE=de-DE") && counts.includes("CURRENCY=EUR"), counts.join("\n"));
      } finally {
        await program.kill();
        await program.unplug();
        await backend.close();
      }
    }),
);

Deno.test(
  { name: "the first start ends with Ctrl+C, also while the server is asked, and writes nothing", ignore },
  () =>
    inFreshFolder(async (main, folder) => {
      // Takes connections and never says a word.
      using silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      for (
        const turns of [
          [],
          [[/server's address[^]*> $/, `127.0.0.1:${silent.addr.port}`]],
          [[/server's address[^]*> $/, "127.0.0.1:9"], [/What now\?[^]*> $/, "3"]],
        ] as const
      ) {
        const program = startInTerminal([], main);
        await answer(program, turns);
        await program.waitFor(
          turns.length === 1 ? /Trying [^]*…/ : turns.length === 0 ? /address\?\s+> $/ : /NIPT[^]*> $/,
        );
        await program.type("\x03");
        const { code, stdout } = await program.ended;
        await program.unplug();
        assert.equal(code, 1, stdout);
        assert.match(stdout, /Ended\. Nothing was written\./);
        assert.ok(![...Deno.readDirSync(folder)].some(({ name }) => name === ".env"));
      }
    }),
);

Deno.test(
  { name: "the first start ends when the terminal's input does, with 2", ignore },
  () =>
    inFreshFolder(async (main) => {
      const program = startInTerminal([], main);
      await program.waitFor(/address\?\s+> $/);
      // End of file, as Ctrl+D types it.
      await program.type("\x04");
      const { code, stdout } = await program.ended;
      await program.unplug();
      assert.equal(code, 2, stdout);
      assert.match(stdout, /Ended\. Nothing was written\./);
    }),
);

Deno.test({
  name: "where nobody can answer nothing is asked: the first start says what is missing and ends with 2",
  ignore,
}, () =>
  inFreshFolder(async (main) => {
    const start = (...args: string[]) =>
      watchProgram(
        new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", main, ...args],
          env: { NO_COLOR: "1" },
          stdin: "null",
          stdout: "piped",
          stderr: "piped",
        }).spawn(),
      ).ended;
    const plain = await start();
    assert.equal(plain.code, 2);
    assert.equal(plain.stdout, "");
    assert.match(plain.stderr, /there is no settings file ".*\.env"\. Run printer-client --setup/);

    for (const args of [["--json"], ["--standby"], ["--env", "/nowhere/till.env"], ["--check"]]) {
      const program = startInTerminal(args, main);
      const { code, stdout } = await program.ended;
      await program.unplug();
      assert.equal(code, 2, stdout);
      assert.doesNotMatch(stdout, /address\?/, args.join());
    }
  }));

Deno.test(
  { name: "a start with settings that have a fault says it, and offers to go through them", ignore },
  () =>
    inFreshFolder(async (main, folder) => {
      const env = join(folder, ".env");
      await Deno.writeTextFile(env, "SESSION_ID=s\nUSERNAME=till-7\n");
      const program = startInTerminal([], main);
      await answer(program, [
        [/NIPT: missing[^]*Go through the settings now\?[^]*\) $/, "y"],
        [/server's address\?[^]*> $/, "q"],
      ]);
      assert.equal((await program.ended).code, 2);
      await program.unplug();
      assert.doesNotMatch(program.output, /Welcome/);
      assert.equal(await Deno.readTextFile(env), "SESSION_ID=s\nUSERNAME=till-7\n");

      const declined = startInTerminal([], main);
      await answer(declined, [[/Go through the settings now\?[^]*\) $/, ""]]);
      assert.equal((await declined.ended).code, 2);
      await declined.unplug();
      assert.doesNotMatch(declined.output, /address\?/);
    }),
);

Deno.test("--setup where nobody can answer says so and ends with 2", async () => {
  const { code, stdout, stderr } = await runClient("--setup", "--env", "/nowhere/till.env");
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /--setup asks questions, and nobody can answer here\./);
  assert.equal((await runClient("--setup", "--json")).code, 2);
});
