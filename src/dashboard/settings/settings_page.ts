import type { Context } from "hono";
import type { Settings } from "../../config.ts";
import type { InstalledPrinter } from "../../domain/ports.ts";
import type { Page } from "../app.ts";
import type { Frame } from "../frame.ts";
import { html } from "../html.ts";
import { type Asked, askedOf, type Fields } from "./asked.ts";
import type { Banner, FormParts, Found } from "./form_view.ts";
import { fileValue } from "./known_keys.ts";
import { Once } from "./once.ts";
import { type Proposal, proposalOf } from "./proposal.ts";
import { hidesSomething, TypedSecrets } from "./secrets.ts";
import restartScript from "./restart.js" with { type: "text" };
import { settingHelp } from "./setting_help.ts";
import { type FileNow, SettingsFile, type SettingsFileParts } from "./settings_file.ts";
import { settingsForm } from "./settings_form.ts";
import style from "./settings.css" with { type: "text" };
import { SETTINGS_WORDS, type SettingsWords } from "./words/settings_words.ts";

/** What the page works with. */
export interface SettingsPageParts extends SettingsFileParts {
  /** The text of `.env.example`: what each setting is for. */
  readonly example: string;
  /** What the program that runs was started with. */
  readonly running: Pick<Settings, "dashboardPort" | "dataDir">;
  /** The printers of this PC; empty when Windows does not tell in time. */
  readonly installed: () => Promise<readonly InstalledPrinter[]>;
  /** Names of the files beside the settings file. */
  readonly files: () => readonly string[];
  /** Tries settings that are not saved: server and printers. Prints nothing. */
  readonly test: (settings: Settings) => Promise<readonly Found[]>;
  /** Prints a test page with settings that are not saved; gives what went wrong, or `null`. */
  readonly slip: (settings: Settings, alias: string) => Promise<string | null>;
  /** Ends the program and starts it again with the file as it is, a moment after; `null` where that cannot be done. */
  readonly restart: (() => void) | null;
}

/** What is shown above the form, and what a person asked for. */
interface Shown {
  readonly banners: readonly Banner[];
  readonly asked?: Asked;
  readonly fields?: Fields;
  readonly proposal?: Proposal;
  readonly meanwhile?: ReadonlySet<string>;
  readonly found?: readonly Found[];
  readonly status?: 200 | 409 | 422 | 500;
}

/** **Settings**: everything in the settings file as a form, tested before it is saved if a person wishes. */
export function settingsPage(parts: SettingsPageParts): Page {
  const { newId, restart, running } = parts;
  const file = new SettingsFile(parts);
  const help = settingHelp(parts.example);
  const secrets = new TypedSecrets(newId);
  const once = new Once();
  const run = newId();
  let isRestarting = false;
  return {
    name: "settings",
    path: "/settings",
    style,
    script: restartScript,
    add(app, frame) {
      app.get("/settings", (context) => shown(context, frame));
      app.get("/settings/run", (context) => context.text(run));
      app.post("/settings", async (context) => {
        const fields = textFields(await context.req.parseBody());
        return await once.answer(fields, () => act(context, frame, fields));
      });
      app.post("/settings/restart", (context) => restartNow(context, frame));
    },
  };

  async function shown(context: Context, frame: Frame): Promise<Response> {
    const words = wordsOf(context, frame);
    const now = file.now();
    if ("problem" in now) return unreadable(context, frame, now.problem);
    const done = context.req.query("done") ?? "";
    const banners: Record<string, Banner> = {
      saved: { tone: "good", text: words.saved(`${file.path}.bak`) },
      new: { tone: "good", text: words.savedNew },
      same: { tone: "warn", text: words.nothingNew },
      restarting: isRestarting ? { tone: "warn", text: words.restarting } : { tone: "good", text: words.restarted },
    };
    const banner = Object.hasOwn(banners, done) ? banners[done] : undefined;
    return await page(context, frame, now, { banners: banner === undefined ? [] : [banner] });
  }

  async function act(context: Context, frame: Frame, fields: Fields): Promise<Response> {
    const words = wordsOf(context, frame);
    const now = file.now();
    if ("problem" in now) return unreadable(context, frame, now.problem);
    const base = file.entriesAt(fields.stamp ?? "");
    const asked = askedOf(fields, base ?? now.entries, secrets.of(fields.held ?? ""));
    const proposal = proposalOf(asked, {
      text: now.opened.text,
      entries: now.entries,
      entriesOf: (text) => file.entriesOf(text),
      load: (text) => file.load(text),
      files: parts.files(),
    });
    const changed = [...asked.values.keys()].filter((key) =>
      fileValue(now.entries, key) !== (base === null ? null : fileValue(base, key))
    );
    const again = { asked, fields, proposal, meanwhile: new Set(changed) };
    const wish = fields.do ?? "";
    const isStale = fields.stamp !== now.stamp;
    if (proposal.problems.length > 0) {
      const banners: Banner[] = isStale ? [{ tone: "warn", text: words.stale }] : [];
      return await page(context, frame, now, { ...again, banners, status: 422 });
    }
    if (wish === "save") return await save(context, frame, now, again, isStale);
    if (proposal.settings === null) return context.redirect("/settings", 303);
    if (!wish.startsWith("slip:")) {
      const found = await parts.test(proposal.settings);
      const isWell = found.every(({ kind }) => kind !== "fail");
      const banner: Banner = { tone: isWell ? "good" : "bad", text: isWell ? words.testedWell : words.testedBadly };
      return await page(context, frame, now, { ...again, banners: [banner], found });
    }
    const alias = wish.slice("slip:".length);
    const printer = proposal.settings.printers.find(({ name }) => name.toUpperCase() === alias.toUpperCase());
    if (printer === undefined) return context.redirect("/settings", 303);
    const problem = await parts.slip(proposal.settings, printer.name);
    return await page(context, frame, now, {
      ...again,
      banners: [
        problem === null
          ? { tone: "good", text: words.slipDone(printer.name) }
          : { tone: "bad", text: words.slipFailed(printer.name) },
      ],
      ...(problem === null ? {} : { found: [{ name: printer.name, kind: "fail", message: problem }] }),
    });
  }

  async function save(
    context: Context,
    frame: Frame,
    now: FileNow,
    again: Required<Pick<Shown, "asked" | "fields" | "proposal">>,
    isStale: boolean,
  ): Promise<Response> {
    const { text } = again.proposal;
    if (text === now.opened.text) return context.redirect("/settings?done=same", 303);
    if (isStale) {
      const banner: Banner = { tone: "warn", text: wordsOf(context, frame).stale };
      return await page(context, frame, now, { ...again, banners: [banner], status: 409 });
    }
    const saved = file.save(now, text);
    if ("problem" in saved) {
      return await page(context, frame, now, {
        ...again,
        banners: [{ tone: "bad", text: saved.problem }],
        status: 500,
      });
    }
    secrets.forget(again.fields.held ?? "");
    return context.redirect(`/settings?done=${saved.backup === null ? "new" : "saved"}`, 303);
  }

  async function restartNow(context: Context, frame: Frame): Promise<Response> {
    if (restart === null) return context.notFound();
    const now = file.now();
    if ("problem" in now) return unreadable(context, frame, now.problem);
    const loaded = file.load(now.opened.text);
    if ("problems" in loaded) {
      const { problems, warnings } = loaded;
      const banners: Banner[] = [{ tone: "bad", text: wordsOf(context, frame).restartRefused }];
      const proposal = { text: now.opened.text, problems, warnings, settings: null };
      return await page(context, frame, now, { banners, proposal, status: 409 });
    }
    if (!isRestarting) restart();
    isRestarting = true;
    return context.redirect("/settings?done=restarting", 303);
  }

  async function page(context: Context, frame: Frame, now: FileNow, view: Shown): Promise<Response> {
    const words = wordsOf(context, frame);
    const { asked = null, fields = {}, proposal, meanwhile = new Set(), banners, found = null, status = 200 } = view;
    const typed = new Map([...asked?.values ?? []].filter(([key, value]) => hidesSomething(key, value)));
    const waiting = file.waiting(now);
    const next = proposal === undefined ? waiting.length === 0 ? null : file.next(now) : proposal.settings;
    const form: FormParts = {
      words,
      code: frame.words(context).code,
      help,
      entries: now.entries,
      asked,
      fields,
      problems: proposal?.problems ?? [],
      warnings: proposal?.warnings ?? [],
      meanwhile,
      waiting: new Set(waiting),
      banners: [...banners, ...cautions(next, words)],
      found,
      installed: await parts.installed(),
      files: parts.files(),
      path: file.path,
      token: frame.token(),
      stamp: now.stamp,
      once: newId(),
      held: secrets.keep(typed),
      canRestart: restart !== null,
    };
    const body = isRestarting ? html`<div data-run="${run}">${settingsForm(form)}</div>` : settingsForm(form);
    const heading = frame.words(context).nav.settings;
    return frame.page(context, { name: "settings", heading, body, status, isFresh: isRestarting });
  }

  /** What the next start does to this very page. */
  function cautions(next: Settings | null, words: SettingsWords): Banner[] {
    if (next === null) return [];
    const { dashboardPort, dataDir } = next;
    const address = `http://127.0.0.1:${dashboardPort}/`;
    return [
      ...(dashboardPort === running.dashboardPort ? [] : [dashboardPort === 0 ? words.noPage : words.newPort(address)]),
      ...(dataDir === running.dataDir ? [] : [words.newFolder]),
    ].map((text) => ({ tone: "warn", text }));
  }

  function unreadable(context: Context, frame: Frame, problem: string): Response {
    const words = wordsOf(context, frame);
    const body = html`
      <p class="notice bad" role="alert">${words.unreadable}</p>
      <p lang="en">${problem}</p>
    `;
    const heading = frame.words(context).nav.settings;
    return frame.page(context, { name: "settings", heading, body, status: 500 });
  }
}

function wordsOf(context: Context, frame: Frame): SettingsWords {
  return SETTINGS_WORDS[frame.words(context).code];
}

/** A file that somebody sends is no value of a setting. */
function textFields(body: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => typeof value === "string" ? [[name, value]] : []),
  );
}
