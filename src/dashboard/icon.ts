import type { Tone } from "./sentence.ts";

const COLOURS = { good: "#1a8a4a", warn: "#e09a00", bad: "#cf2a2a" } as const;

/** The signs tell the tones apart where colours do not. */
const SIGNS = {
  good: "M10 17l4.5 4.5L23 12",
  warn: "M16 9v9M16 22.5v.5",
  bad: "M11 11l10 10M21 11L11 21",
} as const;

/** The page's icon for a tone, as SVG. */
export function icon(tone: Tone): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15" fill="${
    COLOURS[tone]
  }"/><path d="${SIGNS[tone]}" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" ` +
    `stroke-linejoin="round"/></svg>\n`;
}
