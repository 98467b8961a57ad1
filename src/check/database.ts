import type { DatabaseHealth } from "../domain/database_health.ts";
import { count, sizeText, timeText } from "./amounts.ts";
import { fail, type Finding, note, ok } from "./finding.ts";

/** A job that waits longer than this does so for a reason. */
const LONG_MS = 5 * 60_000;
const LONG_OWED_MS = 60 * 60_000;
const LARGE = 2_000_000_000;

/** The database, what waits in it and what the backend has not confirmed. */
export function databaseFinding(facts: DatabaseHealth, nowMs: number, isRunning: boolean): Finding {
  const name = "database";
  if (facts.state === "none") return ok(name, "none yet; it is made when the program first runs");
  if (facts.state === "unusable") return fail(name, facts.problem);
  if (facts.state === "damaged") {
    const again = isRunning ? "End the program and start it again" : "Start the program";
    return fail(
      name,
      `the file is damaged (${facts.reason}). ${again}: it saves what can be read, and says what that was.`,
    );
  }
  const { bytes, waiting, oldestMs, owed, oldestOwedMs } = facts;
  const sayings = [`sound, ${sizeText(bytes)}`];
  const advice: string[] = [];
  const waitsMs = oldestMs === null ? 0 : nowMs - oldestMs;
  if (waiting > 0) sayings.push(`${count(waiting, "job")} waiting, the oldest for ${timeText(waitsMs)}`);
  if (waiting > 0 && waitsMs > LONG_MS) {
    advice.push(isRunning ? "Look at the printers below." : "Start the program: what is not too old is printed then.");
  }
  if (owed > 0) sayings.push(`${count(owed, "answer")} not yet confirmed by the backend`);
  if (oldestOwedMs !== null && nowMs - oldestOwedMs > LONG_OWED_MS) {
    advice.push(
      `The oldest answer waits for ${
        timeText(nowMs - oldestOwedMs)
      }: is the backend connected, and does it acknowledge?`,
    );
  }
  if (bytes > LARGE) advice.push("It is large: a smaller HISTORY_DAYS makes it shrink.");
  const message = [sayings.join("; "), ...advice].join(". ");
  return advice.length === 0 ? ok(name, message) : note(name, message);
}
