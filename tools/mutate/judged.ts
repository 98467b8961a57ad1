/** A change that no test can notice, or that counts for nobody. */
export interface Judged {
  /** The changed line, as `deno task mutate` prints it. */
  readonly becomes: string;
  readonly why: string;
}

const DEPTH = "how deep exactly it looks counts for nobody";

/**
 * The survivors of `deno task mutate` that a person has judged, by file. The task says which of them are no longer a change
 * of their file.
 */
export const JUDGED: Readonly<Record<string, readonly Judged[]>> = {
  "src/domain/money.ts": [
    { becomes: "if (scale <= 0) {", why: "at 0 nothing is added, and 0 stays 0" },
    { becomes: "if (scale < 1) {", why: "at 0 nothing is added, and 0 stays 0" },
    {
      becomes: "const { units } = scale >= MAX_SCALE ? rounded(exact, MAX_SCALE) : exact;",
      why: "rounding to as many digits as there are",
    },
    {
      becomes: "const { units } = value.scale >= places ? rounded(value, places) : { units: at(value, places) };",
      why: "rounding to as many digits as there are",
    },
    {
      becomes: "if ((units <= 0n ? -units : units).toString().length > MAX_DIGITS) return null;",
      why: "0 is as long as -0",
    },
    { becomes: "const half = value.units <= 0n ? -step / 2n : step / 2n;", why: "half a step below 0 is cut to 0 too" },
  ],
  "src/domain/job_options.ts": [
    {
      becomes: 'if (typeof id === "string" && id !== "" && id.length <= 201 && printable(id) === id) return id;',
      why: "printable() cuts at 200 too",
    },
  ],
  "src/domain/kitchen_changes.ts": [
    {
      becomes: "const size = difference.units <= 0n ? subtract(ZERO, difference) : difference;",
      why: "0 is as much as -0",
    },
  ],
  "src/domain/doubtful_values.ts": [
    ...["year = 1, month = 0, day = 0, hour = 0, minute = 0", "year = 0, month = 1, day = 0, hour = 0, minute = 0"]
      .concat([
        "year = 0, month = 0, day = 1, hour = 0, minute = 0",
        "year = 0, month = 0, day = 0, hour = 1, minute = 0",
        "year = 0, month = 0, day = 0, hour = 0, minute = 1",
      ]).map((names) => ({
        becomes: `const [${names}] = match.slice(1).map((part) => Number(part ?? 0));`,
        why: "the pattern has all five",
      })),
    {
      becomes:
        "const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map((part) => Number(part ?? 1));",
      why: "one minute past one is a time of the day as well",
    },
  ],
  "src/domain/unknown_fields.ts": [
    { becomes: "const MAX_DEPTH = 51;", why: DEPTH },
    { becomes: "if (depth >= MAX_DEPTH) return;", why: DEPTH },
    {
      becomes:
        "for (const [name, child] of Object.entries(value)) this.#below(child, joined(path, name), shape[name], 2);",
      why: DEPTH,
    },
    {
      becomes: "value.forEach((entry, index) => this.#below(entry, `${path}[${index}]`, element, depth + 2));",
      why: DEPTH,
    },
    { becomes: "this.#below(child, joined(path, name), shape[name], depth + 2);", why: DEPTH },
  ],
  "src/domain/fields.ts": [
    {
      becomes:
        'if (typeof value !== "number" && (typeof value !== "string" || !/^\\s*[+-]?\\d{1,10}\\s*$/.test(value))) {',
      why: "no field is allowed so much",
    },
    {
      becomes:
        'return typeof value === "string" && value.length >= MAX_FIELD_CHARACTERS ? `${value.length} characters` : undefined;',
      why: "a wrong value of just 4,000 characters may be told either way",
    },
  ],
  "src/domain/job.ts": [
    { becomes: "const isOther = wrapped || content.path === known.otherKey;", why: "in place of itself" },
    {
      becomes:
        'return refused(context, { ...body, ...envelope }, typeof given === "string" ? printable(given, 61) : null, [',
      why: "how much of a wrong type is repeated counts for nobody",
    },
  ],
  "src/domain/earlier_tickets.ts": [
    { becomes: "export const MAX_TICKETS = 201;", why: "no order has as many tickets" },
  ],
  "src/domain/drawing.ts": [
    {
      becomes: "const factor = z.int().min(2).max(8);",
      why: "a factor of 1 is what is meant without one, and is never written",
    },
  ],
  "src/render/column_widths.ts": [
    {
      becomes: 'const widths = columns.map(({ width }, index) => width.kind === "auto" ? natural[index] ?? 1 : 0);',
      why: "every column has its natural width",
    },
    {
      becomes: "const isShort = sum(wanted) >= forFlexible - forStars;",
      why: "all of the room is shared as it was wanted",
    },
    {
      becomes: "if (isShort && width < Math.min(natural[index] ?? 1, wanted[index] ?? 0, USEFUL_REST)) return null;",
      why: "every column has its natural width",
    },
    {
      becomes: "if (isShort && width < Math.min(natural[index] ?? 0, wanted[index] ?? 1, USEFUL_REST)) return null;",
      why: "every column has a wanted width",
    },
    {
      becomes: "if (missing >= 0) natural[at + span - 1] = (natural[at + span - 1] ?? 0) + missing;",
      why: "nothing is added",
    },
    {
      becomes: "if (missing > 0) natural[at + span - 1] = (natural[at + span - 1] ?? 1) + missing;",
      why: "every column has its natural width",
    },
    { becomes: "percents += Math.min(101, positive(width.percent));", why: "all that is too much is shared again" },
    { becomes: "if (total === 0 || room < 0) return weights.map(() => 0);", why: "shares of nothing are nothing" },
    {
      becomes: "for (let index = at; index < at + span; index++) room += widths[index] ?? 1;",
      why: "every column has a width",
    },
    { becomes: "function least(natural = 1): number {", why: "every column has its natural width" },
    { becomes: "return value >= 0 ? Math.min(value, 1_000_000) : 0;", why: "0 is 0 either way" },
    { becomes: "let hasSpans = true;", why: "without cells over several columns there is nothing to do" },
    { becomes: "else if (flow.columns >= (natural[at] ?? 0)) natural[at] = flow.columns;", why: "the same width" },
    {
      becomes: "else if (flow.columns > (natural[at] ?? 1)) natural[at] = flow.columns;",
      why: "every column has its natural width",
    },
    { becomes: "widths[index] = (widths[index] ?? 1) + width;", why: "every column has a width" },
    {
      becomes: "if ((weights[index] ?? 1) > 0 && width < least(natural[index])) return null;",
      why: "every column has a weight",
    },
  ],
  "src/render/table.ts": [
    {
      becomes: "const span = cell.columnSpan >= 1 ? Math.max(1, Math.min(room, Math.floor(cell.columnSpan))) : 1;",
      why: "one column either way",
    },
    {
      becomes: "if (used >= 0 && used + GAP + only.columns > paper) flush();",
      why: "there is nothing to put on a line",
    },
  ],
  "src/render/code128.ts": [
    { becomes: "let isPairs = true;", why: "all data begins with the choice of a code set" },
  ],
  "src/render/commands.ts": [
    {
      becomes: "export function pulse(out: ByteBuffer, pin: 3 | 5, onMs: number, offMs: number): void {",
      why: "a type",
    },
    {
      becomes: "export function pulse(out: ByteBuffer, pin: 2 | 6, onMs: number, offMs: number): void {",
      why: "a type",
    },
    { becomes: "return ms > 2 ? Math.min(255, Math.floor(ms / 2)) : 1;", why: "half of 2 is 1 as well" },
    { becomes: "return ms >= 3 ? Math.min(255, Math.floor(ms / 2)) : 1;", why: "half of 2 is 1 as well" },
  ],
  "src/render/barcode.ts": [
    { becomes: "const WIDE_DOTS = [1, 3, 5, 8, 10, 13, 16];", why: "no bar is 0 dots wide" },
    { becomes: "return WIDE_DOTS[moduleDots] ?? 1;", why: "no bar is wider than 6 dots" },
    { becomes: "const MAX_LENGTH = 513;", why: "506 is the longest that any system takes" },
    {
      becomes: "const checked = system.check(data.slice(0, MAX_LENGTH - 1));",
      why: "506 is the longest that any system takes",
    },
    {
      becomes: "const checked = system.check(data.slice(0, MAX_LENGTH + 2));",
      why: "506 is the longest that any system takes",
    },
  ],
  "src/render/wrap.ts": [
    {
      becomes: 'const trimmed = white === "fold" && unitAt(text, end - 1) === SPACE && end >= start ? end - 1 : end;',
      why: "only an empty line ends where it begins, and what stands before it is a line end",
    },
    {
      becomes: 'return !flow.hasNewline && flow.columns < columns && (white === "pre" || !flow.text.endsWith(" "));',
      why: "a shortcut: breaking what fits gives the same line",
    },
    {
      becomes: 'return !flow.hasNewline && flow.columns <= columns && (white === "pre" && !flow.text.endsWith(" "));',
      why: "a shortcut: breaking what fits gives the same line",
    },
    {
      becomes: "if (used > columns && !isSpace) return brokenAt(flow, start, place > 0 ? place : fits, index);",
      why: "no line breaks before its first unit",
    },
    {
      becomes: "if (used > columns && !isSpace) return brokenAt(flow, start, place >= 1 ? place : fits, index);",
      why: "no line breaks before its first unit",
    },
    {
      becomes:
        "while (next <= text.length && next <= overflow && unitAt(text, next) === SPACE && inside?.[next + 1] !== 1) next++;",
      why: "behind the text there is no space",
    },
    { becomes: "let place = -2;", why: "any number below 0 says that there is none" },
    {
      becomes: "if (inside?.[index + 1] === 1 || index - 1 >= text.length) return false;",
      why: "nobody asks for a break behind the last unit of what is too long",
    },
    {
      becomes: "if (unit === HYPHEN) return index >= 0 && /[\\p{L}\\p{N}]/u.test(text.charAt(index - 1));",
      why: "in front of the text there is no letter",
    },
  ],
  "src/render/encoder.ts": [
    {
      becomes: "if (mark !== null && this.#text.missed >= missed) {",
      why: "where nothing is missing the same is written a second time",
    },
  ],
  "src/render/code_page.ts": [
    { becomes: "const TABLE_SIZE = 9985;", why: "no page has U+2700" },
    { becomes: "export const NEWLINE = 3;", why: "a name among three" },
    { becomes: "const iso = /^(?:latin|iso8859)(\\d{1,3})$/.exec(plain);", why: "there is no such table" },
    {
      becomes: "const page = /^(?:cp|pc|wpc|ibm|oem|dos|win|windows|codepage)?(\\d{3,5})$/.exec(plain)?.[1];",
      why: "there is no such table",
    },
    { becomes: "for (let index = 0; index <= upper.length; index++) {", why: "behind the end there is no character" },
    {
      becomes: "if (unit <= TABLE_SIZE && unit !== NO_BREAK_SPACE && unit !== SOFT_HYPHEN) bytes[unit] = 0x80 + index;",
      why: "no page has U+2700",
    },
    {
      becomes: "for (let unit = SPACE; unit <= TABLE_SIZE; unit++) if (bytes[unit] !== 0) kinds[unit] = ORDINARY;",
      why: "behind the end nothing is written",
    },
  ],
  "src/render/flow.ts": [
    { becomes: "const only = spans.length === 1 ? spans[1] : undefined;", why: "the longer way gives the same" },
    { becomes: "hasNewline: true,", why: "looking for a line end that is not there" },
    { becomes: "for (let index = 0; index <= text.length; index++) {", why: "the longer way gives the same" },
    { becomes: "return false;", why: "cleaning what is clean changes nothing" },
    { becomes: "const offsets = new Int32Array(text.length + 2);", why: "one place that nobody reads" },
  ],
};
