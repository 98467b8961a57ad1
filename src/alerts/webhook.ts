import { isoTime } from "../domain/outcome.ts";
import type { Alert } from "./alert_watch.ts";

/** How long the other side may take. */
const TIMEOUT_MS = 15_000;

/** Who sends. */
export interface Sender {
  readonly username: string;
  readonly version: string;
}

/**
 * The body of an alert: `text` is a sentence, which Slack, Mattermost and others show as it is; the rest is for programs.
 */
export function alertBody(alert: Alert, { username, version }: Sender): Record<string, unknown> {
  const { state, about, problem, sinceMs, untilMs } = alert;
  const what = about === "backend" ? "" : `Printer ${about}: `;
  const text = untilMs === null
    ? `${username}: ${what}${problem} Since ${timeOfDay(sinceMs)}.`
    : `${username}: right again since ${timeOfDay(untilMs)}. Wrong from ${timeOfDay(sinceMs)}: ${what}${problem}`;
  return {
    text,
    state,
    about,
    problem,
    since: isoTime(sinceMs),
    until: untilMs === null ? null : isoTime(untilMs),
    client: username,
    version,
  };
}

/** POSTs an alert as JSON; `false` when it did not arrive, with the reason told to `failed`. Never rejects. */
export async function postAlert(
  url: string,
  body: Record<string, unknown>,
  failed: (problem: string) => void,
): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) failed(`ALERT_URL answered HTTP ${response.status}.`);
    return response.ok;
  } catch (error) {
    // What fetch throws says only that it failed; the network's own words are its cause.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    failed(`ALERT_URL could not be reached: ${cause instanceof Error ? cause.message : String(cause)}.`);
    return false;
  }
}

function timeOfDay(ms: number): string {
  return isoTime(ms).slice(11, 16);
}
