import { DEFAULT_POLICY, type Policy } from "../domain/policy.ts";
import type { Entry, Report } from "./report.ts";
import { lifetime, type PlainSettings, SETTING_KEYS } from "./schema.ts";

const DAY_MS = 86_400_000;

/** How patient the program is: the plain settings, and `EXPIRE_<TYPE>` by job type in lower case. */
export function policyOf(plain: PlainSettings, lifetimeMs: ReadonlyMap<string, number>): Policy {
  return {
    lifetimeMs: new Map([...DEFAULT_POLICY.lifetimeMs, ...lifetimeMs]),
    usualLifetimeMs: plain.EXPIRE_DEFAULT,
    drawerLifetimeMs: plain.EXPIRE_DRAWER,
    uncertainJobs: plain.UNCERTAIN_JOBS,
    catchUpAfterMs: plain.CATCH_UP_AFTER,
    fallbackAfterMs: plain.FALLBACK_AFTER,
    historyMs: plain.HISTORY_DAYS * DAY_MS,
  };
}

/** `EXPIRE_<TYPE>=TIME`: how long jobs of a type are worth printing, in ms, by type in lower case. */
export function readLifetimes(entries: ReadonlyMap<string, Entry>, report: Report): Map<string, number> {
  const lifetimes = new Map<string, number>();
  for (const [key, entry] of entries) {
    const isPlain = (SETTING_KEYS as readonly string[]).includes(key);
    if (!key.startsWith("EXPIRE_") || isPlain || entry.value.trim() === "") continue;
    const read = lifetime.safeParse(entry.value);
    if (read.success) lifetimes.set(key.slice("EXPIRE_".length).toLowerCase(), read.data);
    else read.error.issues.forEach((issue) => report.refused(entry, issue));
  }
  return lifetimes;
}
