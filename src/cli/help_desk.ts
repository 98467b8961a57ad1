import type { HelpPageParts } from "../dashboard/help/help_page.ts";
import type { Settings } from "../config.ts";
import type { Backlog, Clock, Printers } from "../domain/ports.ts";
import { lastLines, logFiles } from "../log/log_files.ts";
import { printSlip } from "./check_slip.ts";
import { lookAround } from "./daily_check.ts";
import { supportZip } from "./support_files.ts";
import { databasePath } from "./wire.ts";

/** Lines of the log that the page shows. */
const LOG_LINES = 100;
/** Jobs go first: the slip waits until none is being printed, but not for ever. */
const PAUSE_MS = 500;
const PAUSES = 60;

/** What the running client has for the page Help. */
export interface HelpDeskParts {
  readonly settings: Settings;
  readonly warnings: readonly string[];
  readonly printers: Printers;
  readonly clock: Clock;
  readonly backlog: () => readonly Backlog[];
  readonly isConnected: () => boolean;
}

/** The check, the log and the support zip of this PC for the page Help. */
export function helpDesk({ settings, warnings, printers, clock, backlog, isConnected }: HelpDeskParts): HelpPageParts {
  return {
    files: [
      { what: "settings", path: settings.envFile },
      { what: "data", path: settings.dataDir },
      { what: "database", path: databasePath(settings) },
      { what: "log", path: settings.logFile },
      { what: "templates", path: settings.templatesDir },
      { what: "pictures", path: settings.assetsDir },
    ],
    isMasked: settings.dashboardPrivacy === "masked",
    nowMs: () => clock.nowMs(),
    look: () =>
      lookAround(
        { settings, printers, clock, warnings, wallMs: Date.now },
        () => Promise.resolve({ how: "held", connected: isConnected(), lastWord: "" }),
      ),
    print: async (findings) => {
      for (let pauses = 0; pauses < PAUSES && backlog().length > 0; pauses++) {
        await new Promise<void>((resolve) => clock.after(PAUSE_MS, resolve));
      }
      const { status, message } = await printSlip(findings, null, settings, printers);
      return { isPrinted: status === "success", message };
    },
    logLines: () => lastLines(logFiles(settings.logFile), LOG_LINES),
    support: () => supportZip(settings, warnings, printers, Date.now()),
  };
}
