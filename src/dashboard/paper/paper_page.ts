import type { Context } from "hono";
import type { Desk } from "../../agent/desk.ts";
import type { ArchivedJob, Wish } from "../../domain/archive.ts";
import type { CodePainter } from "../../domain/painter.ts";
import type { Profile } from "../../domain/profile.ts";
import { paperOf } from "../../render/paper_of.ts";
import { paperDots } from "../../render/range.ts";
import { drawPaper, paperWidth } from "../../render/svg.ts";
import type { Page } from "../app.ts";
import type { Frame } from "../frame.ts";
import { type Filter, FILTERS, paperList, titleOf } from "./paper_list.ts";
import { type Action, paperSheet } from "./paper_sheet.ts";
import { type Mask, maskedPaper, maskOf } from "../privacy.ts";

/** Jobs on one page of the list. */
const AT_ONCE = 24;
/** Pictures that are kept: a list is looked at again and again, in several windows. */
const MOST_DRAWN = 3 * AT_ONCE;
/** Dots of paper in one picture: eight metres. */
const MAX_DOTS = 64_000;
/** A card of the list shows the head of the paper: no longer than this, for its width (`.sheet` in style.css). */
const TOP_SHARE = 1.3;

/** A picture of paper is looked at, and does nothing at all, whatever the paper says. */
const PICTURE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

/** What the page works with. */
export interface PaperPageParts {
  readonly desk: Desk;
  /** The printers a person can choose, by the names of the settings. */
  readonly lanes: readonly string[];
  readonly profileOf: (lane: string | null) => Profile;
  readonly codes: CodePainter | null;
  readonly isMasked: boolean;
  /** Somebody has seen to a job. */
  readonly seenTo: (jobId: string) => void;
  readonly newId: () => string;
}

const NO_MASK: Mask = (text) => text;

/** **Paper**: the last jobs as pictures of what was really sent, and what a person can do about them. */
export function paperPage(parts: PaperPageParts): Page {
  const { desk, lanes, isMasked, newId, seenTo } = parts;
  const mask = (job: ArchivedJob): Mask => isMasked ? maskOf(job.job) : NO_MASK;
  const pictures = new Map<string, string>();
  return {
    name: "paper",
    path: "/paper",
    // What goes wrong there is met, and told, by printing too.
    prepare: () => void desk.archive.prepareSearch().catch(() => {}),
    add(app, frame) {
      app.get("/paper", (context) => list(context, frame));
      app.get("/paper/:seq{[0-9]+}", (context) => sheet(context, frame));
      app.get("/paper/:seq{[0-9]+}/picture.svg", (context) => picture(context, "picture"));
      app.get("/paper/:seq{[0-9]+}/top.svg", (context) => picture(context, "top"));
      app.post("/paper/:seq{[0-9]+}/:action{reprint|move|cancel|printed|again}", act);
    },
  };

  async function list(context: Context, frame: Frame): Promise<Response> {
    const words = frame.words(context);
    const { q = "", filter = "", printer = "", before = "" } = context.req.query();
    const wanted = {
      text: q.slice(0, 200),
      filter: (Object.hasOwn(FILTERS, filter) ? filter : "all") as Filter,
      lane: printer === "" ? null : printer,
      beforeSeq: /^\d{1,15}$/.test(before) ? Number(before) : null,
    };
    const found = await desk.archive.search({ ...wanted, states: FILTERS[wanted.filter], limit: AT_ONCE + 1 });
    const shown = found.slice(0, AT_ONCE).map((job) => ({ job, mask: mask(job) }));
    const buttons = { token: frame.token(), once: newId(), done: context.req.query("done") ?? null };
    const body = paperList(wanted, shown, lanes, found.length > AT_ONCE, words, buttons);
    return frame.page(context, { name: "paper", heading: words.nav.paper, body });
  }

  function sheet(context: Context, frame: Frame): Response | Promise<Response> {
    const words = frame.words(context);
    const job = desk.archive.find(Number(context.req.param("seq")));
    if (job === null) return context.notFound();
    const name = titleOf(job, mask(job));
    const done = context.req.query("done") ?? null;
    const body = paperSheet({
      ...{ job, mask: mask(job), name, words, done, token: frame.token(), once: newId() },
      lanes: job.lane === null || lanes.includes(job.lane) ? lanes : [job.lane, ...lanes],
    });
    return frame.page(context, { name: "paper", heading: name, body });
  }

  async function picture(context: Context, part: "picture" | "top"): Promise<Response> {
    const seq = Number(context.req.param("seq"));
    const job = desk.archive.find(seq);
    const svg = job === null ? null : await drawn(job, part);
    if (svg === null) return context.notFound();
    return new Response(svg, {
      headers: { "content-type": "image/svg+xml; charset=utf-8", "content-security-policy": PICTURE_POLICY },
    });
  }

  async function drawn(job: ArchivedJob, part: "picture" | "top"): Promise<string | null> {
    // Printed again after a doubt, the same job has other bytes.
    const key = `${job.seq} ${job.settledAtMs} ${job.lane} ${part}`;
    const known = pictures.get(key);
    if (known !== undefined) return known;
    const bytes = desk.archive.bytes(job.seq);
    if (bytes === null) return null;
    const profile = parts.profileOf(job.lane);
    const paper = paperOf(bytes, profile);
    const { svg } = await drawPaper(
      isMasked ? maskedPaper(paper, mask(job)) : paper,
      profile,
      parts.codes,
      part === "top" ? { maxDots: TOP_SHARE * paperWidth(paperDots(profile)), isSmall: true } : { maxDots: MAX_DOTS },
    );
    const [oldest] = pictures.keys();
    if (pictures.size >= MOST_DRAWN && oldest !== undefined) pictures.delete(oldest);
    pictures.set(key, svg);
    return svg;
  }

  async function act(context: Context): Promise<Response> {
    const seq = Number(context.req.param("seq"));
    const action = context.req.param("action") as Action;
    const form = await context.req.parseBody();
    const printer = String(form.printer ?? "");
    const wish = await granted(action, seq, printer, String(form.once ?? ""));
    if (wish.is === "done") {
      seenTo(wish.job.id);
      if (typeof wish.job.asked?.copyOf === "string") seenTo(wish.job.asked.copyOf);
    }
    const place = form.from === "list" ? "/paper" : `/paper/${seq}`;
    return context.redirect(`${place}?done=${wish.is === "done" ? action : wish.is}`, 303);
  }

  async function granted(action: Action, seq: number, printer: string, once: string): Promise<Wish> {
    switch (action) {
      case "reprint":
        return /^[\w-]{8,80}$/.test(once)
          ? await desk.reprint(seq, once, printer === "" ? null : printer)
          : { is: "late" };
      case "move":
        return await desk.move(seq, printer);
      case "cancel":
        return await desk.cancel(seq);
      case "printed":
        return await desk.isOnPaper(seq);
      case "again":
        return await desk.again(seq);
    }
  }
}
