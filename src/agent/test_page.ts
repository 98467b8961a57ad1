import type { Job } from "../domain/job.ts";
import { isoTime } from "../domain/outcome.ts";
import { ownJob } from "../domain/own_job.ts";
import type { PrinterConfig } from "../domain/ports.ts";
import { pagesIn } from "../domain/profile.ts";

/** The page that shows a printer's width, characters, styles and codes. `wallMs` is the PC's clock, for the date on it. */
export function testPage(
  { name, profile }: Pick<PrinterConfig, "name" | "profile">,
  { id, version, nowMs, wallMs }: { id: string; version: string; nowMs: number; wallMs: number },
): Job {
  return ownJob({
    id,
    type: "test_page",
    documentName: "Test page",
    data: {
      version,
      printer: name,
      columns: profile.columns,
      format: profile.format,
      // What Windows draws needs none.
      code_pages: profile.format === "gdi"
        ? []
        : pagesIn(profile.format, profile.codePages).map(({ encoding }) => encoding),
      date: isoTime(wallMs).slice(0, 16).replace("T", " "),
    },
    receivedAtMs: nowMs,
  });
}

/** Whether a person at this PC wanted to see what a printer does: no other printer can show that. */
export function isOwnTestPage({ isOwn, type }: Job): boolean {
  return isOwn === true && type === "test_page";
}
