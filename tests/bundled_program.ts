import { createHash } from "node:crypto";
import { join } from "node:path";
import { bundle } from "../tools/bundle.ts";
import { PROJECT } from "./source_files.ts";

let made: Promise<string> | null = null;

/**
 * The program as the exe has it inside: a bundle in `dist`, made when the source has changed. Gives the path of the module that
 * starts it.
 */
export function bundledProgram(): Promise<string> {
  made ??= make();
  return made;
}

async function make(): Promise<string> {
  const name = `tested-${await sourceHash()}`;
  const dist = join(PROJECT, "dist");
  await Deno.mkdir(dist, { recursive: true });
  const folders = await Array.fromAsync(Deno.readDir(dist));
  if (!folders.some((folder) => folder.name === name)) {
    const unfinished = await Deno.makeTempDir({ dir: dist, prefix: "unfinished-" });
    await bundle(unfinished);
    // Another run may have been quicker.
    await Deno.rename(unfinished, join(dist, name)).catch(() => Deno.remove(unfinished, { recursive: true }));
    const old = folders.filter((folder) => folder.name.startsWith("tested-"));
    await Promise.all(old.map((folder) => Deno.remove(join(dist, folder.name), { recursive: true })));
  }
  return join(dist, name, "main.js");
}

/** Of all that goes into the bundle, and of what makes it. */
async function sourceHash(): Promise<string> {
  const hash = createHash("sha256");
  const add = async (path: string) => hash.update(path).update(await Deno.readFile(join(PROJECT, path)));
  for (const path of ["main.ts", "deno.json", "deno.lock", ".env.example", "tools/bundle.ts"]) await add(path);
  for (const path of await filesBelow("src")) await add(path);
  return hash.digest("hex").slice(0, 12);
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(join(PROJECT, folder)));
  const paths = await Promise.all(entries.map(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory ? filesBelow(path) : [path];
  }));
  return paths.flat().sort();
}
