import type { ClaimedJob, PrinterDocument, PrintReceipt } from "../domain/ports.ts";
import type { TryOutcome } from "./failures.ts";

/** A job on its way to the printer: its document, or why there is none. */
export interface Draft {
  readonly claimed: ClaimedJob;
  readonly document: PromiseSettledResult<PrinterDocument>;
  readonly warnings: readonly string[];
  readonly renderMs: number;
}

/** What one try came to. */
export interface Try {
  readonly claimed: ClaimedJob;
  readonly outcome: TryOutcome;
  readonly printer: string;
  readonly warnings: readonly string[];
  readonly bytes: Uint8Array;
  /** Of a printer that took it. */
  readonly receipt: PrintReceipt | null;
  readonly took: { readonly renderMs: number; readonly printMs: number };
}
