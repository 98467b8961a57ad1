import type { Job } from "../domain/job.ts";
import type { Painters } from "../domain/painter.ts";
import type { Policy } from "../domain/policy.ts";
import type { Clock, JobStore, Printer, PrinterConfig, PrintReceipt } from "../domain/ports.ts";
import type { Notify } from "./events.ts";
import type { LaneGate } from "./lane_desk.ts";
import type { Compose } from "./prepare.ts";

/** What a lane works with. */
export interface LaneParts {
  readonly store: JobStore;
  readonly printer: Printer;
  readonly config: PrinterConfig;
  readonly compose: Compose;
  readonly painters: Painters;
  readonly policy: Policy;
  readonly gate: LaneGate;
  readonly clock: Clock;
  readonly notify: Notify;
  /** Called when a response is owed. */
  readonly settled: () => void;
  /** Tells the backend that a lent job is about to be printed; `false` unless it confirms. */
  readonly starting: (jobId: string) => Promise<boolean>;
  /** Called after a job that the printer took was settled. */
  readonly followed: (job: Job, printer: Printer, receipt: PrintReceipt) => void;
  /** Tells the backend why a job waits. */
  readonly waits: (job: Job, printer: string, problem: string) => void;
  /** Called when a job was given to the printer of another alias. */
  readonly diverted: (alias: string) => void;
  /** The PC's clock, for time stamps. */
  readonly wallMs: () => number;
  /** 0 to 1. */
  readonly random: () => number;
}
