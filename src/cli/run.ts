import type { AgentEvent } from "../agent/events.ts";
import { maskedSettings, maskedUrl, type Settings } from "../config.ts";
import type { Log } from "../log/log.ts";
import { DatabaseError } from "../sqlite/damage.ts";
import { NAME, VERSION } from "../version.ts";
import { lockFolder } from "../windows/single_instance.ts";
import { coloured } from "./colour.ts";
import { consoleLine, logLevel } from "./console.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { openShop, watchShop } from "./shop.ts";
import { CLOCK, databasePath, openAgent, PrinterRack } from "./wire.ts";

const COLOURS = { debug: null, info: null, warn: "yellow", error: "red" } as const;

/** Connects and prints until somebody stops it. With `json` the window shows events as lines of JSON. */
export async function run(io: Io, settings: Settings, log: Log, json: boolean): Promise<number> {
  const unlock = lockFolder(settings.dataDir);
  if (unlock === null) {
    io.err(
      `${NAME} is already running with the data folder ${settings.dataDir}.\n` +
        "Look for its window, or for printer-client.exe in the Task Manager. A second one would print everything twice.",
    );
    return EXIT.running;
  }
  const printers = new PrinterRack();
  try {
    return await untilStopped(io, settings, log, printers, json);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    log.error("database_unusable", { problem: error.message });
    io.err(`${NAME} cannot start. ${error.message}`);
    return EXIT.failed;
  } finally {
    await printers.close();
    unlock();
  }
}

async function untilStopped(
  io: Io,
  settings: Settings,
  log: Log,
  printers: PrinterRack,
  json: boolean,
): Promise<number> {
  const backend = maskedUrl(settings.socketUrl);
  const ended = Promise.withResolvers<number>();
  const notify = (event: AgentEvent) => {
    const { event: name, ...fields } = event;
    log[logLevel(event)](name, fields);
    const line = json ? JSON.stringify(event) : consoleLine(event, Date.now(), backend);
    if (line !== null) io.out(coloured(line, json ? null : COLOURS[logLevel(event)], io.hasColours));
    if (event.event === "gave_up") ended.resolve(EXIT.failed);
  };
  const shop = await openShop(settings, notify);
  const agent = openAgent(settings, printers, shop.composer, notify);
  const unwatch = watchShop(shop, CLOCK, notify);
  log.debug("settings", maskedSettings(settings));
  log.info("started", { version: VERSION, database: databasePath(settings) });
  if (!json) io.out(greeting(settings, backend));
  let isStopping = false;
  const release = io.onInterrupt(() => {
    // The first asks it to finish what is printing; whoever asks twice does not want to wait.
    if (isStopping) Deno.exit(EXIT.failed);
    isStopping = true;
    if (!json) io.out("Stopping: the job that is printing finishes first. Once more stops at once.");
    ended.resolve(EXIT.done);
  });
  try {
    await agent.start();
    return await ended.promise;
  } finally {
    unwatch();
    await agent.stop();
    log.info("stopped");
    release();
  }
}

function greeting(settings: Settings, backend: string): string {
  const printers = settings.printers.map(({ name }) => name);
  return [
    `${NAME} ${VERSION}`,
    `  backend   ${backend}`,
    `  printers  ${
      [...printers, settings.defaultPrinter.name].filter((name, at, all) => all.indexOf(name) === at).join(", ")
    }`,
    `  log       ${settings.logFile}`,
    "Stop with Ctrl+C.",
  ].join("\n");
}
