import type { Settings } from "../config.ts";
import { type Job, parseJob } from "../domain/job.ts";
import { CLOCK } from "./wire.ts";

/**
 * The job in a JSON file, as the backend would send it: the payload of `print_request`, `pos` or `reservation`. A
 * person who prints a file wants it printed, so `print_required` and the lifetime do not matter here. A problem is a
 * sentence.
 */
export async function readJobFile(
  file: string,
  settings: Settings,
  types: readonly string[],
): Promise<Job | { readonly problem: string }> {
  let payload: unknown;
  try {
    payload = JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { problem: `There is no file "${file}".` };
    if (error instanceof SyntaxError) return { problem: `"${file}" is not JSON: ${error.message}.` };
    return { problem: `Cannot read "${file}": ${error instanceof Error ? error.message : String(error)}.` };
  }
  const { event, fields } = eventOf(payload);
  const parsed = parseJob(event, fields, {
    nipt: settings.nipt,
    types,
    nowMs: CLOCK.nowMs(),
    wallMs: Date.now(),
    newId: () => crypto.randomUUID(),
  });
  if (parsed.kind === "job") return { ...parsed.job, expiresAtMs: null };
  if (parsed.kind === "refused") return { problem: `"${file}": ${parsed.problems.join("; ")}.` };
  return {
    problem: `"${file}" is for another company: its nipt is not the NIPT of these settings ("${settings.nipt}").`,
  };
}

function eventOf(payload: unknown): { event: string; fields: unknown } {
  if (payload === null || typeof payload !== "object") return { event: "print_request", fields: payload };
  for (const [event, key] of [["pos", "pos_data"], ["reservation", "reservation_data"]] as const) {
    const data = (payload as Record<string, unknown>)[key];
    if (data !== null && typeof data === "object" && !Array.isArray(data) && !("type" in payload)) {
      return { event, fields: { ...payload, [key]: { ...data, print_required: true } } };
    }
  }
  return { event: "print_request", fields: payload };
}
