import type { Context } from "hono";
import type { JobArchive } from "../../domain/archive.ts";
import type { Job } from "../../domain/job.ts";
import type { Clock } from "../../domain/ports.ts";
import { MAX_TEMPLATE_BYTES, type OwnTemplate, type TemplateShelf } from "../../domain/shop_templates.ts";
import { isPrintable, type Trial, type TrialFinding, type TryTemplate } from "../../domain/template_trial.ts";
import type { Page } from "../app.ts";
import type { Frame } from "../frame.ts";
import { wordsOf } from "../language.ts";
import { type Draft, type Fields, type Printer, sentDraft, wishesOf } from "./draft.ts";
import { PictureStore } from "./picture_store.ts";
import { type ListedTemplate, templateList, titleOf } from "./template_list.ts";
import {
  findingList,
  type InUse,
  isDone,
  pictureAddress,
  type TemplateSheet,
  templateSheet,
} from "./template_sheet.ts";
import { TrialJobs } from "./trial_jobs.ts";
import script from "./templates.js" with { type: "text" };
import style from "./templates.css" with { type: "text" };
import { TEMPLATE_WORDS } from "./words/template_words.ts";

/** A picture of paper is looked at, and does nothing at all, whatever the paper says. */
const PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** How long the text waits for its first picture, whose thread may have to start: then it is shown, and the picture follows. */
const PATIENCE_MS = 100;

/** On a paper that nobody has ordered. */
const TEST_NOTICE = "TEST PRINT – NOT AN ORDER";
/** Bytes of one test print: some metres of pictures. */
const MAX_PRINTED = 500_000;

/** What the page works with. */
export interface TemplatesPageParts {
  readonly files: TemplateShelf;
  /** The templates of the program by name. */
  readonly shipped: Readonly<Record<string, string>>;
  /** The text that a type is printed with at the moment; `null` while something stands in for it. */
  readonly textInUse: (name: string) => string | null;
  readonly tryTemplate: TryTemplate;
  /** The built-in samples of a type. */
  readonly samples: (type: string) => readonly [Job, ...Job[]];
  readonly archive: JobArchive;
  readonly printers: readonly [Printer, ...Printer[]];
  /** Prints bytes in their turn; `once` names the wish. Whether that can be done. */
  readonly print: (printer: string, once: string, title: string, bytes: Uint8Array) => Promise<boolean>;
  readonly isMasked: boolean;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** The template editor, which stands under the settings: each template as text beside the paper that it makes. */
export function templatesPage(parts: TemplatesPageParts): Page {
  const { files, shipped, printers, newId } = parts;
  const pictures = new PictureStore(newId);
  const jobs = new TrialJobs(parts);
  return {
    name: "settings",
    path: "/templates",
    style,
    script,
    add(app, frame) {
      app.get("/templates", (context) => list(context, frame));
      app.get("/templates/picture/:file{[\\w-]{1,64}\\.svg}", picture);
      app.get("/templates/:name{[a-z0-9_-]{1,60}}", (context) => open(context, frame));
      app.get("/templates/:name{[a-z0-9_-]{1,60}}/state", state);
      app.post("/templates/:name{[a-z0-9_-]{1,60}}", (context) => act(context, frame));
      app.post("/templates/:name{[a-z0-9_-]{1,60}}/preview", preview);
    },
  };

  /** The name of a template that there is: nothing else of a request ever becomes the name of a file. */
  async function known(context: Context): Promise<string | null> {
    const name = context.req.param("name") ?? "";
    return (await names()).find((one) => one === name) ?? null;
  }

  async function names(): Promise<string[]> {
    const own = await files.names().catch((): string[] => []);
    return [...new Set([...Object.keys(shipped), ...own])];
  }

  async function list(context: Context, frame: Frame): Promise<Response> {
    const words = TEMPLATE_WORDS[frame.words(context).code];
    const own = await files.names().catch((): string[] => []);
    const templates = (await names()).map((name): ListedTemplate => {
      const isOwn = own.includes(name);
      return { name, isOwn, isBroken: isOwn && parts.textInUse(name) === null };
    });
    const body = templateList(templates, files.folder, words);
    return frame.page(context, { name: "settings", heading: words.heading, body });
  }

  async function open(context: Context, frame: Frame): Promise<Response> {
    const name = await known(context);
    if (name === null) return context.notFound();
    const { own, problem } = await ownOf(name);
    const { done = "" } = context.req.query();
    return await show(context, frame, name, {
      ...wishesOf(context.req.query(), printers),
      text: own?.text ?? shipped[name] ?? "",
      mark: own?.mark ?? "",
      picture: null,
      done: isDone(done) ? done as Draft["done"] : null,
    }, problem);
  }

  async function act(context: Context, frame: Frame): Promise<Response> {
    const name = await known(context);
    if (name === null) return context.notFound();
    const form = await context.req.parseBody();
    const draft = draftOf(form);
    const wish = String(form.do ?? "");
    if (wish === "save") return await save(context, frame, name, draft);
    if (wish === "print") return await print(context, frame, name, draft, String(form.once ?? ""));
    if (wish !== "undo" && wish !== "shipped") return await show(context, frame, name, draft, null);
    // There must be something to go back to.
    if (wish === "shipped" && !Object.hasOwn(shipped, name)) return context.notFound();
    const change = wish === "undo" ? await files.undo(name, draft.mark) : await files.remove(name, draft.mark);
    return change.is === "done"
      ? back(context, name, draft, wish)
      : await refused(context, frame, name, draft, change.is === "failed" ? change.problem : null);
  }

  /** One paper of what is on the screen, saved or not. */
  async function print(context: Context, frame: Frame, name: string, draft: Draft, once: string): Promise<Response> {
    const trial = await tried(name, draft, [jobs.chosen(name, draft.sample)], [TEST_NOTICE]);
    const { bytes } = trial;
    const isPrinted = bytes !== null && bytes.length <= MAX_PRINTED && /^[\w-]{8,64}$/.test(once) &&
      await parts.print(draft.printer.name, once, `Test: ${name}`, bytes);
    return await show(context, frame, name, { ...draft, done: isPrinted ? "print" : "unprinted" }, null, trial);
  }

  async function save(context: Context, frame: Frame, name: string, draft: Draft): Promise<Response> {
    if (isLong(draft.text)) return await show(context, frame, name, { ...draft, done: "long" }, null);
    const trial = await tried(name, draft, jobs.all(name, draft.sample));
    if (!isPrintable(trial)) return await show(context, frame, name, { ...draft, done: "faulty" }, null, trial);
    const change = await files.save(name, draft.text, draft.mark);
    return change.is === "done"
      ? back(context, name, draft, "save")
      : await refused(context, frame, name, draft, change.is === "failed" ? change.problem : null);
  }

  /** Shows what was wanted, so that nobody's work is lost, with the mark of what is there now. */
  async function refused(
    context: Context,
    frame: Frame,
    name: string,
    draft: Draft,
    problem: string | null,
  ): Promise<Response> {
    const { own } = await ownOf(name);
    const done = problem === null ? "changed" : null;
    return await show(context, frame, name, { ...draft, mark: own?.mark ?? "", done }, problem);
  }

  function back(context: Context, name: string, { printer, sample }: Draft, done: string): Response {
    const query = new URLSearchParams({ done, printer: printer.name, sample });
    return context.redirect(`/templates/${name}?${query}`, 303);
  }

  async function show(
    context: Context,
    frame: Frame,
    name: string,
    draft: Draft,
    problem: string | null,
    known?: Trial,
  ): Promise<Response> {
    const outer = frame.words(context);
    const words = TEMPLATE_WORDS[outer.code];
    const { text, mark, printer, done } = draft;
    const choices = await jobs.choices(name, words, outer);
    const sample = choices.some(({ value }) => value === draft.sample) ? draft.sample : choices[0]?.value ?? "";
    // Without a script nobody would fetch it later: whoever has pressed a button waits for it.
    const trying = known ?? tried(name, draft, [jobs.chosen(name, sample)]);
    const trial = context.req.method === "GET" ? await soon(trying) : await trying;
    const { own } = await ownOf(name);
    const sheet: TemplateSheet = {
      ...{
        name,
        text,
        mark,
        printer: printer.name,
        sample,
        samples: choices,
        done,
        token: frame.token(),
        once: newId(),
      },
      isUnsaved: text !== (own?.text ?? shipped[name]),
      inUse: useOf(name, own),
      canUndo: await files.hasBefore(name),
      canShip: own !== null && Object.hasOwn(shipped, name),
      printers: printers.map(({ name }) => ({ value: name, text: name })),
      findings: [...problem === null ? [] : [told(problem)], ...trial?.findings ?? []],
      picture: typeof trial?.svg === "string" ? pictures.keep(trial.svg) : draft.picture,
      look: trial === null ? "awaited" : trial.svg === null ? "stale" : "fresh",
    };
    const status = done === null || isDone(done) ? 200 : 409;
    const body = templateSheet(sheet, words);
    return frame.page(context, { name: "settings", heading: titleOf(name, words), body, status });
  }

  /** `null` when it takes longer than somebody likes to wait for a page. */
  async function soon(trial: Trial | Promise<Trial>): Promise<Trial | null> {
    let cancel = () => {};
    const late = new Promise<null>((resolve) => cancel = parts.clock.after(PATIENCE_MS, () => resolve(null)));
    return await Promise.race([trial, late]).finally(cancel);
  }

  async function preview(context: Context): Promise<Response> {
    const name = await known(context);
    if (name === null) return context.notFound();
    const form = await context.req.parseBody();
    const draft = draftOf(form);
    const words = TEMPLATE_WORDS[wordsOf(String(form.language ?? "")).code];
    const trial = await tried(name, draft, [jobs.chosen(name, draft.sample)]);
    const id = trial.svg === null ? null : pictures.keep(trial.svg);
    return context.json({
      picture: id,
      address: id === null ? null : pictureAddress(id),
      findings: findingList(trial.findings, name, words).text,
      stale: draft.picture === null ? words.noPicture : words.stale,
      lines: trial.findings.flatMap(({ kind, place }) => place?.template === name ? [{ kind, line: place.line }] : []),
    });
  }

  async function state(context: Context): Promise<Response> {
    const name = await known(context);
    if (name === null) return context.notFound();
    const words = TEMPLATE_WORDS[wordsOf(context.req.query("lang") ?? "").code];
    const use = useOf(name, (await ownOf(name)).own);
    return context.json({ state: use, text: words[use] });
  }

  function picture(context: Context): Response | Promise<Response> {
    const svg = pictures.find(String(context.req.param("file")).slice(0, -".svg".length));
    if (svg === null) return context.notFound();
    return new Response(svg, {
      headers: { "content-type": "image/svg+xml; charset=utf-8", "content-security-policy": PICTURE_POLICY },
    });
  }

  async function tried(
    name: string,
    { text, printer, sample }: Draft,
    wanted: readonly [Job, ...Job[]],
    notices: readonly string[] = [],
  ): Promise<Trial> {
    if (isLong(text)) {
      return { findings: [told(`It has more than ${MAX_TEMPLATE_BYTES} bytes.`)], svg: null, bytes: null };
    }
    return await parts.tryTemplate({
      ...{ name, text, jobs: wanted, printer: printer.name, profile: printer.profile, notices },
      isMasked: parts.isMasked && sample.startsWith("job-"),
      isFinal: wanted.length > 1,
    });
  }

  function draftOf(form: Fields): Draft {
    return sentDraft(form, printers, (id) => pictures.find(id) !== null);
  }

  async function ownOf(name: string): Promise<{ own: OwnTemplate | null; problem: string | null }> {
    try {
      return { own: await files.read(name), problem: null };
    } catch (error) {
      return { own: null, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  function useOf(name: string, own: OwnTemplate | null): InUse {
    const used = parts.textInUse(name);
    if (used === null) return "standIn";
    if (used !== (own?.text ?? shipped[name])) return "notYet";
    return own === null ? "shippedInUse" : "inUse";
  }
}

function isLong(text: string): boolean {
  return new TextEncoder().encode(text).length > MAX_TEMPLATE_BYTES;
}

function told(text: string): TrialFinding {
  return { kind: "error", text, place: null };
}
