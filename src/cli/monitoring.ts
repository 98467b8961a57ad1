import type { AgentEvent, Notify } from "../agent/events.ts";
import { AlertWatch } from "../alerts/alert_watch.ts";
import { alertBody, postAlert } from "../alerts/webhook.ts";
import type { Settings } from "../config.ts";
import type { Backlog, Clock } from "../domain/ports.ts";
import { jobSpans } from "../metrics/job_spans.ts";
import { Metrics } from "../metrics/metrics.ts";
import { serveMetrics } from "../metrics/serve.ts";
import { VERSION } from "../version.ts";

/** Whoever watches the program from outside. */
export interface Monitoring {
  /** Takes one event of the agent. */
  take(event: AgentEvent): void;
  stop(): Promise<void>;
}

/** What is watched. */
export interface MonitoringParts {
  readonly settings: Pick<Settings, "metricsPort" | "alertUrl" | "alertAfterMs" | "username">;
  readonly clock: Clock;
  readonly backlog: () => readonly Backlog[];
  /** Hears what is wrong with the watching itself. Printing never depends on it. */
  readonly notify: Notify;
}

/** Starts what `METRICS_PORT` and `ALERT_URL` ask for. */
export function startMonitoring({ settings, clock, backlog, notify }: MonitoringParts): Monitoring {
  const { metricsPort, alertUrl, alertAfterMs, username } = settings;
  const takers: ((event: AgentEvent) => void)[] = [];
  const stops: (() => void | Promise<void>)[] = [];
  const fault = (where: string, problem: string) => notify({ event: "fault", where, problem });
  if (metricsPort > 0) {
    try {
      const metrics = new Metrics({ version: VERSION, nowMs: () => clock.nowMs(), backlog });
      const server = serveMetrics(metrics, metricsPort);
      takers.push((event) => metrics.take(event));
      stops.push(() => server.close());
    } catch (error) {
      const problem = error instanceof Deno.errors.AddrInUse ? "another program has the port" : String(error);
      fault("metrics", `METRICS_PORT=${metricsPort} cannot be served: ${problem}. Choose another port.`);
    }
  }
  // Its times are the PC's, as those of everything else that is traced.
  const spans = jobSpans(Date.now);
  if (spans !== null) takers.push(spans);
  if (alertUrl !== null) {
    const sender = { username, version: VERSION };
    const watch = new AlertWatch({
      afterMs: alertAfterMs,
      clock,
      send: (alert) => postAlert(alertUrl, alertBody(alert, sender), (problem) => fault("alerts", problem)),
    });
    takers.push((event) => watch.take(event));
    stops.push(() => watch.stop());
  }
  return {
    take: (event) => takers.forEach((take) => take(event)),
    stop: async () => void await Promise.all(stops.map((stop) => stop())),
  };
}
