const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;

/**
 * The pause before try `attempt + 1` after `attempt` (1, 2, …) failed, in ms: doubling from one second to one minute,
 * spread by a quarter to both sides with `random` (0 to 1) so that tills do not return together.
 */
export function backoffMs(attempt: number, random: number): number {
  const base = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 16));
  return Math.round(base * (0.75 + random / 2));
}
