/** No wait between two dials is longer than this, unless the settings ask for more. */
const MAX_DELAY_MS = 30_000;

/**
 * How long to wait before redial number `redial` (1 is the first): doubling from `baseMs`, and anywhere between that and
 * its double, so that a thousand tills whose server restarted do not return in the same second. `random` is in [0, 1).
 */
export function redialDelayMs(redial: number, baseMs: number, random: () => number): number {
  const most = Math.max(MAX_DELAY_MS, baseMs * 1.5);
  const least = Math.min(baseMs * 2 ** (redial - 1), Math.max(MAX_DELAY_MS / 2, baseMs));
  return Math.round(least + random() * (Math.min(least * 2, most) - least));
}
