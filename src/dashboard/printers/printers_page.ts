import type { Context } from "hono";
import type { LaneDesk, LaneWish } from "../../agent/lane_desk.ts";
import type { Settings } from "../../config.ts";
import type { Backlog } from "../../domain/ports.ts";
import type { Page } from "../app.ts";
import type { Frame } from "../frame.ts";
import { html } from "../html.ts";
import type { ShopWatch } from "../shop_now.ts";
import type { Words } from "../words/words.ts";
import { ACTIONS, type PrinterAction, printerCard, type PrinterView } from "./printer_card.ts";
import style from "./printers.css" with { type: "text" };
import { PRINTER_WORDS } from "./words/printer_words.ts";

/** What the page works with. */
export interface PrintersPageParts {
  readonly laneDesk: LaneDesk;
  readonly settings: Pick<Settings, "printers" | "defaultPrinter" | "routes">;
  readonly watch: Pick<ShopWatch, "now" | "reportedBy">;
  readonly backlog: () => readonly Backlog[];
  readonly nowMs: () => number;
  readonly newId: () => string;
}

/** **Printers**: each with its role, state, queue, counters and paper, and what a person can do about it. */
export function printersPage(parts: PrintersPageParts): Page {
  const { laneDesk, settings, watch, backlog, nowMs, newId } = parts;
  const all = [...settings.printers, settings.defaultPrinter];
  const configs = all.filter(({ name }, at) => all.findIndex((one) => one.name === name) === at);
  const names = configs.map(({ name }) => name);
  return {
    name: "printers",
    path: "/printers",
    style,
    add(app, frame) {
      app.get("/printers", (context) => list(context, frame));
      app.post(`/printers/:action{${ACTIONS.join("|")}}`, act);
    },
  };

  async function list(context: Context, frame: Frame): Promise<Response> {
    const words = frame.words(context);
    const token = frame.token();
    const body = html`
      ${said(context, words)}
      <p class="news"><a id="fresh" href="/printers" hidden>${PRINTER_WORDS[words.code].fresh}</a></p>
      <ul class="lanes">${(await views()).map((view) => printerCard(view, { words, token, once: newId() }))}</ul>
    `;
    return frame.page(context, { name: "printers", heading: words.nav.printers, body });
  }

  async function views(): Promise<readonly PrinterView[]> {
    const records = await laneDesk.records();
    const today = laneDesk.ended(new Date(nowMs()).setHours(0, 0, 0, 0));
    const waiting = new Map(backlog().map((one) => [one.lane, one]));
    const printed = new Map(watch.now().printers.map((one) => [one.name, one.printed]));
    const isFree = (lane: string) => {
      const record = records.get(lane);
      return record === undefined || (record.handedTo === null && record.pausedAtMs === null);
    };
    return configs.map(({ name, address, fallback = null, profile }) => ({
      ...{ name, address, fallback },
      isDefault: settings.defaultPrinter.name === name,
      isOnly: configs.length === 1,
      types: [...settings.routes].filter(([, alias]) => alias === name).map(([type]) => type),
      state: laneDesk.stateOf(name),
      trouble: watch.reportedBy(name),
      backlog: waiting.get(name) ?? null,
      record: records.get(name) ?? null,
      today: today.get(name) ?? { printed: 0, failed: 0 },
      printed: printed.get(name) ?? 0,
      hasRoll: profile.format !== "gdi",
      guests: [...records.values()].filter(({ handedTo }) => handedTo === name).map(({ lane }) => lane),
      heirs: names.filter((other) => other !== name && isFree(other)),
    }));
  }

  async function act(context: Context): Promise<Response> {
    const action = context.req.param("action") as PrinterAction;
    const form = await context.req.parseBody();
    const printer = String(form.printer ?? "");
    const wish: LaneWish = names.includes(printer)
      ? await granted(action, printer, String(form.to ?? ""), String(form.once ?? ""))
      : { is: "late" };
    const about = "printer" in wish ? wish.printer : printer;
    const done = wish.is !== "done" ? wish.is : action === "test" && laneDesk.isPaused(printer) ? "test_waits" : action;
    return context.redirect(`/printers?${new URLSearchParams({ done, printer: about })}`, 303);
  }

  async function granted(action: PrinterAction, printer: string, to: string, once: string): Promise<LaneWish> {
    switch (action) {
      case "test":
        return /^[\w-]{8,64}$/.test(once) ? await laneDesk.testPrint(printer, once) : { is: "late" };
      case "pause":
        return await laneDesk.pause(printer);
      case "resume":
        return await laneDesk.resume(printer);
      case "hand":
        return names.includes(to) ? await laneDesk.handOver(printer, to) : { is: "late" };
      case "back":
        return await laneDesk.takeBack(printer);
      case "roll":
        return await laneDesk.newRoll(printer);
    }
  }

  /** What was done, or why not. Only of printers that there are: an address must not be able to say anything else. */
  function said(context: Context, words: Words) {
    const say = PRINTER_WORDS[words.code];
    const { done = "", printer = "" } = context.req.query();
    if (done === "twice") return html`<p class="done" role="status">${say.twice}</p>`;
    if (done === "late") return html`<p class="done not" role="status">${say.late}</p>`;
    if (!names.includes(printer)) return null;
    if (done === "test_waits") return html`<p class="done" role="status">${say.testWaits(printer)}</p>`;
    if (Object.hasOwn(say.done, done)) {
      return html`<p class="done" role="status">${say.done[done as PrinterAction](printer)}</p>`;
    }
    if (!Object.hasOwn(say.refused, done)) return null;
    return html`<p class="done not" role="status">${say.refused[done as keyof typeof say.refused](printer)}</p>`;
  }
}
