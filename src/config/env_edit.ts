import { parseEnvText } from "./env_text.ts";

/** One setting to write. */
export interface EnvChange {
  readonly key: string;
  /** `null` switches the setting off: its lines become comments. */
  readonly value: string | null;
  /** Stands above the setting where a new line is made for it. */
  readonly comment?: string;
}

/** The text with the changes, or why one of them cannot be made: a sentence. */
export type EditedEnv = { readonly text: string } | { readonly problem: string };

/** One line, and what it does. */
interface Line {
  readonly text: string;
  /** `"\r\n"`, `"\n"` or `"\r"`; empty at the end of the file. */
  readonly end: string;
  /** In capitals, of a setting that counts; `null` for the rest. */
  readonly key: string | null;
  /** In capitals, of a setting that is switched off: `#KEY=…`. */
  readonly offKey: string | null;
}

/**
 * Sets settings in the text of a settings file; every other line stays as it is, to the last character. The line that
 * counts (the last of its key) gets the new value. Without one, `#KEY=…` is switched on where it stands; without that, a
 * line is added under its relatives (`PRINTER_KITCHEN_…`), or at the end.
 */
export function editEnv(text: string, changes: readonly EnvChange[]): EditedEnv {
  let lines = linesOf(text);
  for (const change of changes) {
    const changed = change.value === null ? switchedOff(lines, change.key) : withValue(lines, change, change.value);
    if ("problem" in changed) return changed;
    lines = changed;
  }
  return { text: lines.map(({ text, end }) => text + end).join("") };
}

function linesOf(text: string): Line[] {
  return [...text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g)]
    .filter(([whole]) => whole !== "")
    .map(([, line = "", end = ""]) => lineOf(line, end));
}

function lineOf(text: string, end: string): Line {
  // Prose such as "# NIPT= is the tax number" has a space behind the mark.
  const off = /^\s*#(?=[^\s#])(.*)$/.exec(text)?.[1];
  return { text, end, key: keyOf(text), offKey: off === undefined ? null : keyOf(off) };
}

function keyOf(text: string): string | null {
  return [...parseEnvText(text).entries.keys()][0] ?? null;
}

function switchedOff(lines: readonly Line[], key: string): Line[] {
  return lines.map((line) => line.key === key.toUpperCase() ? lineOf(`#${line.text.trimStart()}`, line.end) : line);
}

function withValue(lines: readonly Line[], { key, comment }: EnvChange, value: string): Line[] | { problem: string } {
  const name = key.toUpperCase();
  const own = lines.findLastIndex((line) => line.key === name);
  const place = own >= 0 ? own : lines.findLastIndex((line) => line.offKey === name);
  const before = lines[place];
  const written = setting(key, value, own >= 0 ? before?.text ?? "" : "");
  if (written === null) {
    const shown = JSON.stringify(value);
    return {
      problem: `${key}: ${shown} cannot be written in a settings file. Leave out line breaks, odd spaces and quotes.`,
    };
  }
  if (before !== undefined) return lines.with(place, lineOf(written, before.end));
  return inserted(lines, afterRelatives(lines, name), [...commentLines(comment), written]);
}

/**
 * The line for a setting. What stands around the value in `before` stays: spaces, a remark at the end. Written so that it
 * reads as the very value again; `null` where no way of writing does.
 */
function setting(key: string, value: string, before: string): string | null {
  const head = before === "" ? `${key}=` : /^[^=]*=[ \t]*/.exec(before)?.[0] ?? `${key}=`;
  const tail = remarkOf(before.slice(head.length));
  const ways = [value, `'${value}'`, `"${value}"`, `\`${value}\``];
  if (/[\r\n]/.test(value)) return null;
  const candidates = [...ways.map((way) => head + way + tail), ...ways.map((way) => `${key}=${way}`)];
  return candidates.find((line) => {
    const { entries, warnings } = parseEnvText(line);
    return warnings.length === 0 && entries.size === 1 && entries.get(key.toUpperCase())?.value === value;
  }) ?? null;
}

function remarkOf(written: string): string {
  const quote = /^["'`]/.exec(written)?.[0];
  const end = quote === undefined ? 0 : written.indexOf(quote, 1) + 1;
  return /^(?:[^#]*?)(\s+#(?:\s.*)?|\s+)$/.exec(written.slice(end))?.[1] ?? "";
}

/** The place behind the setting that shares the most words of the name from the start; the end when none shares one. */
function afterRelatives(lines: readonly Line[], name: string): number {
  let place = lines.length;
  let best = 0;
  lines.forEach((line, index) => {
    const relative = line.key ?? line.offKey;
    if (relative === null) return;
    // What counts is nearer than an example.
    const nearness = sharedWords(relative, name) + (line.key === null ? 0 : 0.5);
    if (sharedWords(relative, name) > 0 && nearness >= best) [place, best] = [index + 1, nearness];
  });
  return place;
}

function sharedWords(left: string, right: string): number {
  const [ours, others] = [left.split("_"), right.split("_")];
  const differs = ours.findIndex((word, index) => word !== others[index]);
  return differs < 0 ? ours.length : differs;
}

function commentLines(comment: string | undefined): string[] {
  return comment === undefined ? [] : comment.split(/[\r\n]+/).map((line) => `# ${line}`);
}

function inserted(lines: readonly Line[], place: number, added: readonly string[]): Line[] {
  const end = lines.find((line) => line.end !== "")?.end ?? "\r\n";
  const closed = lines.map((line, index) => index === place - 1 && line.end === "" ? { ...line, end } : line);
  return closed.toSpliced(place, 0, ...added.map((text) => lineOf(text, end)));
}
