import { defaultChanged } from "../agent/printer_watch.ts";
import { leftBehind, moveAdvice } from "../agent/twin.ts";
import type { InstalledPrinter, PrinterConfig } from "../domain/ports.ts";
import { isTroubled, type PrinterState } from "../domain/printer_state.ts";
import type { RememberedDefault } from "../windows/remembered_default.ts";

/** What is known besides one printer's state. */
export interface Surroundings {
  readonly installed: readonly InstalledPrinter[];
  /** Every printer of the settings. */
  readonly configs: readonly PrinterConfig[];
  /** The Windows default printer as the program last saw it. */
  readonly remembered: RememberedDefault | null;
}

/** How long a change of the Windows default printer is worth a word, ms. */
const RECENT_MS = 24 * 3_600_000;

/**
 * What a person should know of a Windows printer besides its state, as sentences: where it is now when it is gone, which
 * documents wait in a queue it had before, and that the Windows default printer is another one since yesterday.
 */
export function printerAdvice(
  config: PrinterConfig,
  { state, queue }: Pick<PrinterState, "state" | "queue">,
  { installed, configs, remembered }: Surroundings,
  nowMs: number,
): string[] {
  if (config.address.kind !== "windows") return [];
  const name = queue ?? config.address.name;
  if (name === null) return [];
  const queues = configs.flatMap(({ address }) => address.kind === "windows" ? address.name ?? [] : []);
  const isGone = state === "deleted" || state === "offline";
  const found = [
    isGone ? moveAdvice(config, name, installed, queues) : null,
    isTroubled(state) ? null : leftBehind(name, installed, queues),
    config.address.name === null ? changeOfDefault(name, remembered, nowMs) : null,
  ];
  return found.filter((sentence) => sentence !== null);
}

function changeOfDefault(name: string, remembered: RememberedDefault | null, nowMs: number): string | null {
  if (remembered === null) return null;
  if (remembered.name !== name) return defaultChanged(remembered.name, name);
  const { before, sinceMs } = remembered;
  const isRecent = before !== null && sinceMs !== null && nowMs - sinceMs < RECENT_MS;
  return isRecent ? defaultChanged(before, name) : null;
}
