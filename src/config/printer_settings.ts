import type { PrinterAddress } from "../domain/ports.ts";
import { pagesIn, type Profile } from "../domain/profile.ts";
import type { Entry, Report } from "./report.ts";
import { printerSchema, type PrinterSettings } from "./schema.ts";

/** The name of a setting of one printer: what stands after `PRINTER_<ALIAS>_`. */
export type SettingName = keyof PrinterSettings;

/** The settings of one printer as given. */
export type OwnEntries = ReadonlyMap<SettingName, Entry>;

/** The values of one printer's settings; none of them when one was a problem. */
export function readOwn(entries: OwnEntries, report: Report): PrinterSettings {
  const given: Record<string, string> = {};
  for (const [name, { value }] of entries) if (value.trim() !== "") given[name] = value;
  const read = printerSchema.safeParse(given);
  if (read.success) return read.data;
  for (const issue of read.error.issues) {
    const entry = entries.get(issue.path[0] as SettingName);
    if (entry !== undefined) report.refused(entry, issue);
  }
  return {};
}

/** A printer's profile: its own settings, and the rest from `profile`. */
export function profileOf(own: PrinterSettings, profile: Profile): Profile {
  return {
    format: own.FORMAT ?? profile.format,
    columns: own.COLUMNS ?? profile.columns,
    codePages: own.CODE_PAGES ?? profile.codePages,
    textEncoding: own.TEXT_ENCODING ?? profile.textEncoding,
    cutter: own.CUTTER ?? profile.cutter,
    drawerPin: own.DRAWER_PIN === undefined ? profile.drawerPin : own.DRAWER_PIN === "5" ? 5 : 2,
    drawerOnMs: own.DRAWER_ON_MS ?? profile.drawerOnMs,
    drawerOffMs: own.DRAWER_OFF_MS ?? profile.drawerOffMs,
    disableRealtime: own.DISABLE_REALTIME ?? profile.disableRealtime,
    buzzer: own.BUZZER ?? profile.buzzer,
    nativeCodes: own.NATIVE_CODES ?? profile.nativeCodes,
    pictureMode: own.PICTURE_MODE ?? profile.pictureMode,
    cancelChinese: own.CANCEL_CHINESE ?? profile.cancelChinese,
    drawMissing: own.DRAW_MISSING ?? profile.drawMissing,
    // The dots of all printers are no longer right where the columns differ.
    ...dotsOf(own.DOTS ?? (own.COLUMNS === undefined || own.COLUMNS === profile.columns ? profile.dots : undefined)),
  };
}

function dotsOf(dots: number | undefined): { dots?: number } {
  return dots === undefined ? {} : { dots };
}

/** Whether `STATUS` is on and the printer can be asked: over the network, in ESC/POS. */
export function readAsksStatus(
  own: PrinterSettings,
  entry: Entry | undefined,
  address: PrinterAddress,
  format: Profile["format"],
  report: Report,
): boolean {
  if (own.STATUS !== true || entry === undefined) return false;
  if (address.kind === "tcp" && format === "escpos") return true;
  const message = address.kind === "tcp"
    ? `a printer of the format ${format} cannot be asked for its state; ignored`
    : "only network printers (tcp://…) can be asked for their state; ignored";
  report.warn(entry, message, "Delete the line.");
  return false;
}

/** Says which of the code pages that were written a printer does not have in its format: Star has fewer than Epson. */
export function warnOfCodePages(
  own: PrinterSettings,
  entry: Entry | undefined,
  format: Profile["format"],
  report: Report,
): void {
  if (own.CODE_PAGES === undefined || entry === undefined) return;
  const kept = new Set(pagesIn(format, own.CODE_PAGES).map(({ encoding }) => encoding));
  const lacking = own.CODE_PAGES.filter(({ encoding }) => !kept.has(encoding));
  if (lacking.length === 0) return;
  const names = lacking.map(({ encoding }) => encoding).join(", ");
  report.warn(
    entry,
    `printers of the format ${format} have no ${names}; left out`,
    "Delete it, or write NAME:NUMBER with the number that the printer's manual lists for ESC GS t.",
  );
}
