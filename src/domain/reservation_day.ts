/** The fields of a reservation that say when it is. */
type Data = Readonly<Record<string, unknown>>;

/** A day further ahead of its arrival than this is a mistake, and would be kept for years. */
const FARTHEST_MS = 400 * 86_400_000;

/** A whole moment, as JSON writers make them: `2026-03-08T20:30:00Z`. */
const MOMENT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The day of a reservation as `2026-03-08`, in this PC's time zone where it came with another one: from `2026-03-08`,
 * `08.03.2026`, `8/3/2026` (the day first) or a whole moment. `null` when there is none, or none that there can be.
 */
export function reservationDay(data: Data, receivedAtMs: number): string | null {
  const day = dayIn(textOf(data.date)) ?? dayIn(textOf(data.time));
  if (day === null) return null;
  const [year, month, date] = day;
  const ms = new Date(year, month - 1, date).getTime();
  return ms - receivedAtMs > FARTHEST_MS ? null : dayOf(ms);
}

/** Its time of day as `20:30`: from `20:30`, `20.30`, `20h30`, `8:30 PM` or a whole moment; `null` when there is none. */
export function reservationTime(data: Data): string | null {
  const [time, date] = [textOf(data.time), textOf(data.date)];
  const moment = [time, date].find((text) => MOMENT.test(text));
  if (moment !== undefined) return clock(new Date(inZone(moment)));
  const match = /^(\d{1,2})(?:[:.hH](\d{2}))?(?::\d{2})?\s*([AaPp]\.?[Mm]\.?)?$/.exec(time);
  if (match === null || (match[2] === undefined && match[3] === undefined)) return null;
  const [, hours = "", minutes = "00", half = ""] = match;
  const hour = half === "" ? Number(hours) : Number(hours) % 12 + (/^p/i.test(half) ? 12 : 0);
  if (hour > 23 || Number(minutes) > 59) return null;
  return `${String(hour).padStart(2, "0")}:${minutes}`;
}

/** A moment's day in this PC's time zone: `2026-03-08`. */
export function dayOf(ms: number): string {
  const date = new Date(ms);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${String(date.getFullYear()).padStart(4, "0")}-${month}-${day}`;
}

/** The day after so many days: `2026-03-08`. `null` for what is no day. */
export function dayAfter(day: string, days: number): string | null {
  const parts = dayIn(day);
  return parts === null ? null : dayOf(new Date(parts[0], parts[1] - 1, parts[2] + days, 12).getTime());
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}

function dayIn(text: string): readonly [number, number, number] | null {
  if (MOMENT.test(text)) {
    const date = new Date(inZone(text));
    return Number.isNaN(date.getTime()) ? null : [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  const local = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\.?$/.exec(text);
  const [year = 0, month = 0, day = 0] = (iso !== null ? iso.slice(1) : local?.slice(1).reverse() ?? []).map(Number);
  const date = new Date(year, month - 1, day);
  // `Date` makes another day of the 31st of February; such a text is none.
  const isReal = year >= 1970 && date.getMonth() === month - 1 && date.getDate() === day;
  return isReal ? [year, month, day] : null;
}

function inZone(moment: string): string {
  return moment.replace(" ", "T");
}

function clock(date: Date): string | null {
  if (Number.isNaN(date.getTime())) return null;
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
