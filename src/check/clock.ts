import { timeText } from "./amounts.ts";
import { fail, type Finding, note, ok } from "./finding.ts";

const NOTABLE_MS = 60_000;
/** Receipts and reservations then carry a wrong time, and certificates may seem expired. */
const WRONG_MS = 10 * 60_000;
const REMEDY = "Windows: Settings, Time & language, Date & time: set the time zone, then Sync now.";

/** This PC's clock against the backend's; `aheadMs` below 0 when it is behind, `null` when the backend tells no time. */
export function clockFinding(aheadMs: number | null): Finding {
  const name = "clock";
  if (aheadMs === null) return ok(name, "the backend tells no time to compare with");
  const size = Math.abs(aheadMs);
  if (size <= NOTABLE_MS) return ok(name, "agrees with the backend's");
  const difference = `this PC's clock is ${timeText(size)} ${aheadMs > 0 ? "ahead of" : "behind"} the backend's`;
  if (size <= WRONG_MS) return note(name, `${difference}. ${REMEDY}`);
  return fail(name, `${difference}: receipts carry a wrong time. ${REMEDY} If this PC is right, correct the server's.`);
}
