import type { Document } from "../../src/domain/document.ts";
import { NO_PAINTERS, type Painters } from "../../src/domain/painter.ts";
import type { Profile } from "../../src/domain/profile.ts";
import { render } from "../../src/render/render.ts";
import { checkCommands } from "../render/command_checker.ts";
import { paper } from "../render/documents.ts";
import { checkStarCommands } from "../render/star_checker.ts";
import { expect } from "./target.ts";

const PROFILES: readonly Profile[] = [
  paper(48),
  paper(32, { pictureMode: "columns", nativeCodes: [], disableRealtime: false, cancelChinese: true, buzzer: "bel" }),
  paper(12, { pictureMode: "none", codePages: [], buzzer: "drawer", cutter: false }),
  paper(48, { format: "starprnt" }),
  paper(32, { format: "starline", nativeCodes: [] }),
  paper(40, { format: "text" }),
];

/** Renders `document` for printers of every language: it must not throw, and every byte belongs to a command that we mean to send. */
export function checkOnPaper(document: Document, painters: Painters = NO_PAINTERS): void {
  for (const profile of PROFILES) {
    const { bytes, warnings } = render(document, profile, painters);
    checkBytes(bytes, profile);
    for (const warning of warnings) {
      expect(!hasControls(warning), `a warning has a control: ${JSON.stringify(warning)}`);
    }
  }
}

/** Every byte belongs to a command that we mean to send; in plain text, to a line end or the end of a page. */
export function checkBytes(bytes: Uint8Array, { format }: Profile): void {
  if (format === "escpos") checkCommands(bytes);
  else if (format === "starprnt" || format === "starline") checkStarCommands(bytes, format);
  else {
    const control = bytes.find((byte) => byte === 0x7f || (byte < 0x20 && ![0x0a, 0x0c, 0x0d].includes(byte)));
    expect(control === undefined, `byte ${control} in plain text`);
  }
}

/** Whether a text could drive a terminal or a log. Line ends count. */
export function hasControls(text: string): boolean {
  // deno-lint-ignore no-control-regex
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/.test(text);
}
