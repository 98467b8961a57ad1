/** What a person typed when asked for numbers. */
export type Answer =
  | { readonly kind: "numbers"; readonly numbers: readonly number[] }
  /** Enter alone: the setting stays as it is. */
  | { readonly kind: "skip" }
  | { readonly kind: "quit" }
  /** Not understood; `hint` says what to type. */
  | { readonly kind: "unclear"; readonly hint: string };

/** Reads numbers of `allowed` with spaces or commas between them; `none`, `0` or `-` is none of them. */
export function readNumbers(text: string, allowed: readonly number[]): Answer {
  const words = text.toLowerCase().split(/[\s,;.]+/).filter((word) => word !== "");
  const [first] = words;
  if (first === undefined) return { kind: "skip" };
  if (words.length === 1 && isQuit(first)) return { kind: "quit" };
  if (words.length === 1 && ["none", "no", "n", "0", "-"].includes(first)) return { kind: "numbers", numbers: [] };
  const odd = words.find((word) => !/^\d{1,4}$/.test(word) || !allowed.includes(Number(word)));
  if (odd === undefined) return { kind: "numbers", numbers: [...new Set(words.map(Number))] };
  const range = allowed.length > 8 ? `${allowed[0]} to ${allowed.at(-1)}` : allowed.join(", ");
  return { kind: "unclear", hint: `"${odd}" is none of ${range}. Type numbers, none, Enter to skip, or q to end.` };
}

/** What a person typed when asked yes or no. */
export type YesNo = "yes" | "no" | "skip" | "quit" | "unclear";

/** Reads yes or no. */
export function readYesNo(text: string): YesNo {
  const word = text.trim().toLowerCase();
  if (word === "") return "skip";
  if (isQuit(word)) return "quit";
  if (["y", "yes"].includes(word)) return "yes";
  return ["n", "no"].includes(word) ? "no" : "unclear";
}

function isQuit(word: string): boolean {
  return word === "q" || word === "quit";
}
