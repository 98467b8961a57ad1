import { readFileSync } from "node:fs";

type Resvg = typeof import("@resvg/resvg-wasm").Resvg;

/** Draws SVG, with the fonts it is given and no others. */
export type { Resvg };

// The renderer can be started once only.
let starting: Promise<Resvg> | undefined;

/** The renderer, loaded at the first call. Rejects when it cannot be. */
export function loadRenderer(): Promise<Resvg> {
  return starting ??= start();
}

async function start(): Promise<Resvg> {
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  // Not an import: in the compiled program those of packages are always JavaScript.
  await initWasm(readFileSync(new URL(import.meta.resolve("@resvg/resvg-wasm/index_bg.wasm"))));
  return Resvg;
}
