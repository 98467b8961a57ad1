import * as z from "zod";
import { knownLocale } from "../domain/locale.ts";
import { type CodePage, EPSON_CODE_PAGES, NATIVE_CODES, type NativeCode } from "../domain/profile.ts";
import type { TimeOfDay } from "../domain/time_of_day.ts";
import { encodingName } from "../render/code_page.ts";

/** Why a value is refused, and what to write instead. */
export interface Wrong {
  readonly wrong: string;
  readonly remedy: string;
}

/** The schema of one value of the settings file; `read` is given the trimmed text. */
export function value<T>(read: (text: string) => T | Wrong): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const result = read(text.trim());
    if (!isWrong(result)) return result;
    context.addIssue({ code: "custom", message: result.wrong, params: { remedy: result.remedy } });
    return z.NEVER;
  });
}

/** Whether a value was refused. */
export function isWrong(result: unknown): result is Wrong {
  return typeof result === "object" && result !== null && "wrong" in result;
}

/** Any text. */
export const anyText: z.ZodType<string, string> = value((text) => text);

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number, remedy: string): z.ZodType<number, string> {
  return value<number>((text) => {
    const number = /^[+-]?\d{1,9}$/.test(text) ? Number(text) : NaN;
    return number >= min && number <= max ? number : { wrong: `expected a whole number from ${min} to ${max}`, remedy };
  });
}

/** A time in seconds, with decimals if need be, as milliseconds. */
export function seconds(min: number, max: number, remedy: string): z.ZodType<number, string> {
  return value<number>((text) => {
    const number = /^\d{1,6}([.,]\d{1,3})?$/.test(text) ? Number(text.replace(",", ".")) : NaN;
    if (number >= min && number <= max) return Math.round(number * 1000);
    return { wrong: `expected a number of seconds from ${min} to ${max}`, remedy };
  });
}

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** A length of time as milliseconds: `90s`, `30m`, `24h`, `7d`, or a bare number of seconds. `min` and `max` are seconds. */
export function duration(min: number, max: number, remedy: string): z.ZodType<number, string> {
  return value<number>((text) => {
    const [, digits = "", unit = "s"] = /^(\d{1,9}(?:[.,]\d{1,3})?)\s*([smhd]?)$/i.exec(text) ?? [];
    const ms = digits === "" ? NaN : Number(digits.replace(",", ".")) * UNIT_MS[unitOf(unit)];
    if (ms >= min * 1000 && ms <= max * 1000) return Math.round(ms);
    return { wrong: `expected a time from ${durationText(min * 1000)} to ${durationText(max * 1000)}`, remedy };
  });
}

function unitOf(letter: string): keyof typeof UNIT_MS {
  const unit = letter.toLowerCase();
  return unit === "m" || unit === "h" || unit === "d" ? unit : "s";
}

/** A length of time as it is written in the settings, in the largest unit that needs no decimals. */
export function durationText(ms: number): string {
  const unit = (["d", "h", "m"] as const).find((name) => ms > 0 && ms % UNIT_MS[name] === 0) ?? "s";
  return `${ms / UNIT_MS[unit]}${unit}`;
}

/** One of some words, in any case; forms offer its `choices`. */
export function oneOf<const T extends string>(words: readonly T[], remedy: string): z.ZodType<T, string> {
  return value<T>((text) =>
    words.find((word) => word === text.toLowerCase()) ?? { wrong: `expected one of ${words.join(", ")}`, remedy }
  ).meta({ choices: words });
}

/** Yes or no in the usual words. */
export const onOff: z.ZodType<boolean, string> = value<boolean>((text) => {
  const word = text.toLowerCase();
  if (["on", "yes", "true", "1"].includes(word)) return true;
  if (["off", "no", "false", "0"].includes(word)) return false;
  return { wrong: "expected on or off", remedy: "Write on or off." };
}).meta({ choices: ["on", "off"] });

/** A locale such as `sq-AL`; `null` for none. */
export const localeName: z.ZodType<string | null, string> = value<string | null>((text) =>
  text.trim() === "" ? null : knownLocale(text) ?? {
    wrong: "this locale is not known",
    remedy: "Write a language and a country, such as sq-AL, de-DE or en-GB.",
  }
);

/** A currency: a code, a sign or a word. */
export const currencyText: z.ZodType<string, string> = value<string>((text) => {
  const currency = text.trim();
  if (currency.length <= 12 && !/\d/.test(currency)) return currency;
  return { wrong: "this is no currency", remedy: "Write a code, a sign or a word, such as EUR, € or Lekë." };
});

/** Job types: names with commas between them, lower case; `null` when there are none, which means all. */
export const typeList: z.ZodType<string[] | null, string> = value<string[] | null>((text) => {
  const types = [...new Set(text.toLowerCase().split(/[,;]/).map((type) => type.trim()).filter((type) => type !== ""))];
  const odd = types.find((type) => /\s/.test(type));
  if (odd !== undefined) {
    return { wrong: `"${odd}" is no job type`, remedy: "Write the types with commas between them: receipt, text." };
  }
  return types.length === 0 ? null : types;
});

/** The codes a printer makes itself: names with commas between them, or `none`. */
export const nativeCodes: z.ZodType<readonly NativeCode[], string> = value<readonly NativeCode[]>((text) => {
  if (text.toLowerCase() === "none") return [];
  const names = text.toLowerCase().split(/[,;]/).map((name) => name.trim()).filter((name) => name !== "");
  const odd = names.find((name) => !(NATIVE_CODES as readonly string[]).includes(name));
  if (odd === undefined && names.length > 0) return NATIVE_CODES.filter((name) => names.includes(name));
  return {
    wrong: odd === undefined ? "no code is named" : `"${odd}" is no code that printers make`,
    remedy: `Write names with commas between them: ${NATIVE_CODES.join(", ")}; or none.`,
  };
});

/** Times of day with commas between them, `08:30, 17:00`, in their order; empty for none. */
export const timesOfDay: z.ZodType<readonly TimeOfDay[], string> = value<readonly TimeOfDay[]>((text) => {
  const times = new Map<number, TimeOfDay>();
  for (const part of text.split(/[,;\s]+/).filter((part) => part !== "")) {
    const [, hour, minute] = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(part) ?? [];
    if (hour === undefined || minute === undefined) {
      return { wrong: `"${part}" is no time of day`, remedy: "Write 08:30, or several with commas between them." };
    }
    times.set(Number(hour) * 60 + Number(minute), { hour: Number(hour), minute: Number(minute) });
  }
  return [...times].sort(([left], [right]) => left - right).map(([, time]) => time);
});

/** An address that something is posted to; `null` when there is none. */
export const webUrl: z.ZodType<string | null, string> = value<string | null>((text) => {
  if (text === "") return null;
  const url = URL.parse(text);
  if (url !== null && (url.protocol === "https:" || url.protocol === "http:")) return url.href;
  return { wrong: "this is no web address", remedy: "Write it whole: https://example.com/hook." };
});

/** An encoding of text by any of its usual names, as our name for it. */
export const encoding: z.ZodType<string, string> = value<string>((text) =>
  encodingName(text) ?? { wrong: "this encoding is not known", remedy: "Known are for example windows1252 and cp852." }
);

/**
 * Code pages in the order of preference: `cp858, windows1250:45`. A number is the printer's own `ESC t` number; without
 * one it is Epson's. `ascii` alone is none at all.
 */
export const codePages: z.ZodType<readonly CodePage[], string> = value<readonly CodePage[]>((text) => {
  if (text.toLowerCase() === "ascii") return [];
  const pages: CodePage[] = [];
  for (const part of text.split(",")) {
    const page = codePage(part.trim());
    if (isWrong(page)) return page;
    if (!pages.some(({ encoding }) => encoding === page.encoding)) pages.push(page);
  }
  return pages;
});

function codePage(text: string): CodePage | Wrong {
  const [name = "", number] = text.split(":").map((part) => part.trim());
  const encoding = encodingName(name);
  if (encoding === null) {
    const known = EPSON_CODE_PAGES.map((page) => page.encoding).join(", ");
    return {
      wrong: `"${name}" is no known code page`,
      remedy: `Write names with commas between them, such as ${known}.`,
    };
  }
  if (number !== undefined) {
    return /^\d{1,3}$/.test(number) && Number(number) <= 255 ? { encoding, number: Number(number) } : {
      wrong: `"${number}" is no number of a code page, expected 0 to 255`,
      remedy: "The number is the one that the printer's manual or self-test lists for ESC t.",
    };
  }
  return EPSON_CODE_PAGES.find((page) => page.encoding === encoding) ?? {
    wrong: `"${name}" has no number on Epson printers`,
    remedy: `Add the number that the printer's manual lists for ESC t: ${name}:NUMBER.`,
  };
}
