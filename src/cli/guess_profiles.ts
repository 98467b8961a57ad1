import type { Settings } from "../config.ts";
import { guessed } from "../domain/models/guess.ts";
import type { Clock, InstalledPrinter, PrinterConfig, Printers } from "../domain/ports.ts";

/** How long Windows may take to tell its printers; without them the names of the settings must do. */
const PATIENCE_MS = 5_000;

/**
 * The settings with the profiles that only Windows' own words tell: the driver of each queue, and which the Windows default
 * printer is. Asks nothing when there is nothing to guess. Never throws: without an answer the settings stay as they are.
 */
export async function withGuesses(settings: Settings, printers: Printers, clock: Clock): Promise<Settings> {
  if (![...settings.printers, settings.defaultPrinter].some(isOpen)) return settings;
  const installed = await answerOf(printers, clock);
  const guesses = new Map<PrinterConfig, PrinterConfig>();
  const guess = (config: PrinterConfig): PrinterConfig => {
    const ready = guesses.get(config) ?? withDriver(config, installed);
    guesses.set(config, ready);
    return ready;
  };
  return { ...settings, printers: settings.printers.map(guess), defaultPrinter: guess(settings.defaultPrinter) };
}

/** Whether a driver's name could tell more of a printer. */
function isOpen({ address, profileChoice, guessLimits }: PrinterConfig): boolean {
  return address.kind === "windows" && profileChoice === undefined && guessLimits !== undefined;
}

function withDriver(config: PrinterConfig, installed: readonly InstalledPrinter[]): PrinterConfig {
  const { address } = config;
  if (!isOpen(config) || address.kind !== "windows") return config;
  const wanted = address.name?.toLowerCase();
  const queue = installed.find(({ name, isDefault }) =>
    wanted === undefined ? isDefault : name.toLowerCase() === wanted
  );
  return queue === undefined ? config : { ...config, ...guessed(config, queue) };
}

async function answerOf(printers: Printers, clock: Clock): Promise<readonly InstalledPrinter[]> {
  const given = Promise.withResolvers<readonly InstalledPrinter[]>();
  const cancel = clock.after(PATIENCE_MS, () => given.resolve([]));
  printers.installed().then(given.resolve, () => given.resolve([]));
  const installed = await given.promise;
  cancel();
  return installed;
}
