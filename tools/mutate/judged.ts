/** A change that no test can notice, or that counts for nobody. */
export interface Judged {
  /** The changed line, as `deno task mutate` prints it. */
  readonly becomes: string;
  readonly why: string;
}

/** The survivors of `deno task mutate` that a person has judged, by file. A test sees to it that each is still a change of it. */
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
    { becomes: "const half = value.units <= 0n ? -step / 2n : step / 2n;", why: "half a step below 0 is cut to 0 too" },
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
};
