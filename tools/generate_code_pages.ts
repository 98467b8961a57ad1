import iconv from "iconv-lite";
import { Buffer } from "node:buffer";

/**
 * Writes `src/render/code_page_tables.ts` from iconv-lite's tables: `deno run -A tools/generate_code_pages.ts`. Ahead of
 * time, because iconv-lite costs about 20 ms at the first character that is not ASCII; 26 short strings cost nothing.
 */

/** Our names of the single-byte encodings a receipt printer may have, in the spelling iconv-lite knows too. */
export const ENCODINGS: readonly string[] = [
  "cp437",
  "cp737",
  "cp775",
  "cp850",
  "cp852",
  "cp855",
  "cp857",
  "cp858",
  "cp860",
  "cp861",
  "cp863",
  "cp865",
  "cp866",
  "cp869",
  "cp1125",
  "windows1250",
  "windows1251",
  "windows1252",
  "windows1253",
  "windows1254",
  "windows1257",
  "iso88592",
  "iso88597",
  "iso885915",
];

/** What 0x80 to 0xFF stand for: 128 characters, U+FFFD where the page has nothing (or a control character). */
export function upperHalf(encoding: string): string {
  const all = iconv.decode(Buffer.from(Array.from({ length: 128 }, (_, index) => 0x80 + index)), encoding);
  return all.replace(/\p{Cc}/gu, "\ufffd");
}

/** The text of the generated file. */
export function generate(): string {
  const rows = ENCODINGS.map((name) => {
    const text = upperHalf(name).replace(/[\u00a0\u00ad\ufffd]/g, escaped);
    return `  ${name}:\n    "${text.replaceAll('"', '\\"')}",\n`;
  });
  return `// Written by tools/generate_code_pages.ts; a test compares it with iconv-lite.\n
/** What the bytes 0x80 to 0xFF stand for, by our names of the encodings; U+FFFD where a page has nothing. */
// deno-fmt-ignore
export const CODE_PAGE_TABLES: Readonly<Record<string, string>> = {\n${rows.join("")}};\n`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

if (import.meta.main) {
  Deno.writeTextFileSync(new URL("../src/render/code_page_tables.ts", import.meta.url), generate());
}
