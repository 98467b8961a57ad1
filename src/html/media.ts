import { lengthOf } from "./length.ts";

/** CSS pixels in one column of the printer: 12 dots of 203 to the inch. */
export const PIXELS_PER_COLUMN = 12 / 203 * 96;

/** Whether a media query holds for black paper of `width` CSS pixels. What is not understood does not hold. */
export function mediaHolds(query: string, width: number): boolean {
  const trimmed = query.trim().toLowerCase();
  return trimmed === "" || trimmed.slice(0, 2_000).split(",").some((each) => one(each.trim(), width));
}

function one(query: string, width: number): boolean {
  if (/^not\b/.test(query)) return !one(query.slice(3).trim(), width);
  return query.replace(/^only\s+/, "").split(/\s+and\s+/).every((part) => {
    const [, feature, value = ""] = /^\(\s*([a-z-]+)\s*(?::\s*([^)]*))?\)$/.exec(part.trim()) ?? [];
    if (feature === undefined) return part.trim() === "all" || part.trim() === "print";
    const px = lengthOf(value, 16, 16, width);
    switch (feature) {
      case "min-width":
        return px !== null && width >= px;
      case "max-width":
        return px !== null && width <= px;
      case "orientation":
        return value.trim() === "portrait";
      case "prefers-color-scheme":
        return value.trim() === "light";
      default:
        return false;
    }
  });
}
