import { PLAIN, type Style } from "../domain/document.ts";
import { type Attributes, flag, whole } from "./attributes.ts";

/** How a tag changes the text inside it. */
export type StyleChange = Partial<Style>;

// Equal styles are the same object, so that neighbouring spans are joined by comparing references.
const known = new Map<number, Style>([[keyOf(PLAIN), PLAIN]]);

/** `base` with `change` applied; the same object for the same look. */
export function restyled(base: Style, change: StyleChange): Style {
  const style = { ...base, ...change };
  const key = keyOf(style);
  const same = known.get(key);
  if (same !== undefined) return same;
  known.set(key, style);
  return style;
}

/**
 * What the attributes `bold underline inverse tall wide` of a tag say, and `width height` (1 to 8) where `sizes` is
 * true: in a table those two mean the column.
 */
export function styleAttributes(tag: string, attributes: Attributes, sizes: boolean): StyleChange {
  const change: { -readonly [K in keyof Style]?: Style[K] } = {};
  for (const name in attributes) {
    switch (name) {
      case "bold":
      case "underline":
      case "inverse":
        change[name] = flag(tag, attributes, name) ?? false;
        break;
      case "tall":
        change.height = flag(tag, attributes, name) ? 2 : 1;
        break;
      case "wide":
        change.width = flag(tag, attributes, name) ? 2 : 1;
        break;
      case "width":
      case "height":
        if (sizes) change[name] = whole(tag, attributes, name, 1, 8) ?? 1;
        break;
    }
  }
  return change;
}

function keyOf({ bold, underline, inverse, width, height }: Style): number {
  return (width << 8) | (height << 4) | (bold ? 4 : 0) | (underline ? 2 : 0) | (inverse ? 1 : 0);
}
