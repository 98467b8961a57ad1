import type { Context } from "hono";
import type { Desk } from "../../agent/desk.ts";
import type { ArchivedJob } from "../../domain/archive.ts";
import { dayAfter, dayOf } from "../../domain/reservation_day.ts";
import type { Page } from "../app.ts";
import type { Frame } from "../frame.ts";
import { type Mask, maskOf } from "../privacy.ts";
import style from "./book.css" with { type: "text" };
import { bookJob, type BookPart } from "./book_paper.ts";
import { bookView, dayText } from "./book_view.ts";
import { BOOK_WORDS } from "./book_words.ts";

/** Reservations of one day that are looked at, and orders that are shown. */
const MOST = { reservations: 500, orders: 30 } as const;

/** What the page works with. */
export interface BookPageParts {
  readonly desk: Desk;
  /** The printers a person can choose, and the one that is meant without a choice. */
  readonly lanes: readonly string[];
  readonly usualLane: string;
  readonly isMasked: boolean;
  /** When the backend was last there in this run, ms since 1970: now while it is; `null` when it has not been. */
  readonly heardMs: () => number | null;
  readonly isConnected: () => boolean;
  readonly nowMs: () => number;
  readonly newId: () => string;
}

/** **Offline book**: the reservations of a day and the last orders, as far as the backend has told, to read and to print. */
export function bookPage(parts: BookPageParts): Page {
  const { desk, lanes, usualLane, isMasked, nowMs, newId } = parts;
  const asOfMs = () => parts.heardMs() ?? desk.book.newestMs();
  const wantedDay = (text: string) => dayAfter(text, 0) ?? dayOf(nowMs());
  const mask = (job: ArchivedJob): Mask => isMasked ? maskOf(job.job) : (text) => text;
  return {
    name: "book",
    path: "/book",
    style,
    // What goes wrong there is met again by whoever opens the book.
    prepare: () => void desk.book.prepare().catch(() => {}),
    add(app, frame) {
      app.get("/book", (context) => show(context, frame));
      app.post("/book/print", (context) => print(context, frame));
    },
  };

  async function show(context: Context, frame: Frame): Promise<Response> {
    const words = frame.words(context);
    const today = dayOf(nowMs());
    const day = wantedDay(context.req.query("day") ?? "");
    const body = bookView({
      ...{ day, today, tomorrow: dayAfter(today, 1) ?? today, lanes, usualLane, words, maskOf: mask },
      reservations: await desk.book.reservations(day, MOST.reservations),
      orders: await desk.book.orders(MOST.orders),
      asOfMs: asOfMs(),
      isConnected: parts.isConnected(),
      token: frame.token(),
      once: newId(),
      done: context.req.query("done") ?? null,
      book: BOOK_WORDS[words.code],
    });
    return frame.page(context, { name: "book", heading: words.nav.book, body });
  }

  async function print(context: Context, frame: Frame): Promise<Response> {
    const form = await context.req.parseBody();
    const [once, printer] = [String(form.once ?? ""), String(form.printer ?? "")];
    const part: BookPart = form.part === "orders" ? "orders" : "reservations";
    const day = wantedDay(String(form.day ?? ""));
    const answer = (done: string) => context.redirect(`/book?day=${day}&done=${done}`, 303);
    if (!/^[\w-]{8,80}$/.test(once) || !lanes.includes(printer)) return answer("late");
    const words = frame.words(context);
    const book = BOOK_WORDS[words.code];
    const wish = await desk.own(
      bookJob({
        ...{ part, day, asOfMs: asOfMs(), id: `book-${once}`, nowMs: nowMs() },
        title: part === "orders" ? book.orders : book.reservations(dayText(day, words)),
        jobs: part === "orders"
          ? await desk.book.orders(MOST.orders)
          : await desk.book.reservations(day, MOST.reservations),
      }),
      printer,
    );
    return answer(wish.is);
  }
}
