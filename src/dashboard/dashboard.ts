import type { AgentEvent } from "../agent/events.ts";
import type { Settings } from "../config.ts";
import type { Backlog, Clock } from "../domain/ports.ts";
import { type App, makeApp, type Page } from "./app.ts";
import { type DashboardKey, dashboardKey } from "./key.ts";
import { ShopWatch } from "./shop_now.ts";

/** What a dashboard works with. */
export interface DashboardParts {
  readonly settings: Pick<Settings, "dashboardPort" | "dataDir" | "printers" | "defaultPrinter" | "username">;
  readonly clock: Clock;
  readonly backlog: () => readonly Backlog[];
  /** Jobs that wait for a person's answer. */
  readonly uncertain: () => number;
  /** The pages beside Now; they may tell the watch what a person has seen to. */
  readonly pages: (watch: ShopWatch) => readonly Page[];
  /** Hears what went wrong with a page. */
  readonly failed: (problem: string) => void;
}

/** The page that is served while the program runs. */
export interface Dashboard {
  readonly port: number;
  readonly secrets: DashboardKey;
  /** Takes one event of the agent: cheap, nothing is made before somebody looks. */
  take(event: AgentEvent): void;
  close(): Promise<void>;
}

/** Serves the page on this PC alone. Throws when the port is taken or the key cannot be kept. */
export function serveDashboard({ settings, clock, backlog, uncertain, pages, failed }: DashboardParts): Dashboard {
  const secrets = dashboardKey(settings.dataDir);
  const names = [...settings.printers, settings.defaultPrinter].map(({ name }) => name);
  const watch = new ShopWatch({ printers: [...new Set(names)], nowMs: () => clock.nowMs(), backlog, uncertain });
  let papers = 0;
  let app: App | null = null;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: settings.dashboardPort, onListen: () => {} },
    async (request) => await app?.fetch(request) ?? new Response("Starting.\n", { status: 503 }),
  );
  const { port } = server.addr;
  app = makeApp({
    port,
    secrets,
    clock,
    now: () => watch.now(),
    username: settings.username,
    papers: () => papers,
    pages: pages(watch),
    failed,
  });
  const { live } = app;
  return {
    port,
    secrets,
    take(event) {
      if (!watch.take(event)) return;
      if (event.event.startsWith("job_")) papers++;
      live.changed();
    },
    async close() {
      live.close();
      await server.shutdown();
    },
  };
}
