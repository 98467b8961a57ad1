import type { Job } from "../domain/job.ts";

/** Characters of one job that can be found. */
const MOST_TEXT = 20_000;
/** Words of a search. */
const MOST_WORDS = 8;

/** Marks that stand behind their letter: whoever has them may have any letter in two parts. */
const MARKS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]/;

/** Text as it is compared: small letters without accents, in every alphabet. */
export function folded(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}+/gu, "").replaceAll("ς", "σ");
}

/** What a job can be found by, from its row: words with anything between them. */
export function wordsOf(id: string, stored: unknown): string {
  if (typeof stored !== "string") return folded(id);
  const { documentName, type, data } = JSON.parse(stored) as Job;
  // Bytes as text are no words.
  const contents = type === "raw" ? "" : texts(data).join(" ").slice(0, MOST_TEXT);
  return folded(`${id} ${documentName} ${type === "html" ? contents.replace(/<[^>]*>/g, " ") : contents}`);
}

/** The words of a search. */
export function wantedWords(text: string): readonly string[] {
  return folded(text).match(/[\p{L}\p{N}]+/gu)?.slice(0, MOST_WORDS) ?? [];
}

/** Those words as the index is asked for them: each is a word of the job, or begins one. */
export function matchOf(words: readonly string[]): string {
  return words.map((word) => `"${word}"*`).join(" ");
}

/** The same question to a row that is not in the index yet: `(id, stored job) => found`. */
export function finderOf(words: readonly string[]): (id: string, stored: unknown) => boolean {
  const exact = words.map((word) => new RegExp(`(?<![\\p{L}\\p{N}])${word}`, "u"));
  // Most jobs are told apart without taking them to pieces: a letter may be itself, or any that is not ASCII.
  const rough = words.filter((word) => /^[a-z0-9]+$/.test(word)).map((word) =>
    new RegExp(word.replace(/[a-z]/g, "[$&\\u0080-\\uffff]"), "i")
  );
  return (id, stored) => {
    const text = `${id} ${stored ?? ""}`;
    if (!MARKS.test(text) && !rough.every((one) => one.test(text))) return false;
    const known = wordsOf(id, stored);
    return exact.every((one) => one.test(known));
  };
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}
