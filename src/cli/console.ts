import type { AgentEvent } from "../agent/events.ts";
import { printable, shown } from "../domain/printable.ts";

/**
 * What the window shows of an event: one line for a person, with the time of day; `null` for what only the log needs.
 * Texts from outside are made printable, so that no payload can drive the terminal.
 */
export function consoleLine(event: AgentEvent, nowMs: number, backend: string): string | null {
  const text = sentence(event, backend);
  return text === null ? null : `${new Date(nowMs).toLocaleTimeString("en-GB")}  ${printable(text, 600)}`;
}

function sentence(event: AgentEvent, backend: string): string | null {
  switch (event.event) {
    case "connected":
      return `connected to ${backend} (${event.transport})`;
    case "disconnected":
      return `connection lost: ${event.reason}; trying again`;
    case "connect_failed":
      return event.first ? `not connected: ${event.problem} Trying until it works.` : null;
    case "gave_up":
      return `not connected: ${event.problem} MAX_RECONNECT_ATTEMPTS is used up.`;
    case "status_received":
      return `status from the backend: ${statusText(event.payload)}`;
    case "event_ignored":
      return null;
    case "job_received":
      return `received ${event.type} "${event.document}" for ${event.printer}`;
    case "job_repeated":
      return `received job ${event.job} again: not printed again, answered again`;
    case "job_refused":
      return `refused job ${event.job}: ${event.problems.join("; ")}`;
    case "job_printed": {
      const warnings = event.warnings.length === 0 ? "" : ` (${event.warnings.join("; ")})`;
      return `printed "${event.document}" on ${event.printer} in ${event.ms} ms${warnings}`;
    }
    case "job_waits":
      return `waiting with "${event.document}": ${event.problem} Next try in ${Math.ceil(event.retryInMs / 1000)} s.`;
    case "job_diverted":
      return `sending "${event.document}" to ${event.to} instead of ${event.printer}: ${event.problem}`;
    case "job_handed_over":
      return `sending "${event.document}" to ${event.to}: ${event.lane} is handed over`;
    case "lane_paused":
      return event.sinceMs === null
        ? `${event.lane} goes on`
        : `${event.lane} is paused by a person: its jobs wait until somebody has it go on (the page, Printers)`;
    case "lane_handed":
      return event.to === null
        ? `${event.lane} prints its own jobs again`
        : `the jobs of ${event.lane} are handed over to ${event.to} (the page, Printers)`;
    case "job_failed":
      return `NOT PRINTED "${event.document}" on ${event.printer}: ${event.problem}`;
    case "job_news":
      // What goes well is only worth a line after trouble.
      return event.isTrouble || event.wasTrouble ? `"${event.document}" on ${event.message}` : null;
    case "printer_state":
      // That a printer is ready is only worth a line after trouble.
      return event.isTrouble || event.wasTrouble || event.state === "paper_low"
        ? `printer ${event.lane}: ${event.message}`
        : null;
    case "printer_notice":
      return `printer ${event.lane}: ${event.problem}`;
    case "template_problem":
      return event.problem;
    case "templates_loaded":
      return event.templates.length === 0
        ? "the shipped templates are used"
        : `the shop's own templates are used: ${event.templates.join(", ")}`;
    case "response_unconfirmed":
      return null;
    case "fault":
      return `PROBLEM in ${event.where}: ${event.problem}`;
  }
}

function statusText(payload: unknown): string {
  if (payload === null || typeof payload !== "object") return shown(payload);
  try {
    return JSON.stringify(payload);
  } catch {
    return shown(payload);
  }
}

/** How much an event matters in the log. */
export function logLevel(event: AgentEvent): "debug" | "info" | "warn" | "error" {
  switch (event.event) {
    case "event_ignored":
      return "debug";
    case "connect_failed":
      return event.first ? "warn" : "debug";
    case "disconnected":
    case "job_refused":
    case "job_waits":
    case "job_diverted":
    case "template_problem":
    case "response_unconfirmed":
      return "warn";
    case "printer_notice":
      return "warn";
    case "lane_paused":
      return event.sinceMs === null ? "info" : "warn";
    case "lane_handed":
      return event.to === null ? "info" : "warn";
    case "printer_state":
      if (event.state === "deleted" || event.state === "error") return "error";
      return event.isTrouble || event.state === "paper_low" ? "warn" : "info";
    case "job_news":
      return event.isTrouble ? "warn" : "info";
    case "gave_up":
    case "job_failed":
    case "fault":
      return "error";
    default:
      return "info";
  }
}
