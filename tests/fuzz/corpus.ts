import { join } from "node:path";
import { createHash } from "node:crypto";

const FOLDER = join(import.meta.dirname ?? "", "corpus");

/** Inputs that once failed, each in a file of its own: `corpus/TARGET/HASH.json`. */
export function corpusOf(
  target: string,
  folder: string = FOLDER,
): { readonly name: string; readonly input: unknown }[] {
  let names: string[];
  try {
    names = [...Deno.readDirSync(join(folder, target))].map(({ name }) => name).sort();
  } catch {
    return [];
  }
  return names.map((name) => ({ name, input: fromText(Deno.readTextFileSync(join(folder, target, name))) }));
}

/** Keeps an input that fails, and gives the name of its file. */
export function keep(target: string, input: unknown, folder: string = FOLDER): string {
  const text = toText(input);
  const name = `${createHash("sha256").update(text).digest("hex").slice(0, 12)}.json`;
  Deno.mkdirSync(join(folder, target), { recursive: true });
  Deno.writeTextFileSync(join(folder, target, name), `${text}\n`);
  return join(folder, target, name);
}

/** An input as JSON, with what JSON lacks: bytes, -0 and what is no number. */
export function toText(input: unknown): string {
  return JSON.stringify(input, (_, value) => {
    if (value instanceof Uint8Array) return { $bytes: value.toBase64() };
    const isOdd = typeof value === "number" && (!Number.isFinite(value) || Object.is(value, -0));
    return isOdd ? { $number: Object.is(value, -0) ? "-0" : String(value) } : value;
  });
}

/** The input of `toText`. */
export function fromText(text: string): unknown {
  return JSON.parse(text, (_, value) => {
    if (typeof value?.$bytes === "string") return Uint8Array.fromBase64(value.$bytes);
    return typeof value?.$number === "string" ? Number(value.$number) : value;
  });
}
