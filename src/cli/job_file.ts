import type { Settings } from "../config.ts";
import { flag } from "../domain/fields.ts";
import { type Job, type ParsedEvent, parseJob } from "../domain/job.ts";
import { PrintError } from "../domain/print_error.ts";
import { printable } from "../domain/printable.ts";
import { CLOCK } from "./wire.ts";

/** An event as a backend would send it. */
export interface FileEvent {
  readonly event: string;
  readonly fields: unknown;
  /** Whether it said `print_required` itself; always so for `print_request`. */
  readonly wasRequired: boolean;
}

/**
 * The job in a JSON file, as the backend would send it: the payload of `print_request`, `pos` or `reservation`. A
 * person who prints a file wants it printed, so `print_required` and the lifetime do not matter here. Throws
 * PrintError("document_invalid").
 */
export async function readJobFile(
  file: string,
  settings: Settings,
  types: readonly string[],
): Promise<Job> {
  const parsed = parseFileEvent(await readFileEvent(file), settings, types);
  if (parsed.kind === "job") return { ...parsed.job, expiresAtMs: null };
  if (parsed.kind === "refused") throw unusable(`"${file}": ${parsed.problems.join("; ")}.`);
  throw unusable(`"${file}" is for another company: its nipt is not the NIPT of these settings ("${settings.nipt}").`);
}

/** What a JSON file has in it. Throws PrintError("document_invalid") when it cannot be read. */
export async function readFileEvent(file: string): Promise<FileEvent> {
  let payload: unknown;
  try {
    payload = JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw unusable(`There is no file "${file}".`);
    if (error instanceof SyntaxError) throw unusable(`"${file}" is not JSON: ${printable(error.message)}.`);
    throw unusable(`Cannot read "${file}": ${error instanceof Error ? error.message : String(error)}.`);
  }
  return eventOf(payload);
}

/** What the client makes of it. */
export function parseFileEvent(
  { event, fields }: FileEvent,
  settings: Settings,
  types: readonly string[],
): ParsedEvent {
  return parseJob(event, fields, {
    nipt: settings.nipt,
    types,
    allowRaw: settings.allowRaw,
    nowMs: CLOCK.nowMs(),
    wallMs: Date.now(),
    newId: () => crypto.randomUUID(),
  });
}

function unusable(message: string): PrintError {
  return new PrintError("document_invalid", message);
}

function eventOf(payload: unknown): FileEvent {
  if (payload === null || typeof payload !== "object") {
    return { event: "print_request", wasRequired: true, fields: payload };
  }
  for (const [event, key] of [["pos", "pos_data"], ["reservation", "reservation_data"]] as const) {
    const data = (payload as Record<string, unknown>)[key];
    if (data !== null && typeof data === "object" && !Array.isArray(data) && !("type" in payload)) {
      const wasRequired = flag.safeParse((data as Record<string, unknown>).print_required).data === true;
      return { event, wasRequired, fields: { ...payload, [key]: { ...data, print_required: true } } };
    }
  }
  return { event: "print_request", wasRequired: true, fields: payload };
}
