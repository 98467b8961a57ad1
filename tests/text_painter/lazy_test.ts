import { deepEqual, equal, match, ok } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { command } from "../command.ts";
import { PROJECT, sourceFiles } from "../source_files.ts";

const FONTS = "src/text_painter/fonts";
const RENDERER = fileURLToPath(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"));

/** What the probe says when it may not read `denied`. */
async function probe(denied: readonly string[], ...texts: string[]) {
  const read = ["--allow-read", ...denied.map((path) => `--deny-read=${path}`)];
  const args = ["run", "--no-prompt", "--allow-env", ...read, "tests/text_painter/lazy_probe.ts", ...texts];
  return JSON.parse(await command(Deno.execPath(), args, { cwd: PROJECT })) as {
    isLoadedAtOnce: boolean;
    isLoaded: boolean;
    painted: boolean[];
    problem: string | null;
  };
}

Deno.test("a font is read when a character needs it, and without it the others still paint", async () => {
  const without = await probe([`${FONTS}/NotoSansSC.ttf.gz`, `${FONTS}/NotoEmoji.ttf.gz`], "Ж", "שלום", "ไทย", "한");
  deepEqual(without, { isLoadedAtOnce: false, isLoaded: true, painted: [true, true, true, true], problem: null });
  const missed = await probe([`${FONTS}/NotoSansSC.ttf.gz`], "中", "Ж");
  deepEqual(missed.painted, [false, true]);
  match(missed.problem ?? "", /^the font NotoSansSC cannot be read: /);
});

Deno.test("load() never rejects: a renderer that cannot be read is told", async () => {
  const { isLoaded, painted, problem } = await probe([RENDERER], "Ж");
  deepEqual([isLoaded, painted], [false, [false]]);
  match(problem ?? "", /^characters cannot be drawn: /);
});

Deno.test("the renderer is loaded at the first character, not at the start", async () => {
  const files = await sourceFiles("src");
  const lines = files.flatMap(({ text }) => text.match(/^.*"@resvg\/resvg-wasm".*$/gm) ?? []);
  equal(lines.length, 2);
  for (const line of lines) ok(/^type Resvg = typeof import\(|^ {2}const .* = await import\(/.test(line), line);
});
