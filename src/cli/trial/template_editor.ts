import type { Agent } from "../../agent/agent.ts";
import type { Settings } from "../../config.ts";
import type { Page } from "../../dashboard/app.ts";
import { templatesPage } from "../../dashboard/templates/templates_page.ts";
import type { Clock } from "../../domain/ports.ts";
import { FORMATS } from "../../template/formats.ts";
import { TemplateFiles } from "../../template_folder/template_files.ts";
import type { Shop } from "../shop.ts";
import { sampleJobs } from "./sample_jobs.ts";
import { Trials } from "./trials.ts";

/** What the template editor works on. */
export interface TemplateEditorParts {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly agent: Agent;
  readonly shop: Shop;
}

/** The template editor of a running client; `close` ends its thread, which starts with the first picture. */
export function templateEditor({ settings, clock, agent, shop }: TemplateEditorParts): { page: Page; close(): void } {
  const trials = new Trials(settings, clock);
  const { defaultPrinter } = settings;
  const page = templatesPage({
    files: new TemplateFiles(settings.templatesDir),
    shipped: FORMATS,
    textInUse: (name) => shop.composer.textInUse(name),
    tryTemplate: (wish) => trials.try(wish),
    samples: sampleJobs,
    archive: agent.desk.archive,
    printers: [defaultPrinter, ...settings.printers.filter(({ name }) => name !== defaultPrinter.name)],
    print: async (printer, once, title, bytes) =>
      (await agent.laneDesk.tryOut(printer, once, title, bytes)).is !== "late",
    clock,
    isMasked: settings.dashboardPrivacy === "masked",
    newId: () => crypto.randomUUID(),
  });
  return { page, close: () => trials.close() };
}
