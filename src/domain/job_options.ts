import * as z from "zod";
import { flag, optional, text, whole } from "./fields.ts";
import { parseDecimal, toFixed } from "./money.ts";
import { printable } from "./printable.ts";

const MAX_COPIES = 20;

/** A `job_id`: a number becomes text. */
export const jobId: z.ZodType<string> = z.unknown().transform((value, context) => {
  const id = typeof value === "number" && Number.isFinite(value) ? String(value) : value;
  if (typeof id === "string" && id !== "" && id.length <= 200 && printable(id) === id) return id;
  context.addIssue({ code: "custom", message: "1 to 200 visible characters" });
  return z.NEVER;
});

const instant = z.unknown().transform((value, context) => {
  const at = typeof value === "string" ? Date.parse(value) : NaN;
  if (Number.isFinite(at)) return at;
  context.addIssue({ code: "custom", message: 'an ISO time such as "2026-03-08T20:30:00Z"' });
  return z.NEVER;
});

const seconds = z.unknown().transform((value, context) => {
  const parsed = parseDecimal(value);
  const number = parsed === null ? NaN : Number(toFixed(parsed, 3));
  if (number > 0 && number <= 10 * 365 * 86_400) return number;
  context.addIssue({ code: "custom", message: "a number of seconds above 0" });
  return z.NEVER;
});

const clockMs = z.unknown().transform((value, context) => {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  context.addIssue({ code: "custom", message: "a number of ms on this client's own clock" });
  return z.NEVER;
});

/** What may be asked of any job, beside its `data` or in it. */
export const optionsSchema = z.object({
  job_id: optional(jobId),
  document_name: optional(text),
  printer_name: optional(text),
  copies: optional(whole(1, MAX_COPIES)),
  open_drawer: optional(flag),
  cut: optional(flag),
  beep: optional(flag),
  priority: optional(whole(-100, 100)),
  expires_at: optional(instant),
  expires_in: optional(seconds),
  lease_until: optional(clockMs),
  dry_run: optional(flag),
});

/** Its keys. */
export const OPTION_KEYS: readonly string[] = Object.keys(optionsSchema.shape);
/** What may also stand beside a receipt's own fields, as in `pos_data.open_drawer`. */
export const CONTENT_OPTION_KEYS: readonly string[] = ["open_drawer", "cut", "beep", "document_name"];
