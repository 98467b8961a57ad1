import { dirname } from "node:path";
import EXAMPLE from "../../.env.example" with { type: "text" };
import { type BackendFacts, backendFinding } from "../check/backend.ts";
import { carryOut, type Probe } from "../check/finding.ts";
import { loadSettings, maskedUrl, type Settings } from "../config.ts";
import { settingsPathToWrite } from "../config/settings_path.ts";
import type { Page } from "../dashboard/app.ts";
import { settingsPage } from "../dashboard/settings/settings_page.ts";
import type { Clock, InstalledPrinter, Printers } from "../domain/ports.ts";
import { programFacts } from "../windows/locations.ts";
import { printerProbes } from "./check_printers.ts";
import { withGuesses } from "./guess_profiles.ts";
import { reachBackend } from "./reach.ts";
import { testPageOn } from "./test_print.ts";

/** The backend may take ten seconds to accept us, and then says that it was not asked in vain. */
const CONNECT_MS = 12_000;
/** How long Windows may take to tell its printers: without them the page is shown all the same. */
const LIST_MS = 2_000;
/** The answer to the browser goes out before the program ends. */
const GOODBYE_MS = 1_000;

/** What the page of settings needs of the running program. */
export interface SettingsAround {
  readonly settings: Settings;
  readonly printers: Printers;
  readonly clock: Clock;
  readonly isConnected: () => boolean;
  /** Ends the program and starts it again with the settings as they are then. */
  readonly restart: () => void;
}

/** The page that shows and changes the settings file of this run. */
export function settingsOnPage({ settings, printers, clock, isConnected, restart }: SettingsAround): Page {
  const path = settings.envFile ?? settingsPathToWrite(null);
  return settingsPage({
    path,
    environment: programFacts().environment,
    load: (text) => loadSettings(path, programFacts(), text),
    newId: () => crypto.randomUUID(),
    example: EXAMPLE,
    running: settings,
    installed: () => installed(printers, clock),
    files: () => filesBeside(path),
    test: async (proposed) => {
      const known = await withGuesses(proposed, printers, clock);
      const backend: Probe = {
        name: "backend",
        unanswered: "fail",
        limitMs: CONNECT_MS,
        look: async () => {
          const facts = isSameLine(proposed, settings) ? held(isConnected()) : await asked(proposed, clock);
          return [backendFinding(maskedUrl(proposed.socketUrl), facts)];
        },
      };
      return await carryOut([backend, ...printerProbes(known, printers, clock)], clock);
    },
    // What is wrong with a template of the shop's own is told where it is used.
    slip: (proposed, alias) => testPageOn({ err: () => {} }, proposed, alias, printers),
    restart: () => {
      clock.after(GOODBYE_MS, restart);
    },
  });
}

/** Whether the running program holds this very session already: a second one would disturb it. */
function isSameLine(left: Settings, right: Settings): boolean {
  const line = ({ socketUrl, sessionId, username, nipt, network }: Settings) =>
    JSON.stringify([socketUrl, sessionId, username, nipt, network]);
  return line(left) === line(right);
}

function held(connected: boolean): BackendFacts {
  return { how: "held", connected, lastWord: "" };
}

async function asked(settings: Settings, clock: Clock): Promise<BackendFacts> {
  return { how: "asked", ...await reachBackend(settings, clock) };
}

async function installed(printers: Printers, clock: Clock): Promise<readonly InstalledPrinter[]> {
  const listed = Promise.withResolvers<readonly InstalledPrinter[]>();
  const cancel = clock.after(LIST_MS, () => listed.resolve([]));
  printers.installed().then(listed.resolve, () => listed.resolve([]));
  const found = await listed.promise;
  cancel();
  return found;
}

function filesBeside(path: string): string[] {
  try {
    return [...Deno.readDirSync(dirname(path))].filter(({ isFile }) => isFile).map(({ name }) => name).sort();
  } catch {
    return [];
  }
}
