/** What a language of a page says as English does, or not at all: paths with the language's code. */
export function sameLeaves(words: Readonly<Record<string, unknown>>): string[] {
  const english = new Map(leaves(words.en, ""));
  return Object.entries(words).filter(([code]) => code !== "en").flatMap(([code, one]) => {
    const own = new Map(leaves(one, ""));
    const missing = [...english.keys()].filter((path) => (own.get(path) ?? "").trim() === "");
    const same = [...own].filter(([path, text]) => english.get(path) === text).map(([path]) => path);
    return [...missing, ...same].map((path) => `${code}${path}`);
  });
}

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === "function") return [[path, String(value(2, 3))]];
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
}
