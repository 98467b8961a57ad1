import { maskedUrl, type Settings } from "../config.ts";
import { specOf } from "../config/printer_spec.ts";
import { choiceText } from "../domain/models/guess.ts";
import { DEFAULT_MODEL } from "../domain/models/known_models.ts";
import type { Clock, PrinterConfig, Printers } from "../domain/ports.ts";
import { PrintError } from "../domain/print_error.ts";
import { isTroubled, type PrinterState } from "../domain/printer_state.ts";
import { shown } from "../domain/printable.ts";
import { DefaultPrinterMemory } from "../windows/remembered_default.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { printerAdvice, type Surroundings } from "./printer_advice.ts";
import { openShop } from "./shop.ts";
import { CLOCK, openBackend } from "./wire.ts";

/** How long the backend may take to accept us. */
const CONNECT_MS = 10_000;

/** One line of the check. */
interface Finding {
  readonly name: string;
  readonly ok: boolean;
  /** What was found; when not ok, with what to do. */
  readonly message: string;
}

/** `--check`: settings, data folder, every printer and the backend, each ok or with what to do. Prints nothing. */
export async function check(
  io: Io,
  settings: Settings,
  warnings: readonly string[],
  printers: Printers,
  json: boolean,
): Promise<number> {
  const findings: Finding[] = [];
  const found = (finding: Finding): void => {
    findings.push(finding);
    if (!json) io.out(`${finding.ok ? "ok  " : "FAIL"}  ${finding.name}: ${finding.message}`);
  };
  found({ name: "settings", ok: true, message: settings.envFile ?? "from the environment" });
  if (!json) { for (const warning of warnings) io.out(`      note: ${warning}`); }
  found(dataFolder(settings));
  found(await templates(settings));
  const configs = everyPrinter(settings);
  const remembered = new DefaultPrinterMemory(settings.dataDir, Date.now).read();
  const installed = await printers.installed().catch(() => []);
  for (const printer of configs) found(await openable(printer, printers, { installed, configs, remembered }));
  found(await reachable(settings, CLOCK));
  const ok = findings.every((finding) => finding.ok);
  if (json) io.out(JSON.stringify({ ok, warnings, findings }, null, 2));
  else io.out(ok ? "Ready to print." : "Not ready: see FAIL above.");
  return ok ? EXIT.done : EXIT.failed;
}

function dataFolder({ dataDir }: Settings): Finding {
  const name = "data folder";
  try {
    Deno.mkdirSync(dataDir, { recursive: true });
    const probe = Deno.makeTempFileSync({ dir: dataDir, prefix: "check-" });
    Deno.removeSync(probe);
    return { name, ok: true, message: dataDir };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      name,
      ok: false,
      message: `cannot write in "${dataDir}": ${reason}. Set DATA_DIR to a folder that can be written.`,
    };
  }
}

async function templates(settings: Settings): Promise<Finding> {
  const problems: string[] = [];
  let own: readonly string[] = [];
  await openShop(settings, (event) => {
    if (event.event === "template_problem") problems.push(event.problem);
    if (event.event === "templates_loaded") own = event.templates;
  });
  if (problems.length > 0) return { name: "templates", ok: false, message: problems.join(" ") };
  const message = own.length === 0
    ? `the shipped ones; none of the shop's own in ${settings.templatesDir}`
    : `the shop's own ${own.join(", ")} in ${settings.templatesDir}`;
  return { name: "templates", ok: true, message };
}

function everyPrinter({ printers, defaultPrinter }: Settings): readonly PrinterConfig[] {
  return printers.some(({ name }) => name === defaultPrinter.name) ? printers : [...printers, defaultPrinter];
}

async function openable(config: PrinterConfig, printers: Printers, around: Surroundings): Promise<Finding> {
  const name = `printer ${config.name}`;
  const profile = choiceText(config.profileChoice, DEFAULT_MODEL);
  const printer = printers.open(config);
  const told = await printer.state?.() ?? null;
  const advice = told === null ? [] : printerAdvice(config, told, around, Date.now());
  try {
    const state = await printer.check();
    const isBad = state !== "ready" || (told !== null && isTroubled(told.state));
    const words = isBad && told !== null && isTroubled(told.state) ? stateText(told) : state;
    const about = [specOf(config.address), words, ...await driverOf(config, printers), `profile ${profile}`].join(", ");
    return { name, ok: !isBad && advice.length === 0, message: [about, ...advice].join(". ") };
  } catch (error) {
    return { name, ok: false, message: [PrintError.from(error).sentence, ...advice].join(" ") };
  } finally {
    await printer.close();
  }
}

function stateText({ words, hint, jobs }: PrinterState): string {
  const waiting = jobs === undefined || jobs.waiting === 0 ? "" : `, ${jobs.waiting} waiting in its queue`;
  return `${words}${waiting}${hint === "" ? "" : ` (${hint})`}`;
}

async function driverOf({ address }: PrinterConfig, printers: Printers): Promise<string[]> {
  if (address.kind !== "windows") return [];
  const queue = await printers.describe?.(address.name).catch(() => null) ?? null;
  return queue === null ? [] : [`driver ${shown(queue.driver)} (${queue.kind}) on ${queue.port}`];
}

async function reachable(settings: Settings, clock: Clock): Promise<Finding> {
  const name = "backend";
  const url = maskedUrl(settings.socketUrl);
  const backend = openBackend(settings, () => {});
  const answer = Promise.withResolvers<Finding>();
  const fail = (message: string) => answer.resolve({ name, ok: false, message });
  const cancel = clock.after(CONNECT_MS, () => {
    fail(`${url} did not answer within ${CONNECT_MS / 1000} s. Check SOCKET_URL and the network.`);
  });
  backend.connect({
    event: () => {},
    connected: (transport) => answer.resolve({ name, ok: true, message: `${url} accepted us (${transport})` }),
    disconnected: (reason) => fail(`${url} ended the connection: ${reason}`),
    connectFailed: fail,
    gaveUp: fail,
  });
  const finding = await answer.promise;
  cancel();
  await backend.close();
  return finding;
}
