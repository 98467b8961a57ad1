import { join } from "node:path";
import { Agent } from "../agent/agent.ts";
import type { Notify } from "../agent/events.ts";
import type { AgentSettings } from "../agent/settings.ts";
import { BwipPainter } from "../code_painter/bwip_painter.ts";
import type { Settings } from "../config.ts";
import type { QueueDescription } from "../domain/driver.ts";
import type { Clock, InstalledPrinter, Printer, PrinterConfig, Printers } from "../domain/ports.ts";
import type { Painters } from "../domain/painter.ts";
import { FolderPrinter } from "../folder/folder_printer.ts";
import type { EarlyBackend } from "../socketio/early_backend.ts";
import { openJobStore } from "../sqlite/open_store.ts";
import { TcpPrinter } from "../tcp/tcp_printer.ts";
import { SvgPng } from "../text_painter/svg_png.ts";
import { FontPainter } from "../text_painter/text_painter.ts";
import type { Composer } from "../template/engine.ts";
import { VERSION } from "../version.ts";
import { type Line, openBackend } from "./dial.ts";
import { locations, programFacts } from "../windows/locations.ts";
import { DefaultPrinterMemory } from "../windows/remembered_default.ts";
import { Spooler } from "../winspool/spooler.ts";

/** When this run began by the PC's clock; from then on it counts steadily, whoever sets that clock. */
const STARTED_MS = Date.now() - performance.now();

/** The real time. */
export const CLOCK: Clock = {
  nowMs: () => Math.round(STARTED_MS + performance.now()),
  after(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  },
};

const fonts = { folder: () => join(locations(programFacts()).programFolder, "fonts") };

/** Where the shop's own fonts are. */
export const FONT_FOLDER = (): string => join(locations(programFacts()).programFolder, "fonts");

/** What paints where a printer cannot: nothing is loaded before it is needed. */
export const PAINTERS: Painters = { text: new FontPainter(fonts), codes: new BwipPainter() };

/** What makes pictures of drawn paper. */
export const SVG_PNG: SvgPng = new SvgPng(fonts);

/** Every kind of printer behind one door. */
export class PrinterRack implements Printers {
  readonly #spooler = new Spooler({ clock: CLOCK });

  installed(): Promise<readonly InstalledPrinter[]> {
    return this.#spooler.installed();
  }

  describe(name: string | null): Promise<QueueDescription | null> {
    return this.#spooler.describe(name);
  }

  open(config: PrinterConfig): Printer {
    const { address, name } = config;
    switch (address.kind) {
      case "windows":
        return this.#spooler.open(address.name, config.profile.format === "gdi" ? "drawn" : "raw");
      case "tcp":
        return new TcpPrinter({ name, host: address.host, port: address.port, asksStatus: config.asksStatus ?? false });
      case "folder":
        return new FolderPrinter({ name, path: address.path, profile: config.profile, codes: PAINTERS.codes });
    }
  }

  async close(): Promise<void> {
    await this.#spooler.close();
  }
}

/** Where the jobs of these settings wait. */
export function databasePath(settings: Pick<Settings, "dataDir">): string {
  return join(settings.dataDir, "jobs.sqlite");
}

/**
 * The running program of these settings. Opens the database: tells of one that was damaged, and throws a DatabaseError
 * when it cannot be used. `dialled` is a backend that is being reached already.
 */
export function openAgent(
  settings: AgentSettings & Line & Pick<Settings, "dataDir">,
  printers: Printers,
  composer: Composer,
  notify: Notify,
  dialled?: EarlyBackend,
): Agent {
  const { store, salvage } = openJobStore(databasePath(settings), Date.now());
  if (salvage !== null) notify({ event: "fault", where: "database", problem: salvage });
  const badPacket = (problem: string) => notify({ event: "fault", where: "connection", problem });
  dialled?.hearBadPackets(badPacket);
  const memory = new DefaultPrinterMemory(settings.dataDir, Date.now);
  return new Agent({
    settings,
    store,
    backend: dialled ?? openBackend(settings, badPacket),
    printers,
    compose: (job, paper, history) => composer.document(job, paper, history),
    painters: PAINTERS,
    types: () => composer.types,
    clock: CLOCK,
    wallMs: Date.now,
    notify,
    version: VERSION,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    defaultSeen: (queue) => memory.seen(queue),
  });
}
