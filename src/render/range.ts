/** The whole number at or below `value` between `min` and `max`; `min` for what is no number. */
export function within(value: number, min: number, max: number): number {
  return value >= min ? Math.min(max, Math.floor(value)) : min;
}
