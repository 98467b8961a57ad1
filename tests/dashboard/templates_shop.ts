import assert from "node:assert/strict";
import { join } from "node:path";
import { sampleJobs } from "../../src/cli/trial/sample_jobs.ts";
import { tryTemplate } from "../../src/cli/trial/try_template.ts";
import { templatesPage } from "../../src/dashboard/templates/templates_page.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { Composer } from "../../src/template/engine.ts";
import { FORMATS } from "../../src/template/formats.ts";
import { TemplateFiles } from "../../src/template_folder/template_files.ts";
import { TemplateFolder } from "../../src/template_folder/template_folder.ts";
import { type RunningAgent, runningAgent } from "../agent/running_agent.ts";
import { type FakeClock, idle } from "../fakes.ts";
import { type AskedApp, askedApp } from "./asked_app.ts";

/** What the editor's script is answered, with the picture that it names. */
export interface Preview {
  readonly findings: string;
  readonly picture: string | null;
  readonly address: string | null;
  readonly stale: string;
  readonly lines: readonly { readonly kind: string; readonly line: number }[];
  /** Empty where there is none. */
  readonly svg: string;
}

/** A shop with the template editor. */
export interface TemplatesShop extends Omit<RunningAgent, keyof AskedApp>, AskedApp {
  readonly templatesDir: string;
  readonly folder: string;
  /** Of the agent and the editor. */
  readonly agentClock: FakeClock;
  settled(): Promise<void>;
  read(path: string): Promise<string>;
  preview(name: string, fields: Record<string, string>): Promise<Preview>;
  markOf(page: string): string;
  take(): Promise<void>;
  own(name: string): Promise<string | null>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** The page over a real folder, with the printers BAR (80 mm) and STRIP (58 mm); gone with `using`. */
export async function shop(
  isMasked: boolean = Boolean(0),
  before: Promise<void> = Promise.resolve(),
): Promise<TemplatesShop> {
  const folder = await Deno.makeTempDir();
  const templatesDir = join(folder, "templates");
  const composer = new Composer();
  const around = await runningAgent({
    compose: (job, paper) => composer.document(job, paper),
    types: () => [...composer.types, "voucher"],
    settings: { nipt: "L12345678A" },
  });
  const taken = new TemplateFolder(templatesDir);
  let ids = 0;
  const page = templatesPage({
    files: new TemplateFiles(templatesDir),
    shipped: FORMATS,
    textInUse: (name) => composer.textInUse(name),
    tryTemplate: async (wish) => {
      await before;
      return await tryTemplate(wish, {
        ...{ templatesDir, locale: null, currency: "", assetsDir: join(folder, "assets"), logo: null },
      });
    },
    samples: sampleJobs,
    archive: around.agent.desk.archive,
    printers: [
      { name: "BAR", profile: DEFAULT_PROFILE },
      { name: "STRIP", profile: { ...DEFAULT_PROFILE, columns: 32, dots: 384 } },
    ],
    print: async (printer, once, title, bytes) =>
      (await around.agent.laneDesk.tryOut(printer, once, title, bytes)).is !== "late",
    isMasked,
    clock: around.clock,
    newId: () => `picture-${++ids}`,
  });
  const asked = askedApp({ pages: [page] });
  const read = async (path: string) => await (await asked.ask(path)).text();
  /** What the editor's script is answered. */
  const preview = async (name: string, fields: Record<string, string>): Promise<Preview> => {
    const answer = await asked.send(`/templates/${name}/preview`, fields);
    assert.equal(answer.status, 200);
    const trial = await answer.json();
    return { ...trial, svg: trial.address === null ? "" : await read(trial.address) };
  };
  const markOf = (page: string) => /name="mark" value="([^"]*)"/.exec(page)?.[1] ?? "none";
  /** Two looks, as the running client takes them. */
  const take = async () => {
    for (const _ of "12") {
      const news = await taken.look();
      if (news !== null) composer.useShop(news);
    }
  };
  const settled = async () => {
    do await idle(); while (around.agent.backlog().length > 0);
    await idle();
  };
  return {
    ...{ settled, agentClock: around.clock },
    ...{ ...around, ...asked, read, preview, markOf, take, templatesDir, folder },
    own: (name: string) => Deno.readTextFile(join(templatesDir, `${name}.html`)).catch(() => null),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** The text in the editor, as a browser would have it. */
export function textOf(page: string): string {
  const [, inside = ""] = /<textarea[^>]*>\n?([^]*?)<\/textarea>/.exec(page) ?? [];
  return inside.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
