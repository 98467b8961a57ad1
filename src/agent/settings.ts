import type { PrinterConfig } from "../domain/ports.ts";
import type { Policy } from "../domain/policy.ts";
import type { Chosen } from "../domain/models/guess.ts";

/** What the agent needs to know of the settings. */
export interface AgentSettings extends Chosen {
  readonly sessionId: string;
  readonly username: string;
  readonly nipt: string;
  /** Printers with an alias. */
  readonly printers: readonly PrinterConfig[];
  /** Alias by job type. */
  readonly routes: ReadonlyMap<string, string>;
  readonly defaultPrinter: PrinterConfig;
  /** Job types that this PC prints; `null` for all. */
  readonly acceptTypes: readonly string[] | null;
  /** What happens to a job for a printer that this PC does not have. */
  readonly unknownPrinter: "error" | "ignore";
  /** Whether `raw` jobs are accepted; not when missing. */
  readonly allowRaw?: boolean;
  readonly policy: Policy;
}
