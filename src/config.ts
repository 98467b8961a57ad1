import type { Policy } from "./domain/policy.ts";
import { parseEnvText } from "./config/env_text.ts";
import { readLogFile } from "./config/log_file.ts";
import { readNetwork } from "./config/network.ts";
import { hidden, maskedUrl, type Notice } from "./config/notice.ts";
import { filled, readPlain } from "./config/plain.ts";
import { policyOf, readLifetimes } from "./config/policy.ts";
import { specOf } from "./config/printer_spec.ts";
import { aliasesOf, readDefaultPrinter, readPrinters, readRoutes } from "./config/printers.ts";
import { type Entry, Report } from "./config/report.ts";
import { Profiles } from "./config/profiles.ts";
import type { PlainSettings } from "./config/schema.ts";
import { settingsPath } from "./config/settings_path.ts";
import { gatherEntries, warnAboutUnknown } from "./config/sources.ts";
import type { PrinterConfig } from "./domain/ports.ts";
import { DIRECT, type Network } from "./domain/network.ts";
import type { NoPicture, Picture } from "./domain/picture.ts";
import type { TimeOfDay } from "./domain/time_of_day.ts";
import type { Chosen } from "./domain/models/guess.ts";
import type { Profile } from "./domain/profile.ts";
import { type EnvFileResult, readEnvFile } from "./env_file.ts";
import { readPictureFile } from "./pictures/picture_file.ts";
import {
  chooseDataDir,
  isWritableFolder,
  type Locations,
  locations,
  pathRules,
  type ProgramFacts,
  programFacts,
} from "./windows/locations.ts";

export { formatNotice, maskedUrl, type Notice } from "./config/notice.ts";

/** Everything the program is told from outside, checked. Paths are absolute. */
export interface Settings extends Chosen {
  readonly socketUrl: string;
  readonly sessionId: string;
  readonly username: string;
  readonly nipt: string;
  readonly defaultPrinter: PrinterConfig;
  /** Printers with an alias, in the order of the file. */
  readonly printers: readonly PrinterConfig[];
  /** The alias by job type, in lower case. */
  readonly routes: ReadonlyMap<string, string>;
  /** Job types that this PC prints; `null` for all. */
  readonly acceptTypes: readonly string[] | null;
  readonly unknownPrinter: PlainSettings["UNKNOWN_PRINTER"];
  /** For installed printers that a job names directly. */
  readonly profile: Profile;
  /** How patient the program is with jobs and printers. */
  readonly policy: Policy;
  readonly logLevel: PlainSettings["LOG_LEVEL"];
  readonly logFile: string;
  /** Bytes of one log file, how many are kept, and how their lines are written. */
  readonly logMaxBytes: number;
  readonly logFiles: number;
  readonly logFormat: PlainSettings["LOG_FORMAT"];
  readonly reconnectDelayMs: number;
  /** 0: for ever. */
  readonly maxReconnectAttempts: number;
  readonly dataDir: string;
  /** Where the shop's own templates are. */
  readonly templatesDir: string;
  /** Such as `sq-AL`; `null` leaves dates and amounts as they come. */
  readonly locale: string | null;
  /** Of jobs that name none; may be empty. */
  readonly currency: string;
  readonly allowRaw: boolean;
  /** The folder whose pictures templates may show; it need not be there. */
  readonly assetsDir: string;
  /** What stands at the head of receipts. */
  readonly logo: Picture | null;
  readonly network: Network;
  /** 0: none. */
  readonly metricsPort: number;
  /** The page on this PC; 0: none. */
  readonly dashboardPort: number;
  /** Whether it hides names and telephone numbers. */
  readonly dashboardPrivacy: PlainSettings["DASHBOARD_PRIVACY"];
  readonly alertUrl: string | null;
  readonly alertAfterMs: number;
  /** When the running client looks everything over, each day; empty: never. */
  readonly checkAt: readonly TimeOfDay[];
  /** The settings file that was read; `null` when everything came from the environment. */
  readonly envFile: string | null;
}

/** What reading the settings came to: settings, or every problem at once. Warnings come with both. */
export type LoadedSettings =
  | { readonly settings: Settings; readonly warnings: readonly Notice[] }
  | { readonly problems: readonly Notice[]; readonly warnings: readonly Notice[] };

/** Where settings come from. */
export interface SettingsSource {
  readonly file: EnvFileResult;
  /** Whether a person named the file (`--env`): then the environment cannot stand in for it. */
  readonly isFileNamed: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly locations: Locations;
  readonly os: ProgramFacts["os"];
  /** Whether files can be made in a folder. */
  isWritable(folder: string): boolean;
  /** The picture in a file. */
  readPicture(path: string): Picture | NoPicture;
  readText(path: string): string | { readonly problem: string };
}

/**
 * Reads the settings of this run: `envPath` is the file of `--env`, `null` the one beside the program (see `settingsPath`).
 * `unsaved` is the text that the file is going to have.
 */
export function loadSettings(
  envPath: string | null,
  facts: ProgramFacts = programFacts(),
  unsaved: string | null = null,
): LoadedSettings {
  const path = settingsPath(envPath, facts);
  return parseSettings({
    file: unsaved === null ? readEnvFile(path) : { kind: "found", path, ...parseEnvText(unsaved) },
    isFileNamed: envPath !== null,
    environment: facts.environment,
    locations: locations(facts),
    os: facts.os,
    isWritable: isWritableFolder,
    readPicture: readPictureFile,
    readText: readTextFile,
  });
}

/** Checks settings from a file and, for keys the file lacks, from the environment. Says everything that is wrong. */
export function parseSettings(source: SettingsSource): LoadedSettings {
  const report = new Report();
  const entries = gatherEntries(source.file, source.environment);
  if (source.file.kind === "found") report.warnings.push(...source.file.warnings);
  warnAboutUnknown(entries, report);
  const path = pathRules(source.os);
  const base = path.dirname(source.file.path);
  const resolve = (relative: string) => path.resolve(base, relative);

  const plain = readPlain(entries, source, report);
  const profiles = new Profiles(plain, entries);
  const printers = readPrinters(entries, profiles, resolve, report);
  const routes = readRoutes(entries, printers, aliasesOf(entries), report);
  const lifetimes = readLifetimes(entries, report);
  const chosen = filled(entries.get("DEFAULT_PRINTER"));
  const defaultPrinter = readDefaultPrinter(chosen, printers, profiles, resolve, report);
  const dataDir = readDataDir(filled(entries.get("DATA_DIR")), source, resolve, report);
  const logo = readLogo(filled(entries.get("LOGO")), source, resolve, report);
  const network = plain === null ? DIRECT : readNetwork(entries, plain, source.readText, resolve, report);
  const files = { dataDir: dataDir ?? base, envFile: source.file.path, entries };
  const logFile = plain === null ? null : readLogFile(plain.LOG_FILE, files, path, report);
  if (
    plain === null || defaultPrinter === null || dataDir === null || logFile === null || report.problems.length > 0
  ) {
    return { problems: inOrder(report.problems), warnings: inOrder(report.warnings) };
  }
  return {
    settings: {
      socketUrl: plain.SOCKET_URL,
      sessionId: plain.SESSION_ID,
      username: plain.USERNAME,
      nipt: plain.NIPT,
      defaultPrinter,
      printers,
      routes,
      acceptTypes: plain.ACCEPT_TYPES,
      unknownPrinter: plain.UNKNOWN_PRINTER,
      ...profiles.forAll(),
      policy: policyOf(plain, lifetimes),
      logLevel: plain.LOG_LEVEL,
      logFile,
      logMaxBytes: plain.LOG_MAX_MB * 1_000_000,
      logFiles: plain.LOG_FILES,
      logFormat: plain.LOG_FORMAT,
      reconnectDelayMs: plain.RECONNECT_DELAY,
      maxReconnectAttempts: plain.MAX_RECONNECT_ATTEMPTS,
      dataDir,
      templatesDir: plain.TEMPLATES_DIR === ""
        ? path.join(source.locations.programFolder, "templates")
        : resolve(plain.TEMPLATES_DIR),
      locale: plain.LOCALE,
      currency: plain.CURRENCY,
      allowRaw: plain.ALLOW_RAW,
      assetsDir: resolve("assets"),
      logo,
      network,
      metricsPort: plain.METRICS_PORT,
      dashboardPort: plain.DASHBOARD_PORT,
      dashboardPrivacy: plain.DASHBOARD_PRIVACY,
      alertUrl: plain.ALERT_URL,
      alertAfterMs: plain.ALERT_AFTER,
      checkAt: plain.CHECK_AT,
      envFile: source.file.kind === "found" ? source.file.path : null,
    },
    warnings: inOrder(report.warnings),
  };
}

/** Settings as they may stand in a log or on a screen: no session, no password, nothing secret of the URL. */
export function maskedSettings(settings: Settings): Record<string, unknown> {
  return {
    ...settings,
    socketUrl: maskedUrl(settings.socketUrl),
    sessionId: hidden(settings.sessionId),
    // Whoever knows such an address can post to it.
    alertUrl: settings.alertUrl === null ? null : hidden(settings.alertUrl),
    defaultPrinter: settings.defaultPrinter.name,
    printers: Object.fromEntries(settings.printers.map(({ name, address }) => [name, specOf(address)])),
    routes: Object.fromEntries(settings.routes),
    policy: { ...settings.policy, lifetimeMs: Object.fromEntries(settings.policy.lifetimeMs) },
    network: {
      trustedPem: settings.network.trustedPem !== null,
      isInsecure: settings.network.isInsecure,
      proxyUrl: settings.network.proxyUrl === null ? null : maskedUrl(settings.network.proxyUrl),
    },
    logo: settings.logo === null ? null : `${settings.logo.width}x${settings.logo.height}`,
    profile: { ...settings.profile, codePages: settings.profile.codePages.map(({ encoding }) => encoding) },
  };
}

function readDataDir(
  entry: Entry | null,
  source: SettingsSource,
  resolve: (path: string) => string,
  report: Report,
): string | null {
  if (entry !== null) {
    const folder = resolve(entry.value.trim());
    if (source.isWritable(folder)) return folder;
    report.problem(
      entry,
      `cannot write files in "${folder}"`,
      "Name a folder of a local disk that this account may write to.",
    );
    return null;
  }
  const chosen = chooseDataDir(source.locations.dataDirs, source.isWritable);
  if (chosen === null) {
    const tried = source.locations.dataDirs.join(", ");
    report.missing("DATA_DIR", `no folder for the program's data can be written; tried ${tried}`, "Set DATA_DIR.");
  }
  return chosen;
}

function readLogo(
  entry: Entry | null,
  source: SettingsSource,
  resolve: (path: string) => string,
  report: Report,
): Picture | null {
  if (entry === null) return null;
  const path = resolve(entry.value.trim());
  const picture = source.readPicture(path);
  if (!("problem" in picture)) return picture;
  report.problem(
    entry,
    `cannot use the picture "${path}": ${picture.problem}`,
    "Name a PNG or JPEG file from this file's folder on, or leave LOGO empty.",
  );
  return null;
}

function readTextFile(path: string): string | { readonly problem: string } {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    return { problem: error instanceof Deno.errors.NotFound ? "there is no such file" : String(error) };
  }
}

function inOrder(notices: readonly Notice[]): Notice[] {
  return [...notices].sort((left, right) => (left.line ?? 0) - (right.line ?? 0));
}
