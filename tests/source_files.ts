import { join, relative } from "node:path";

/** The checkout. */
export const PROJECT = join(import.meta.dirname ?? "", "..");

/** One TypeScript file. */
export interface SourceFile {
  /** From the checkout, with slashes: `src/render/wrap.ts`. */
  readonly path: string;
  readonly text: string;
  /** What it imports or re-exports, types too; `./` and `../` are turned into paths from the checkout. */
  readonly imports: readonly string[];
}

// `deno fmt` sees to the double quotes and to each statement beginning its line.
const IMPORT = /^(?:import|export)\b[^"';]*?\bfrom "([^"]+)"|^import "([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** Every .ts file below a folder of the checkout. */
export async function sourceFiles(folder: string): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  for await (const entry of Deno.readDir(join(PROJECT, folder))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) found.push(...await sourceFiles(path));
    else if (path.endsWith(".ts")) found.push(await sourceFile(path));
  }
  return found;
}

async function sourceFile(path: string): Promise<SourceFile> {
  const text = await Deno.readTextFile(join(PROJECT, path));
  const imports = [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    return specifier.startsWith(".") ? relative(PROJECT, join(PROJECT, path, "..", specifier)) : specifier;
  });
  return { path, text, imports };
}
