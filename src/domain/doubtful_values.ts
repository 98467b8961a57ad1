import type { Fields } from "./content.ts";
import type { Job } from "./job.ts";
import { parseDecimal, toFixed } from "./money.ts";
import { shown } from "./printable.ts";
import { type ReceiptData, receiptView } from "./receipt.ts";

/** Fields with a day in them, by their names in any of our types of job. */
const DAYS = new Set(["date", "opened", "closed", "packed", "best_before"]);
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];
/** A word or a sign for money is shorter. */
const MAX_CURRENCY = 12;

/** Values of a job that can be printed but hardly are what was meant: sentences that begin with the field. */
export function doubtfulValues(job: Job): string[] {
  const data = job.data as Fields;
  const doubts: string[] = [];
  for (const [name, value] of Object.entries(data)) {
    if (typeof value !== "string" || value.trim() === "") continue;
    const doubt = DAYS.has(name)
      ? doubtOfDay(value.trim())
      : name === "time"
      ? doubtOfTime(value.trim())
      : name === "currency"
      ? doubtOfCurrency(value.trim())
      : null;
    if (doubt !== null) doubts.push(`${name}: ${shown(value)} ${doubt}`);
  }
  return job.type === "receipt" ? [...doubts, ...doubtsOfSum(job.data as ReceiptData)] : doubts;
}

function doubtOfDay(value: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2}).*)?$/.exec(value);
  if (match === null) {
    return "is not written as an ISO date such as 2026-03-07: it is printed as it stands, whatever the language";
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return "is no day of the calendar";
  if (hour > 23 || minute > 59) return "has no time of the day";
  return year < FIRST_YEAR || year > LAST_YEAR ? `is in the year ${year}` : null;
}

function doubtOfTime(value: string): string | null {
  const match = /^(\d{1,2}):(\d{2})/.exec(value);
  if (match === null) return null;
  return Number(match[1]) > 23 || Number(match[2]) > 59 ? "is no time of the day" : null;
}

function doubtOfCurrency(value: string): string | null {
  if (/^[A-Z]{3}$/.test(value)) {
    return Intl.supportedValuesOf("currency").includes(value) ? null : "is no code of a currency (ISO 4217)";
  }
  if (/\d/.test(value)) return "has digits in it: it is the currency alone, without an amount";
  return value.length > MAX_CURRENCY
    ? `is long for a currency: at most ${MAX_CURRENCY} characters fit beside amounts`
    : null;
}

function doubtsOfSum(data: ReceiptData): string[] {
  if (data.items.length === 0) return ["items: there are none, so the receipt has no lines"];
  const { total: _, ...rest } = data;
  const sum = parseDecimal(receiptView(rest).total);
  const total = parseDecimal(data.total);
  if (sum === null || total === null) return [];
  const scale = Math.max(sum.scale, total.scale);
  const [expected, given] = [toFixed(sum, scale), toFixed(total, scale)];
  return expected === given ? [] : [`total: the lines make ${expected}, and ${given} is printed`];
}
