import type { Notify } from "../agent/events.ts";
import type { Settings } from "../config.ts";
import type { LoadPages } from "../domain/html_page.ts";
import { PictureShelf } from "../pictures/shelf.ts";
import type { Clock } from "../domain/ports.ts";
import { Composer } from "../template/engine.ts";
import { FORMATS } from "../template/formats.ts";
import { TemplateFolder } from "../template_folder/template_folder.ts";
import type { Io } from "./io.ts";

/** How often the folder of templates is looked at; a change counts when two looks have seen it. */
const LOOK_EVERY_MS = 1_000;

/** Reading pages takes packages that most shops never need. */
const loadPages: LoadPages = async () => (await import("../html/page.ts")).readPage;

/** A composer with the shop's own templates, and their folder. */
export interface Shop {
  readonly composer: Composer;
  readonly folder: TemplateFolder;
}

/** Opens the shop's templates: what is wrong with one goes to `notify`, then and later. */
export async function openShop(
  { templatesDir, locale, currency, assetsDir, logo }: Pick<
    Settings,
    "templatesDir" | "locale" | "currency" | "assetsDir" | "logo"
  >,
  notify: Notify,
): Promise<Shop> {
  const onProblem = (template: string, problem: string) => notify({ event: "template_problem", template, problem });
  const pictures = new PictureShelf({ assetsDir, logo });
  const composer = new Composer(FORMATS, { locale, currency, pictures, pages: loadPages, onProblem });
  const folder = new TemplateFolder(templatesDir);
  await refresh({ composer, folder }, notify);
  return { composer, folder };
}

/** The composer for one command; what is wrong with a template is said as a note. */
export async function shopComposer(io: Pick<Io, "err">, settings: Settings): Promise<Composer> {
  const { composer } = await openShop(settings, (event) => {
    if (event.event === "template_problem") io.err(`note: ${event.problem}`);
  });
  return composer;
}

/** Takes changes of the folder as they come, until the returned function is called. */
export function watchShop(shop: Shop, clock: Clock, notify: Notify): () => void {
  let isStopped = false;
  let cancel = () => {};
  const look = async () => {
    await refresh(shop, notify);
    if (!isStopped) cancel = clock.after(LOOK_EVERY_MS, () => void look());
  };
  cancel = clock.after(LOOK_EVERY_MS, () => void look());
  return () => {
    isStopped = true;
    cancel();
  };
}

async function refresh({ composer, folder }: Shop, notify: Notify): Promise<void> {
  const before = composer.hasOwn;
  const found = await folder.look();
  if (found === null) return;
  composer.useShop(found);
  if (before || composer.hasOwn) notify({ event: "templates_loaded", templates: [...found.templates.keys()] });
}
