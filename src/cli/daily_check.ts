import { join } from "node:path";
import type { AgentEvent } from "../agent/events.ts";
import type { BackendFacts } from "../check/backend.ts";
import { startDaily } from "../check/daily.ts";
import { carryOut, type Finding, thingsToDo, verdict } from "../check/finding.ts";
import type { Settings } from "../config.ts";
import type { Backlog, Clock, Printers } from "../domain/ports.ts";
import type { Log } from "../log/log.ts";
import { askServer } from "./check.ts";
import { checkProbes } from "./check_probes.ts";
import { printSlip, type SlipResult } from "./check_slip.ts";

/** What is wrong is looked at again after that: a printer that was busy, a network that was gone for a moment. */
const AGAIN_MS = 60_000;
/** Jobs go first: the slip waits until none is being printed, but not for ever. */
const PAUSE_MS = 30_000;
const PAUSES = 20;

/** The check at `CHECK_AT`. */
export interface DailyCheck {
  /** Takes one event of the agent: whether the backend is connected. */
  take(event: AgentEvent): void;
  stop(): void;
}

/** What the check needs. */
export interface DailyCheckParts {
  readonly settings: Settings;
  readonly printers: Printers;
  readonly clock: Clock;
  readonly wallMs: () => number;
  readonly backlog: () => readonly Backlog[];
  readonly log: Pick<Log, "info" | "error">;
  /** Shows a line in the window. */
  readonly say: (line: string, kind: "info" | "error") => void;
  /** Looks at everything; that of this PC when missing. */
  readonly look?: (backend: () => Promise<BackendFacts>) => Promise<readonly Finding[]>;
  /** Puts findings on paper; on the default printer when missing. */
  readonly print?: (findings: readonly Finding[]) => Promise<SlipResult>;
}

/** What a look from within the running client needs. */
export interface LookParts extends Pick<DailyCheckParts, "settings" | "printers" | "clock" | "wallMs"> {
  readonly warnings: readonly string[];
}

/**
 * Looks everything over at each `CHECK_AT` and logs what it found; what is still wrong a minute later it prints. Emits
 * nothing to the backend, opens no second session, and uses no lane: jobs are printed meanwhile as ever.
 */
export function startDailyCheck(parts: DailyCheckParts): DailyCheck {
  const { settings, printers, clock, wallMs, backlog, log, say } = parts;
  let isConnected = false;
  let isStopped = false;
  const backend = () => Promise.resolve<BackendFacts>({ how: "held", connected: isConnected, lastWord: "" });
  const look = parts.look ?? ((ask) => lookAround({ settings, warnings: [], printers, clock, wallMs }, ask));
  const print = parts.print ?? ((findings) => printSlip(findings, null, settings, printers));
  const pause = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve));

  const act = async () => {
    try {
      let findings = await look(backend);
      if (thingsToDo(findings) > 0) {
        await pause(AGAIN_MS);
        findings = await look(backend);
      }
      if (isStopped) return;
      tell(findings);
      if (thingsToDo(findings) === 0) return;
      for (let pauses = 0; pauses < PAUSES && backlog().length > 0 && !isStopped; pauses++) await pause(PAUSE_MS);
      if (isStopped) return;
      const { status, message, printer } = await print(findings);
      if (status === "success") log.info("check_printed", { printer });
      else log.error("check_not_printed", { printer, problem: message });
    } catch (error) {
      log.error("check_failed", { problem: error instanceof Error ? error.message : String(error) });
    }
  };

  const tell = (findings: readonly Finding[]) => {
    const problems = findings.filter(({ kind }) => kind === "fail").map(({ name, message }) => `${name}: ${message}`);
    const notes = findings.filter(({ kind }) => kind === "note").map(({ name, message }) => `${name}: ${message}`);
    if (problems.length === 0) log.info("check_ready", { notes });
    else log.error("check_not_ready", { problems, notes });
    say([verdict(findings), ...problems].join("\n  "), problems.length === 0 ? "info" : "error");
  };

  const cancel = settings.checkAt.length === 0
    ? () => {}
    : startDaily({ times: settings.checkAt, clock, wallMs, kept: keptIn(settings.dataDir), act });
  return {
    take({ event }) {
      if (event === "connected") isConnected = true;
      if (event === "disconnected" || event === "connect_failed") isConnected = false;
    },
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** Looks everything over from within the running client; `ask` says how the backend is reached. */
export async function lookAround(
  { settings, warnings, printers, clock, wallMs }: LookParts,
  ask: () => Promise<BackendFacts>,
): Promise<readonly Finding[]> {
  const server = () => askServer(settings);
  const about = { settings, warnings, printers, pid: Deno.pid, server, wallMs };
  return await carryOut(checkProbes({ ...about, backend: { limitMs: AGAIN_MS, ask } }), clock);
}

/** Remembers the last appointment in the data folder, so that a restart does not keep it again. */
function keptIn(dataDir: string): { read(): string | null; write(appointment: string): void } {
  const path = join(dataDir, "printer-client.checked");
  let last: string | null = null;
  try {
    last = Deno.readTextFileSync(path).trim() || null;
  } catch {
    // There was none yet.
  }
  return {
    read: () => last,
    write(appointment) {
      last = appointment;
      try {
        Deno.writeTextFileSync(path, appointment);
      } catch {
        // A full disk: this run remembers it all the same, and the check itself tells of the disk.
      }
    },
  };
}
