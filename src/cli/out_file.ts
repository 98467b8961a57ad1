import { PrintError } from "../domain/print_error.ts";
import { printable } from "../domain/printable.ts";

/** What `--out` can write. */
export const OUT_ENDINGS = ["svg", "png", "txt", "html"] as const;
export type OutEnding = typeof OUT_ENDINGS[number];

/** The ending of a file's name, or `null` when it is none that can be written. */
export function outEnding(name: string): OutEnding | null {
  return OUT_ENDINGS.find((ending) => name.toLowerCase().endsWith(`.${ending}`)) ?? null;
}

/** The endings in words. */
export function outEndings(): string {
  return `${OUT_ENDINGS.slice(0, -1).map((ending) => `.${ending}`).join(", ")} or .${OUT_ENDINGS.at(-1)}`;
}

/**
 * Writes a file that a person asked for; `replaced` when there was one of that name. The old one stays whole until the
 * new one is. Throws PrintError("folder_unwritable").
 */
export async function writeOut(name: string, content: Uint8Array): Promise<"written" | "replaced"> {
  const temporary = `${name}.${crypto.randomUUID()}.tmp`;
  try {
    const before = await Deno.stat(name).catch(() => null);
    if (before?.isDirectory) throw new Error("it is a folder");
    await Deno.writeFile(temporary, content);
    await Deno.rename(temporary, name);
    return before === null ? "written" : "replaced";
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    const reason = error instanceof Deno.errors.NotFound
      ? "its folder does not exist"
      : printable(error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
    throw new PrintError("folder_unwritable", `Cannot write "${printable(name)}": ${reason}.`, {
      hint: "Name a file in a folder that is there and may be written to.",
      cause: error,
    });
  }
}
