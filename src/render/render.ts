import type { Document } from "../domain/document.ts";
import { NO_PAINTERS, type Painters } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import { decodeBytes } from "./code_page.ts";
import { encodeDrawing } from "./drawing.ts";
import { encode, type Encoded } from "./encoder.ts";
import { layout } from "./layout.ts";
import { Missing } from "./missing.ts";
import { paperOf } from "./paper_of.ts";
import { paperText } from "./paper_text.ts";
import { encodeText } from "./text.ts";

export type { Encoded } from "./encoder.ts";

/**
 * What is sent to the printer of `profile` for `document`, in the profile's format. What a painter has not loaded for is
 * printed as if there were none, and named in `wants`. Never throws.
 */
export function render(document: Document, profile: Profile, painters: Painters = NO_PAINTERS): Encoded {
  const { format, drawMissing, pictureMode } = profile;
  if (format === "gdi") return encodeDrawing(layout(document, profile), profile, painters);
  const missing = new Missing(format !== "text" && drawMissing && pictureMode !== "none" ? painters.text : null);
  const lines = layout(document, profile, missing);
  return format === "text" ? encodeText(lines, profile, missing) : encode(lines, profile, painters, missing);
}

/** As `render`, with the painters it wants loaded: most documents want none, and are rendered once. Never rejects. */
export async function renderPainted(document: Document, profile: Profile, painters: Painters): Promise<Encoded> {
  const encoded = render(document, profile, painters);
  if (encoded.wants === undefined) return encoded;
  await Promise.all(encoded.wants.map((skill) => painters[skill]?.load()));
  return render(document, profile, painters);
}

/** The paper that `render`'s bytes make, as text for the eye. A form feed of text output ends a page with a rule. */
export function renderedText(bytes: Uint8Array, profile: Profile): string {
  if (profile.format !== "text") return paperText(paperOf(bytes, profile), profile);
  const lines: string[] = [];
  let start = 0;
  for (let index = 0; index <= bytes.length; index++) {
    const byte = bytes[index];
    if (byte !== 0x0a && byte !== 0x0c && index < bytes.length) continue;
    const end = byte === 0x0a && bytes[index - 1] === 0x0d ? index - 1 : index;
    if (end > start || byte === 0x0a) lines.push(decodeBytes(bytes.subarray(start, end), profile.textEncoding));
    if (byte === 0x0c) lines.push(`— page —`);
    start = index + 1;
  }
  return lines.map((line) => `${line.trimEnd()}\n`).join("");
}
