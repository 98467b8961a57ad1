/** How characters of one font are set into the cells of the paper, 12 dots wide for each column and 24 high. */
export interface Face {
  /** Its file in the folder `fonts`. */
  readonly file: string;
  /** First and last code points it is asked for, in turn. */
  readonly ranges: readonly number[];
  /** The font size in dots. */
  readonly size: number;
  /** The row its letters stand on, from the top. */
  readonly baseline: number;
  /**
   * `grid`: every glyph is as wide as its columns. `cell`: each character is set into its columns by itself.
   * `flow`: letters join or stand on one another; the whole is stretched to its columns.
   */
  readonly fit: "grid" | "cell" | "flow";
}

/** The fonts in the program; a character is drawn with the first that has it. Sizes and baselines are those of font A. */
export const FACES: readonly Face[] = [
  {
    file: "NotoSansMono",
    ranges: [0x20, 0x52f, 0x1e00, 0x25ff],
    size: 20,
    baseline: 19,
    fit: "grid",
  },
  { file: "NotoSansHebrew", ranges: [0x590, 0x5ff, 0xfb1d, 0xfb4f], size: 22, baseline: 19, fit: "flow" },
  {
    file: "NotoSansArabic",
    ranges: [0x600, 0x6ff, 0x750, 0x77f, 0x870, 0x8ff, 0xfb50, 0xfdff, 0xfe70, 0xfeff],
    size: 20,
    baseline: 16,
    fit: "flow",
  },
  { file: "NotoSansThai", ranges: [0xe00, 0xe7f], size: 18, baseline: 18, fit: "flow" },
  {
    file: "NotoSansKR",
    ranges: [0x1100, 0x11ff, 0x3130, 0x318f, 0xa960, 0xa97f, 0xac00, 0xd7ff],
    size: 24,
    baseline: 21,
    fit: "cell",
  },
  {
    file: "NotoSansSC",
    ranges: [0x2e80, 0xa4cf, 0xf900, 0xfaff, 0xfe10, 0xfe4f, 0xff00, 0xffef, 0x20000, 0x3ffff],
    size: 24,
    baseline: 21,
    fit: "grid",
  },
  // Before the emoji: what is one column wide has no room for their details.
  { file: "NotoSansSymbols2", ranges: [0x2000, 0x2fff], size: 22, baseline: 19, fit: "cell" },
  { file: "NotoEmoji", ranges: [0x23, 0x39, 0x20e3, 0x3299, 0x1f000, 0x1faff], size: 20, baseline: 20, fit: "cell" },
  { file: "NotoSansSymbols2", ranges: [0x1f000, 0x1fbff], size: 22, baseline: 19, fit: "cell" },
  { file: "NotoSansSymbols", ranges: [0x2000, 0x2fff, 0x1f000, 0x1faff], size: 22, baseline: 19, fit: "cell" },
];

/** Scripts whose letters join or stand on one another, beyond those above: the ones of India and South East Asia. */
const [FIRST_JOINED, LAST_JOINED] = [0x900, 0x1cff];

/** How a character of a font of the shop's own is set: like that of the program's font for it. */
export function ownFace(codePoint: number): Omit<Face, "file" | "ranges"> {
  const like = FACES.find(({ ranges }) => isWithin(ranges, codePoint));
  // Nobody knows how wide its glyphs are.
  if (like !== undefined) return { ...like, fit: like.fit === "flow" ? "flow" : "cell" };
  const isJoined = codePoint >= FIRST_JOINED && codePoint <= LAST_JOINED;
  return { size: 18, baseline: 18, fit: isJoined ? "flow" : "cell" };
}

/** Whether a code point lies in ranges of first and last ones in turn. */
export function isWithin(ranges: readonly number[], codePoint: number): boolean {
  for (let index = 0; index < ranges.length; index += 2) {
    if (codePoint >= (ranges[index] ?? 0) && codePoint <= (ranges[index + 1] ?? 0)) return true;
  }
  return false;
}
