import type { Agent } from "../agent/agent.ts";
import type { AgentEvent, Notify } from "../agent/events.ts";
import type { Settings } from "../config.ts";
import { type Dashboard, serveDashboard } from "../dashboard/dashboard.ts";
import { helpPage } from "../dashboard/help/help_page.ts";
import { bookPage } from "../dashboard/book/book_page.ts";
import { paperPage } from "../dashboard/paper/paper_page.ts";
import type { Page } from "../dashboard/app.ts";
import type { ShopWatch } from "../dashboard/shop_now.ts";
import { dashboardAddress } from "../dashboard/key.ts";
import { printersPage } from "../dashboard/printers/printers_page.ts";
import type { Clock, Printers } from "../domain/ports.ts";
import { helpDesk } from "./help_desk.ts";
import { settingsOnPage } from "./settings_page.ts";
import type { Shop } from "./shop.ts";
import { templateEditor } from "./trial/template_editor.ts";
import { PAINTERS } from "./wire.ts";

/** The page on this PC while the program runs. */
export interface RunningPage {
  /** With its key; `null` when there is no page. */
  readonly address: string | null;
  take(event: AgentEvent): void;
  stop(): Promise<void>;
}

/** What the page shows and works on. */
export interface PageParts {
  readonly settings: Settings;
  /** What was doubtful about the settings. */
  readonly warnings: readonly string[];
  readonly printers: Printers;
  readonly clock: Clock;
  readonly agent: Agent;
  /** Ends the program and starts it again with the settings as they are then. */
  readonly restart: () => void;
  readonly shop: Shop;
  /** Hears why there is no page. Printing never depends on it. */
  readonly notify: Notify;
}

/** Starts what `DASHBOARD_PORT` asks for; without its port the program prints on. */
export function startPage(parts: PageParts): RunningPage {
  const { settings, clock, agent, notify } = parts;
  const { dashboardPort } = settings;
  if (dashboardPort === 0) return NONE;
  const editor = templateEditor(parts);
  let dashboard: Dashboard;
  try {
    dashboard = serveDashboard({
      settings,
      clock,
      backlog: () => agent.backlog(),
      uncertain: () => agent.desk.archive.uncertain(),
      pages: (watch) => pagesOf(parts, watch, editor.page),
      failed: (problem) => notify({ event: "fault", where: "dashboard", problem }),
    });
  } catch (error) {
    const problem = error instanceof Deno.errors.AddrInUse ? "another program has the port" : String(error);
    notify({
      event: "fault",
      where: "dashboard",
      problem: `DASHBOARD_PORT=${dashboardPort} cannot be served: ${problem}. Choose another port, or 0 for no page.`,
    });
    return NONE;
  }
  return {
    address: dashboardAddress(dashboard.port, dashboard.secrets),
    take: (event) => dashboard.take(event),
    async stop() {
      await dashboard.close();
      editor.close();
    },
  };
}

/** The pages beside Now, in the order of the navigation. */
export function pagesOf(
  { settings, warnings, printers, clock, agent, restart }: Omit<PageParts, "notify" | "shop">,
  watch: ShopWatch,
  editor: Page,
): readonly Page[] {
  const known = [...settings.printers, settings.defaultPrinter];
  const lanes = [...new Set(known.map(({ name }) => name))];
  return [
    paperPage({
      desk: agent.desk,
      lanes,
      profileOf: (lane) => known.find(({ name }) => name === lane)?.profile ?? settings.profile,
      codes: PAINTERS.codes,
      isMasked: settings.dashboardPrivacy === "masked",
      seenTo: (job) => watch.seenTo(job),
      newId: () => crypto.randomUUID(),
    }),
    printersPage({
      ...{ laneDesk: agent.laneDesk, settings, watch, backlog: () => agent.backlog(), nowMs: () => clock.nowMs() },
      newId: () => crypto.randomUUID(),
    }),
    settingsOnPage({
      ...{ settings, printers, clock, restart },
      isConnected: () => watch.now().connection.is === "up",
    }),
    editor,
    bookPage({
      ...{ desk: agent.desk, lanes, usualLane: settings.defaultPrinter.name, nowMs: () => clock.nowMs() },
      isMasked: settings.dashboardPrivacy === "masked",
      heardMs: () => watch.heardMs(),
      isConnected: () => watch.now().connection.is === "up",
      newId: () => crypto.randomUUID(),
    }),
    helpPage(helpDesk({
      ...{ settings, warnings, printers, clock, backlog: () => agent.backlog() },
      isConnected: () => watch.now().connection.is === "up",
    })),
  ];
}

const NONE: RunningPage = { address: null, take: () => {}, stop: () => Promise.resolve() };
