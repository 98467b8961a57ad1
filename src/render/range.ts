import type { Profile } from "../domain/profile.ts";

/** The whole number at or below `value` between `min` and `max`; `min` for what is no number. */
export function within(value: number, min: number, max: number): number {
  return value >= min ? Math.min(max, Math.floor(value)) : min;
}

// A wide character must find room on every paper, and a rule must not be endless.
const [MIN_COLUMNS, MAX_COLUMNS] = [2, 10_000];

/** Columns of the paper, whatever the profile says. */
export function paperColumns({ columns }: Profile): number {
  return within(columns, MIN_COLUMNS, MAX_COLUMNS);
}

/** Dots of a character of font A: 48 columns are 576 dots, 32 are 384. */
export const CHARACTER_DOTS = 12;

/** The widest head there is, 8 inches at 300 dots, and room to spare. */
const MAX_DOTS = 4_096;

/** Dots across the paper. */
export function paperDots(profile: Profile): number {
  return within(profile.dots ?? paperColumns(profile) * CHARACTER_DOTS, CHARACTER_DOTS, MAX_DOTS);
}
