import type { PrinterStateName } from "../domain/printer_state.ts";

/**
 * What happens in the agent, for the log and the console. Values are plain and may come from outside: whoever shows
 * them makes them printable. `ms` are milliseconds, `job` is a job's id, `lane` the printer by its name in the settings,
 * `printer` by its own. No event carries a receipt's contents.
 */
export type AgentEvent =
  | { readonly event: "connected"; readonly transport: string }
  | { readonly event: "disconnected"; readonly reason: string }
  /** `first` since the last connection: later ones say the same again. */
  | { readonly event: "connect_failed"; readonly problem: string; readonly first: boolean }
  | { readonly event: "gave_up"; readonly problem: string }
  | { readonly event: "status_received"; readonly payload: unknown }
  | { readonly event: "event_ignored"; readonly name: string; readonly reason: string }
  | {
    readonly event: "job_received";
    readonly job: string;
    readonly type: string;
    readonly document: string;
    readonly printer: string;
  }
  | { readonly event: "job_repeated"; readonly job: string }
  | { readonly event: "job_refused"; readonly job: string; readonly problems: readonly string[] }
  | {
    readonly event: "job_printed";
    readonly job: string;
    readonly document: string;
    readonly lane: string;
    readonly printer: string;
    readonly stage: string;
    readonly attempt: number;
    /** From receipt to the last byte at the printer. */
    readonly ms: number;
    /** Of these: template, layout and encoding; and the printer's part. */
    readonly renderMs: number;
    readonly printMs: number;
    readonly bytes: number;
    readonly warnings: readonly string[];
  }
  | {
    readonly event: "job_waits";
    readonly job: string;
    readonly document: string;
    readonly lane: string;
    readonly printer: string;
    readonly attempt: number;
    readonly code: string;
    readonly problem: string;
    readonly retryInMs: number;
  }
  /** Given to the printer of another alias. */
  | {
    readonly event: "job_diverted";
    readonly job: string;
    readonly document: string;
    readonly lane: string;
    readonly printer: string;
    readonly attempt: number;
    readonly to: string;
    readonly problem: string;
  }
  /** Given to the printer that a person had its lane handed over to. */
  | {
    readonly event: "job_handed_over";
    readonly job: string;
    readonly document: string;
    readonly lane: string;
    readonly to: string;
  }
  /** A person paused a printer, or has it go on (`sinceMs` null). Told at each start while it is paused. */
  | { readonly event: "lane_paused"; readonly lane: string; readonly sinceMs: number | null }
  /** A person handed a printer's jobs over to another one, or took them back (`to` null). */
  | { readonly event: "lane_handed"; readonly lane: string; readonly to: string | null }
  | {
    readonly event: "job_failed";
    readonly job: string;
    readonly document: string;
    readonly lane: string;
    readonly printer: string;
    readonly attempt: number;
    readonly code: string;
    readonly problem: string;
  }
  /** Of a document that the printer's queue has: what changed. `wasTrouble`: the news before was of trouble. */
  | {
    readonly event: "job_news";
    readonly job: string;
    readonly document: string;
    readonly lane: string;
    readonly printer: string;
    readonly stage: string;
    readonly message: string;
    readonly isTrouble: boolean;
    readonly wasTrouble: boolean;
  }
  /** What a printer is like now, by its own word or Windows'. `message` follows its name. */
  | {
    readonly event: "printer_state";
    readonly lane: string;
    readonly state: PrinterStateName;
    readonly message: string;
    readonly isTrouble: boolean;
    readonly wasTrouble: boolean;
  }
  /** Something about the printers of this PC that a person should know. */
  | { readonly event: "printer_notice"; readonly lane: string; readonly problem: string }
  /** Something is wrong with a template of the shop's own, or with the folder of them (`template` is empty then). */
  | { readonly event: "template_problem"; readonly template: string; readonly problem: string }
  /** The shop's own templates were read anew. */
  | { readonly event: "templates_loaded"; readonly templates: readonly string[] }
  | { readonly event: "response_unconfirmed"; readonly job: string; readonly tries: number }
  | { readonly event: "fault"; readonly where: string; readonly problem: string };

/** Receives every event, at once and in order; must not throw. */
export type Notify = (event: AgentEvent) => void;
