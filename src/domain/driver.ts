/**
 * What a Windows driver makes of bytes that are handed over as they are: `raw` passes them on, and so does `text`
 * ("Generic / Text Only"); `office` passes them on to a printer that does not understand ESC/POS; `xpsdrv` and `v4`
 * swallow them unless they are marked `XPS_PASS`; `virtual` makes files and `fax` faxes, never paper. `unknown`: Windows
 * did not tell.
 */
export type DriverKind = "raw" | "text" | "office" | "xpsdrv" | "v4" | "virtual" | "fax" | "unknown";

/** A Windows queue: what prints through it, and where it leads. */
export interface QueueDescription {
  /** As Windows spells it. */
  readonly name: string;
  readonly driver: string;
  /** Its port; several are separated by commas. */
  readonly port: string;
  readonly kind: DriverKind;
  /** How many documents wait in it, and since when the oldest, ms since 1970; missing where Windows does not say. */
  readonly documents?: number;
  readonly oldestDocumentMs?: number;
}

/** Whether a receipt printer behind such a driver gets the very bytes that were printed. */
export function takesBytes(kind: DriverKind): boolean {
  return kind === "raw" || kind === "text" || kind === "unknown";
}
