import { join } from "node:path";
import type { Settings } from "../config.ts";
import { printable } from "../domain/printable.ts";
import { FORMATS } from "../template/formats.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import type { Options } from "./options.ts";

/**
 * `--export-templates`: writes the shipped templates into the shop's folder, as a beginning for its own. A file that is
 * there already is left, unless `--force`.
 */
export async function exportTemplates(io: Io, options: Options, settings: Settings): Promise<number> {
  const folder = settings.templatesDir;
  const written: string[] = [];
  const kept: string[] = [];
  try {
    await Deno.mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(FORMATS)) {
      const file = `${name}.html`;
      const isNew = await write(join(folder, file), text, options.force);
      (isNew ? written : kept).push(file);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    io.err(`Cannot write templates into "${printable(folder)}": ${printable(reason)}. Check TEMPLATES_DIR.`);
    return EXIT.failed;
  }
  if (options.json) io.out(JSON.stringify({ folder, written, kept }, null, 2));
  else io.out(said(folder, written, kept));
  return EXIT.done;
}

async function write(path: string, text: string, force: boolean): Promise<boolean> {
  try {
    await Deno.writeTextFile(path, text, force ? {} : { createNew: true });
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}

function said(folder: string, written: readonly string[], kept: readonly string[]): string {
  const lines = [
    ...written.map((file) => `wrote  ${file}`),
    ...kept.map((file) => `kept   ${file} (--force would overwrite it)`),
    `Folder: ${folder}`,
  ];
  if (written.length > 0) {
    lines.push("Each of them now stands in for the shipped one: delete those that you do not change.");
  }
  return lines.join("\n");
}
