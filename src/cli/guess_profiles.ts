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
  const installed = await withKinds(await answerOf(printers.installed(), [], clock), settings, printers, clock);
  const guesses = new Map<PrinterConfig, PrinterConfig>();
  const guess = (config: PrinterConfig): PrinterConfig => {
    const ready = guesses.get(config) ?? withDriver(config, installed);
    guesses.set(config, ready);
    return ready;
  };
  return { ...settings, printers: settings.printers.map(guess), defaultPrinter: guess(settings.defaultPrinter) };
}

/** Whether its driver could tell more of a printer: which model it is, or that it takes no bytes. */
function isOpen({ address, profile, profileChoice, guessLimits }: PrinterConfig): boolean {
  if (address.kind !== "windows" || guessLimits === undefined || profile.format !== "escpos") return false;
  return profileChoice === undefined || !guessLimits.fixed.includes("format");
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

/** `installed`, with the drivers of those printers of other PCs that jobs go to: Windows tells them only when asked one by one. */
async function withKinds(
  installed: readonly InstalledPrinter[],
  settings: Settings,
  printers: Printers,
  clock: Clock,
): Promise<readonly InstalledPrinter[]> {
  const wanted = new Set(
    [...settings.printers, settings.defaultPrinter].filter(isOpen)
      .flatMap(({ address }) => address.kind === "windows" ? [address.name?.toLowerCase()] : []),
  );
  return await Promise.all(installed.map(async (printer) => {
    const isMeant = wanted.has(printer.name.toLowerCase()) || (printer.isDefault && wanted.has(undefined));
    if (!isMeant || printer.kind !== undefined || printer.port !== undefined || printers.describe === undefined) {
      return printer;
    }
    const description = await answerOf(printers.describe(printer.name), null, clock);
    return description === null ? printer : { ...printer, driver: description.driver, kind: description.kind };
  }));
}

/** What was asked, or `otherwise` when it fails or takes too long. */
async function answerOf<T>(asked: Promise<T>, otherwise: T, clock: Clock): Promise<T> {
  const given = Promise.withResolvers<T>();
  const cancel = clock.after(PATIENCE_MS, () => given.resolve(otherwise));
  asked.then(given.resolve, () => given.resolve(otherwise));
  const answer = await given.promise;
  cancel();
  return answer;
}
