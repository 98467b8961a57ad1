const { charCodeAt } = String.prototype;

/**
 * `text.charCodeAt(index)` for hot loops. V8 keeps texts in many shapes (one or two bytes a unit, slices, joined parts);
 * once a loop has seen more than four it looks the method up again at every character, which takes five times as long as
 * the rest of the loop. Naming the method beforehand spares that.
 */
export function unitAt(text: string, index: number): number {
  return charCodeAt.call(text, index);
}
