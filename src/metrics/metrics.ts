import type { AgentEvent } from "../agent/events.ts";
import type { Backlog } from "../domain/ports.ts";
import { Exposition } from "./exposition.ts";

/** Bounds in seconds: from a label printer's millisecond to a job that waited all night. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3_600, 36_000];

const CONNECTED = "printer_client_connected";
const CONNECTIONS = "printer_client_connections_total";
const RECEIVED = "printer_client_jobs_received_total";
const ENDED = "printer_client_jobs_total";
const WAITS = "printer_client_waits_total";
const WAITING = "printer_client_waiting_jobs";
const OLDEST = "printer_client_oldest_waiting_seconds";
const READY = "printer_client_printer_ready";
const JOB_SECONDS = "printer_client_job_seconds";
const RENDER_SECONDS = "printer_client_render_seconds";
const PRINT_SECONDS = "printer_client_print_seconds";

/** What is asked when somebody looks. */
export interface MetricsParts {
  readonly version: string;
  readonly nowMs: () => number;
  /** The jobs that wait, by printer. */
  readonly backlog: () => readonly Backlog[];
}

/**
 * Counts what happens, for Prometheus. Labels are names of the settings and of templates, never anything a payload could
 * make up at will.
 */
export class Metrics {
  readonly #parts: MetricsParts;
  readonly #values = new Exposition();
  /** Printers whose state is known, and whether they are ready. */
  readonly #ready = new Map<string, boolean>();
  /** By a person, whatever the printer says. */
  readonly #paused = new Set<string>();

  constructor(parts: MetricsParts) {
    this.#parts = parts;
    const values = this.#values;
    values.declare("printer_client_info", "gauge", "The version.");
    values.declare(CONNECTED, "gauge", "1 while the backend is connected.");
    values.declare(CONNECTIONS, "counter", "Connections to the backend: the first, and each one again.");
    values.declare(RECEIVED, "counter", "Jobs accepted.");
    values.declare(ENDED, "counter", "Jobs by their end: printed, spooled, failed, expired, refused.");
    values.declare(WAITS, "counter", "Tries that failed and are repeated.");
    values.declare(WAITING, "gauge", "Jobs that wait, the printing one among them.");
    values.declare(OLDEST, "gauge", "Age of the oldest job that waits.");
    values.declare(
      READY,
      "gauge",
      "1 while the printer is ready, 0 while a person has to see to it; none when unknown.",
    );
    values.declare(JOB_SECONDS, "histogram", "From receipt to the last byte at the printer.");
    values.declare(RENDER_SECONDS, "histogram", "Template, layout and encoding of a job.");
    values.declare(PRINT_SECONDS, "histogram", "From the first look at the printer to its last byte.");
    values.set("printer_client_info", { version: parts.version }, 1);
    values.set(CONNECTED, {}, 0);
  }

  /** Takes one event of the agent. */
  take(event: AgentEvent): void {
    const values = this.#values;
    switch (event.event) {
      case "connected":
        values.set(CONNECTED, {}, 1);
        return values.add(CONNECTIONS);
      case "disconnected":
      case "gave_up":
        return values.set(CONNECTED, {}, 0);
      case "job_received":
        return values.add(RECEIVED, { type: event.type });
      case "job_printed": {
        const { lane: printer, stage, ms, renderMs, printMs } = event;
        for (const [name, took] of [[JOB_SECONDS, ms], [RENDER_SECONDS, renderMs], [PRINT_SECONDS, printMs]] as const) {
          values.observe(name, { printer }, took / 1_000, BUCKETS);
        }
        return values.add(ENDED, { printer, state: stage });
      }
      case "job_waits":
        return values.add(WAITS, { printer: event.lane, code: event.code });
      case "job_failed":
        return values.add(ENDED, { printer: event.lane, state: event.code === "expired" ? "expired" : "failed" });
      case "printer_state":
        if (event.state === "unknown") this.#ready.delete(event.lane);
        else this.#ready.set(event.lane, !event.isTrouble);
        return;
      case "lane_paused":
        return void (event.sinceMs === null ? this.#paused.delete(event.lane) : this.#paused.add(event.lane));
      case "job_refused":
        return values.add(ENDED, { printer: "", state: "refused" });
    }
  }

  /** Everything in Prometheus' text format. */
  text(): string {
    const { backlog, nowMs } = this.#parts;
    this.#values.clear(WAITING);
    this.#values.clear(OLDEST);
    this.#values.clear(READY);
    for (const [printer, isReady] of this.#ready) this.#values.set(READY, { printer }, isReady ? 1 : 0);
    for (const printer of this.#paused) this.#values.set(READY, { printer }, 0);
    for (const { lane: printer, jobs, oldestMs } of backlog()) {
      this.#values.set(WAITING, { printer }, jobs);
      this.#values.set(OLDEST, { printer }, Math.max(0, nowMs() - oldestMs) / 1_000);
    }
    return this.#values.text();
  }
}
