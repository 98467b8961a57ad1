import type { BackendFacts } from "../check/backend.ts";
import { carryOut, type Finding, type FindingKind, thingsToDo, verdict } from "../check/finding.ts";
import type { Settings } from "../config.ts";
import { isoTime } from "../domain/outcome.ts";
import type { Printers } from "../domain/ports.ts";
import { lastConnection } from "../log/last_connection.ts";
import { logFiles } from "../log/log_files.ts";
import { lookAtServer, type ServerLook } from "../socketio/server_look.ts";
import { VERSION } from "../version.ts";
import { runningPid } from "../windows/single_instance.ts";
import { checkProbes } from "./check_probes.ts";
import { printSlip } from "./check_slip.ts";
import { coloured } from "./colour.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import type { Options } from "./options.ts";
import { reachBackend } from "./reach.ts";
import { CLOCK } from "./wire.ts";

/** The backend may take ten seconds to accept us, and then says that it was not asked in vain. */
const CONNECT_MS = 12_000;
/** How long the server may take to tell its time and certificate. */
const LOOK_MS = 4_500;

const SHOWN: Record<FindingKind, { readonly word: string; readonly colour: "green" | "yellow" | "red" }> = {
  ok: { word: "ok  ", colour: "green" },
  note: { word: "note", colour: "yellow" },
  fail: { word: "FAIL", colour: "red" },
};

/**
 * `--check`: everything that printing needs, each ok or with what to do. Disturbs nothing, a running client least of all:
 * it only reads, and where one runs no second session is opened. Prints nothing without `--paper`.
 */
export async function check(
  io: Io,
  options: Options,
  settings: Settings,
  warnings: readonly string[],
  printers: Printers,
): Promise<number> {
  const { json, paper } = options;
  const pid = runningPid(settings.dataDir);
  const server = shared(() => askServer(settings));
  const ask = () => pid === null ? connected(settings) : held(settings, server);
  const backend = { limitMs: CONNECT_MS, ask };
  const probes = checkProbes({ settings, warnings, printers, pid, backend, server, wallMs: Date.now });
  const findings = await carryOut(probes, CLOCK, json ? undefined : (finding) => io.out(line(finding, io.hasColours)));
  const isReady = thingsToDo(findings) === 0;
  const slip = paper ? await printSlip(findings, options.printer, settings, printers) : null;
  if (json) {
    const found = findings.map((finding) => ({ ...finding, ok: finding.kind !== "fail" }));
    const about = { ok: isReady, verdict: verdict(findings), version: VERSION, time: isoTime(Date.now()), warnings };
    io.out(JSON.stringify({ ...about, findings: found, ...(slip === null ? {} : { paper: slip }) }, null, 2));
  } else {
    io.out(coloured(verdict(findings), isReady ? "green" : "red", io.hasColours));
    if (slip !== null && slip.status === "success") io.out(`On paper: ${slip.message}`);
    else if (slip !== null) io.err(`Not on paper: ${slip.message}`);
  }
  return isReady && slip?.status !== "error" ? EXIT.done : EXIT.failed;
}

function line({ name, kind, message }: Finding, hasColours: boolean): string {
  const { word, colour } = SHOWN[kind];
  return `${coloured(word, colour, hasColours)}  ${name}: ${message}`;
}

/** What a server tells of its clock and certificate. */
export function askServer({ socketUrl, network }: Settings): Promise<ServerLook> {
  return lookAtServer(socketUrl, network, Date.now, AbortSignal.timeout(LOOK_MS));
}

/** Asks once, whoever asks how often. */
function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => answer ??= ask();
}

/** Connects as the client would, and leaves. */
async function connected(settings: Settings): Promise<BackendFacts> {
  return { how: "asked", ...await reachBackend(settings, CLOCK) };
}

/** The running client has the session. */
async function held({ logFile }: Settings, server: () => Promise<ServerLook>): Promise<BackendFacts> {
  try {
    await server();
  } catch (error) {
    return { how: "unreachable", problem: error instanceof Error ? error.message : String(error) };
  }
  const last = lastConnection(logFiles(logFile));
  if (last === null) return { how: "held", connected: null, lastWord: "" };
  return { how: "held", connected: last.connected, lastWord: ` since ${last.time}` };
}
