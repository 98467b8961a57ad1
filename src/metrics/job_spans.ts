import type { AgentEvent } from "../agent/events.ts";

/** The little of OpenTelemetry's API that is used; Deno declares its own as `any`. */
interface Tracer {
  startSpan(
    name: string,
    options: { readonly startTime: Date; readonly attributes: Readonly<Record<string, string | number>> },
  ): { setStatus(status: { readonly code: number; readonly message: string }): unknown; end(): void };
}

/** SpanStatusCode.ERROR of OpenTelemetry's API. */
const ERROR = 2;

/**
 * A trace for each job that ends, from its receipt on, by Deno's own OpenTelemetry: it sends them where `OTEL_EXPORTER_OTLP_ENDPOINT`
 * says. `null` unless `OTEL_DENO` switched it on.
 */
export function jobSpans(nowMs: () => number): ((event: AgentEvent) => void) | null {
  if (!["true", "1"].includes(Deno.env.get("OTEL_DENO") ?? "")) return null;
  const tracer: Tracer = Deno.telemetry.tracerProvider.getTracer("printer-client");
  return (event) => {
    if (event.event !== "job_printed" && event.event !== "job_failed") return;
    const { job, lane, attempt } = event;
    const isPrinted = event.event === "job_printed";
    const attributes = {
      "printer_client.job": job,
      "printer_client.printer": lane,
      "printer_client.attempt": attempt,
      ...(isPrinted
        ? { "printer_client.stage": event.stage, "printer_client.bytes": event.bytes }
        : { "printer_client.code": event.code }),
    };
    const startTime = new Date(nowMs() - (isPrinted ? event.ms : 0));
    const span = tracer.startSpan("print job", { startTime, attributes });
    if (!isPrinted) span.setStatus({ code: ERROR, message: event.code });
    span.end();
  };
}
