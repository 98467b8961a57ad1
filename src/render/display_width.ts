/**
 * East Asian wide and fullwidth ranges outside the emoji (Unicode 14, EastAsianWidth.txt: W and F), first and last in
 * turn; unassigned code points between two ranges are taken as wide.
 */
// deno-fmt-ignore
const WIDE = [
  0x1100, 0x115f, 0x2329, 0x232a, 0x2e80, 0x303e, 0x3041, 0x3247, 0x3250, 0x4dbf, 0x4e00, 0xa4cf, 0xa960, 0xa97f,
  0xac00, 0xd7a3, 0xf900, 0xfaff, 0xfe10, 0xfe19, 0xfe30, 0xfe6f, 0xff01, 0xff60, 0xffe0, 0xffe6, 0x16fe0, 0x1b2ff,
  0x1f200, 0x1f2ff, 0x20000, 0x3fffd,
];

// Pictographs of the upper planes have no room in one column, whatever terminals do.
const EMOJI = /^(?:\p{Emoji_Presentation}|(?=\p{Extended_Pictographic})[\u{1f000}-\u{1faff}])$/u;
// Hangul vowels and final consonants stand inside the block of the leading consonant.
const ZERO = /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u1160-\u11ff\ud7b0-\ud7ff]$/u;
const JOINER = 0x200d;
const FIRST_PICTURE = 0x2300;
const [FIRST_TONE, LAST_TONE] = [0x1f3fb, 0x1f3ff];
const [FIRST_REGION, LAST_REGION] = [0x1f1e6, 0x1f1ff];

/**
 * Columns one code point takes at width factor 1: 0 for combining marks and invisible characters, 2 for East Asian wide
 * characters and emoji, else 1. `before` is the code point in front of it, 0 at the start: what a zero-width joiner or
 * a skin tone attaches to the emoji in front takes no room of its own.
 */
export function codePointColumns(codePoint: number, before: number): 0 | 1 | 2 {
  if (codePoint < 0x300) return codePoint === 0xad ? 0 : 1;
  if (before === JOINER) return 0;
  if (codePoint >= FIRST_TONE && codePoint <= LAST_TONE && before >= FIRST_PICTURE) return 0;
  // Two of them are one flag.
  if (codePoint >= FIRST_REGION && codePoint <= LAST_REGION) return 1;
  const character = String.fromCodePoint(codePoint);
  if (ZERO.test(character)) return 0;
  return isWide(codePoint) || EMOJI.test(character) ? 2 : 1;
}

function isWide(codePoint: number): boolean {
  if (codePoint < 0x1100) return false;
  for (let index = 0; index < WIDE.length; index += 2) {
    if (codePoint < (WIDE[index] ?? 0)) return false;
    if (codePoint <= (WIDE[index + 1] ?? 0)) return true;
  }
  return false;
}

/** Columns of `text` at width factor 1. */
export function displayColumns(text: string): number {
  let columns = 0;
  let before = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    columns += codePointColumns(codePoint, before);
    before = codePoint;
  }
  return columns;
}
