import { shown } from "../domain/printable.ts";
import type { InstalledPrinter, PrinterConfig } from "../domain/ports.ts";

/**
 * Windows makes a second queue of the same printer when it is plugged in elsewhere: `NAME (Copy 1)`, in the language of
 * Windows, or `NAME (1)` and `NAME #2`.
 */
const COPY = /\s*(?:\((?:\p{L}+\.?\s*)?\d+\)|#\d+)$/u;

/**
 * The other queues of the printer that the queue `name` belongs to, as their names and drivers tell; those that are set
 * up as a printer of their own (`configured`) are not meant. The most likely one is first.
 */
export function twinsOf(
  name: string,
  installed: readonly InstalledPrinter[],
  configured: readonly string[],
): InstalledPrinter[] {
  const own = installed.find((printer) => same(printer.name, name));
  return installed
    .filter((printer) => !same(printer.name, name) && same(stem(printer.name), stem(name)))
    .filter((printer) => !configured.some((other) => same(other, printer.name)))
    .filter(({ driver }) => own?.driver === undefined || driver === undefined || driver === own.driver)
    .sort((a, b) => Number(a.isOffline ?? false) - Number(b.isOffline ?? false) || numberOf(b) - numberOf(a));
}

/** What to do where a printer is gone or offline and a twin of it is not: a few sentences; `null` without one. */
export function moveAdvice(
  { setting }: Pick<PrinterConfig, "setting">,
  queue: string,
  installed: readonly InstalledPrinter[],
  configured: readonly string[],
): string | null {
  const own = installed.find((printer) => same(printer.name, queue));
  const [twin] = twinsOf(queue, installed, configured).filter(({ isOffline, port }) =>
    isOffline !== true && (own?.port === undefined || port !== own.port)
  );
  if (twin === undefined) return null;
  const on = twin.port === undefined ? "" : ` on ${twin.port}`;
  const here = `${shown(twin.name)} is there${on}: the printer was probably plugged in elsewhere or installed again.`;
  const left = own?.jobs === undefined || own.jobs === 0 ? "" : ` ${waitIn(own.jobs, queue)}`;
  return `${here} ${change(setting, twin.name)}${left}`;
}

/** The documents that wait where nothing prints them, in a queue that this printer had before; `null` without any. */
export function leftBehind(
  queue: string,
  installed: readonly InstalledPrinter[],
  configured: readonly string[],
): string | null {
  const dead = twinsOf(queue, installed, configured).filter(({ jobs = 0, isOffline }) =>
    jobs > 0 && isOffline === true
  );
  if (dead.length === 0) return null;
  return dead.map(({ name, jobs = 0 }) => waitIn(jobs, name)).join(" ");
}

function waitIn(jobs: number, queue: string): string {
  const documents = jobs === 1 ? "1 document waits" : `${jobs} documents wait`;
  return `${documents} in the queue ${
    shown(queue)
  } and would come out when the printer is plugged in there again: delete them in Windows.`;
}

function change(setting: PrinterConfig["setting"], name: string): string {
  if (setting === undefined) return `Name it in the settings: ${name}.`;
  const place = setting.line === null ? "In the settings" : `In .env, line ${setting.line}`;
  return `${place}, write ${setting.key}=${written(name)} and start again.`;
}

// A # would begin a remark.
function written(name: string): string {
  const quote = ["", "'", '"', "`"].find((mark) => mark === "" ? !/[#'"`]/.test(name) : !name.includes(mark)) ?? "";
  return quote + name + quote;
}

function stem(name: string): string {
  return name.trim().replace(COPY, "");
}

function numberOf({ name }: InstalledPrinter): number {
  return Number(/\d+/.exec(COPY.exec(name.trim())?.[0] ?? "")?.[0] ?? 0);
}

function same(a: string, b: string): boolean {
  return a.trim().normalize("NFC").toLowerCase() === b.trim().normalize("NFC").toLowerCase();
}
