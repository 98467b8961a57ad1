import type { Chosen } from "../domain/models/guess.ts";
import type { PrinterAddress } from "../domain/ports.ts";
import type { Entry, Report } from "./report.ts";
import type { PrinterSettings } from "./schema.ts";

/** `chosen` for a printer at `address`: network printers have no driver that draws, and get ESC/POS where all others are drawn on. */
export function drawable(chosen: Chosen, address: PrinterAddress): Chosen {
  if (address.kind !== "tcp" || chosen.profile.format !== "gdi") return chosen;
  return { ...chosen, profile: { ...chosen.profile, format: "escpos" } };
}

/** Refuses `FORMAT=gdi` for a network printer. */
export function refuseDrawn(
  own: PrinterSettings,
  entry: Entry | undefined,
  address: PrinterAddress,
  report: Report,
): void {
  if (own.FORMAT !== "gdi" || entry === undefined || address.kind !== "tcp") return;
  report.problem(
    entry,
    "only printers of Windows can be drawn on",
    "Install the printer in Windows and write its name there, or write escpos, starprnt, starline or text.",
  );
}
