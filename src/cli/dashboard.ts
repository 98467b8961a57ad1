import type { Agent } from "../agent/agent.ts";
import type { AgentEvent, Notify } from "../agent/events.ts";
import type { Settings } from "../config.ts";
import { type Dashboard, serveDashboard } from "../dashboard/dashboard.ts";
import { paperPage } from "../dashboard/paper/paper_page.ts";
import { dashboardAddress } from "../dashboard/key.ts";
import { printersPage } from "../dashboard/printers/printers_page.ts";
import type { Clock } from "../domain/ports.ts";
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
  readonly clock: Clock;
  readonly agent: Agent;
  readonly shop: Shop;
  /** Hears why there is no page. Printing never depends on it. */
  readonly notify: Notify;
}

/** Starts what `DASHBOARD_PORT` asks for; without its port the program prints on. */
export function startPage({ settings, clock, agent, shop, notify }: PageParts): RunningPage {
  const { dashboardPort } = settings;
  if (dashboardPort === 0) return NONE;
  const printers = [...settings.printers, settings.defaultPrinter];
  const editor = templateEditor({ settings, clock, agent, shop });
  let dashboard: Dashboard;
  try {
    dashboard = serveDashboard({
      settings,
      clock,
      backlog: () => agent.backlog(),
      uncertain: () => agent.desk.archive.uncertain(),
      pages: (watch) => [
        paperPage({
          desk: agent.desk,
          lanes: [...new Set(printers.map(({ name }) => name))],
          profileOf: (lane) => printers.find(({ name }) => name === lane)?.profile ?? settings.profile,
          codes: PAINTERS.codes,
          isMasked: settings.dashboardPrivacy === "masked",
          seenTo: (job) => watch.seenTo(job),
          newId: () => crypto.randomUUID(),
        }),
        printersPage({
          ...{ laneDesk: agent.laneDesk, settings, watch, backlog: () => agent.backlog(), nowMs: () => clock.nowMs() },
          newId: () => crypto.randomUUID(),
        }),
        editor.page,
      ],
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

const NONE: RunningPage = { address: null, take: () => {}, stop: () => Promise.resolve() };
