import type { AgentEvent } from "../agent/events.ts";
import { maskedSettings, maskedUrl, type Settings } from "../config.ts";
import { choiceText, formatText } from "../domain/models/guess.ts";
import type { Log } from "../log/log.ts";
import { DatabaseError } from "../sqlite/damage.ts";
import { NAME, VERSION } from "../version.ts";
import { coloured } from "./colour.ts";
import { consoleLine, logLevel } from "./console.ts";
import { type DailyCheck, startDailyCheck } from "./daily_check.ts";
import { AGAIN, EXIT } from "./exit_code.ts";
import { withGuesses } from "./guess_profiles.ts";
import type { Io } from "./io.ts";
import { type RunningPage, startPage } from "./dashboard.ts";
import { type Monitoring, startMonitoring } from "./monitoring.ts";
import type { EarlyBackend } from "../socketio/early_backend.ts";
import { openShop, watchShop } from "./shop.ts";
import { CLOCK, databasePath, openAgent, PrinterRack } from "./wire.ts";

const COLOURS = { debug: null, info: null, warn: "yellow", error: "red" } as const;

/**
 * Prints what comes from the backend, which is being reached already, until somebody stops it. With `json` the window shows
 * events as lines of JSON.
 */
export async function run(
  io: Io,
  settings: Settings,
  warnings: readonly string[],
  log: Log,
  json: boolean,
  backend: EarlyBackend,
): Promise<number | typeof AGAIN> {
  const printers = new PrinterRack();
  try {
    const known = await withGuesses(settings, printers, CLOCK);
    for (const config of new Set([...known.printers, known.defaultPrinter])) {
      const { name, profileChoice } = config;
      if (profileChoice !== undefined) log.info("profile", { printer: name, profile: choiceText(profileChoice, "") });
      const format = formatText(config);
      if (format !== null) log.info("format", { printer: name, format });
    }
    return await untilStopped(io, known, warnings, log, printers, json, backend);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    log.error("database_unusable", { problem: error.message });
    io.err(`${NAME} cannot start. ${error.message}`);
    return EXIT.failed;
  } finally {
    await printers.close();
  }
}

async function untilStopped(
  io: Io,
  settings: Settings,
  warnings: readonly string[],
  log: Log,
  printers: PrinterRack,
  json: boolean,
  dialled: EarlyBackend,
): Promise<number | typeof AGAIN> {
  const backend = maskedUrl(settings.socketUrl);
  const ended = Promise.withResolvers<number | typeof AGAIN>();
  let monitoring: Monitoring | null = null;
  let page: RunningPage | null = null;
  let daily: DailyCheck | null = null;
  const notify = (event: AgentEvent) => {
    const { event: name, ...fields } = event;
    log[logLevel(event)](name, fields);
    const line = json ? JSON.stringify(event) : consoleLine(event, Date.now(), backend);
    if (line !== null) io.out(coloured(line, json ? null : COLOURS[logLevel(event)], io.hasColours));
    monitoring?.take(event);
    page?.take(event);
    daily?.take(event);
    if (event.event === "gave_up") ended.resolve(EXIT.failed);
  };
  const shop = await openShop(settings, notify);
  const agent = openAgent(settings, printers, shop.composer, notify, dialled);
  monitoring = startMonitoring({ settings, clock: CLOCK, backlog: () => agent.backlog(), notify });
  page = startPage({
    ...{ settings, warnings, clock: CLOCK, agent, shop, notify, printers },
    restart: () => {
      if (!json) io.out("Restarting with the settings that were saved: the job that is printing finishes first.");
      ended.resolve(AGAIN);
    },
  });
  daily = startDailyCheck({
    ...{ settings, printers, clock: CLOCK, wallMs: Date.now, backlog: () => agent.backlog(), log },
    say: (text, kind) => !json && io.out(coloured(text, COLOURS[kind], io.hasColours)),
  });
  const unwatch = watchShop(shop, CLOCK, notify);
  log.debug("settings", maskedSettings(settings));
  log.info("started", { version: VERSION, database: databasePath(settings) });
  let isStopping = false;
  const release = io.onInterrupt(() => {
    // The first asks it to finish what is printing; whoever asks twice does not want to wait.
    if (isStopping) Deno.exit(EXIT.failed);
    isStopping = true;
    if (!json) io.out("Stopping: the job that is printing finishes first. Once more stops at once.");
    ended.resolve(EXIT.done);
  });
  // Says how to stop: not before that works.
  if (!json) io.out(greeting(settings, backend, page.address));
  try {
    await agent.start();
    return await ended.promise;
  } finally {
    unwatch();
    await page.stop();
    daily.stop();
    await monitoring.stop();
    await agent.stop();
    log.info("stopped");
    release();
  }
}

function greeting(settings: Settings, backend: string, page: string | null): string {
  const printers = [...settings.printers, settings.defaultPrinter].map((config) => {
    const format = formatText(config);
    return format === null ? config.name : `${config.name} (${format})`;
  });
  return [
    `${NAME} ${VERSION}`,
    `  backend   ${backend}`,
    `  printers  ${printers.filter((name, at, all) => all.indexOf(name) === at).join(", ")}`,
    `  log       ${settings.logFile}`,
    ...(page === null ? [] : [`Dashboard: ${page}`]),
    "Stop with Ctrl+C.",
  ].join("\n");
}
