import type { Job } from "../domain/job.ts";
import type { Paper, PaperItem } from "../render/paper.ts";

/** Fields of a payload that tell who somebody is. */
const PERSONAL = /(?:customer|client|guest|contact|person|phone|mobile|^tel|e_?mail|address|birth|^name$|full_?name)/i;
/** Parts whose `name` is a thing or the shop. */
const IMPERSONAL = /^(?:items?|lines?|taxes|payments|business|products?|categories|order|full_order|sections?)$/i;
/** A telephone number in free text. */
const PHONE = /(?:\+|\b0)\d(?:[\s/().-]{0,2}\d){6,14}\b/g;

/** Hides names and telephone numbers of one job: each letter and digit of them becomes a dot. */
export type Mask = (text: string) => string;

/** The mask for what is shown of a job. */
export function maskOf(job: Job | null): Mask {
  const words = new Set(
    job === null ? [] : personal(job.data).flatMap((text) => folded(text).split(/[^\p{L}\p{N}]+/u)),
  );
  words.delete("");
  return (text) =>
    text.replace(PHONE, dots).replace(/[\p{L}\p{N}\p{M}]+/gu, (word) => words.has(folded(word)) ? dots(word) : word);
}

/** A job whose own fields have no names and numbers of people any more, for a paper that is yet to be made of it. */
export function maskedJob(job: Job): Job {
  const mask = maskOf(job);
  // Printers have no dots of that kind.
  const hide = (value: unknown): unknown => {
    if (typeof value === "string") return mask(value).replaceAll("•", "*");
    if (typeof value === "number") return /^\d+$/.test(mask(String(value))) ? value : hide(String(value));
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(hide);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hide(one)]));
  };
  return { ...job, documentName: String(hide(job.documentName)), data: hide(job.data) as Job["data"] };
}

/** Paper without what the mask hides. Pictures and codes, in which nobody can look for a name, are left out. */
export function maskedPaper({ items }: Paper, mask: Mask): Paper {
  return { items: items.map((item) => maskedItem(item, mask)) };
}

function maskedItem(item: PaperItem, mask: Mask): PaperItem {
  switch (item.kind) {
    case "line":
      return { ...item, runs: maskedRuns(item.runs, mask) };
    case "picture":
      return { kind: "feed", lines: 0, dots: item.rows.length };
    case "qr":
    case "pdf417":
    case "barcode":
      return { kind: "feed", lines: 4 };
    case "unknown":
      return { ...item, bytes: new Uint8Array() };
    default:
      return item;
  }
}

/** A name may change its style in the middle of a word: the line is masked as a whole. */
function maskedRuns(runs: Extract<PaperItem, { kind: "line" }>["runs"], mask: Mask): typeof runs {
  const masked = [...mask(runs.map(({ text }) => text).join(""))];
  let at = 0;
  return runs.map(({ text, style }) => {
    const length = [...text].length;
    at += length;
    return { text: masked.slice(at - length, at).join(""), style };
  });
}

function personal(value: unknown, isWho = false): string[] {
  if (typeof value === "string" || typeof value === "number") return isWho ? [String(value)] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((one) => personal(one, isWho));
  return Object.entries(value).flatMap(([key, one]) =>
    IMPERSONAL.test(key) ? [] : personal(one, isWho || PERSONAL.test(key))
  );
}

function dots(text: string): string {
  return [...text].map((sign) => /[\p{L}\p{N}\p{M}]/u.test(sign) ? "•" : sign).join("");
}

/** As it is compared: printers know fewer letters than names have. */
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
