import { type Context, Hono } from "hono";
import { Frame, type PageLink } from "./frame.ts";
import { guard, type Refusal, STATUS } from "./guard.ts";
import { icon } from "./icon.ts";
import type { DashboardKey } from "./key.ts";
import { wordsOf } from "./language.ts";
import liveScript from "./live.js" with { type: "text" };
import { Live } from "./live.ts";
import { nowBody, nowInside } from "./now_page.ts";
import type { Tone } from "./sentence.ts";
import type { ShopNow } from "./shop_now.ts";
import style from "./style.css" with { type: "text" };
import type { Clock } from "../domain/ports.ts";

/** A page of the navigation, and the requests it answers. */
export interface Page extends PageLink {
  /** Rules of its own in the one style sheet, and lines of its own in the one script. */
  readonly style?: string;
  readonly script?: string;
  /** Somebody looks at the dashboard: what takes long can begin behind it. Called often. */
  prepare?(): void;
  /** Adds its routes. Every request has passed the guard; a POST had the token in its form. */
  add(app: Hono, frame: Frame): void;
}

/** What the page is made of. */
export interface AppParts {
  readonly port: number;
  readonly secrets: DashboardKey;
  readonly clock: Clock;
  readonly now: () => ShopNow;
  /** Whose page it is: the name of the client at its backend. */
  readonly username: string;
  /** Grows with each job that came or ended. */
  readonly papers: () => number;
  /** The pages beside Now, in the order of the navigation. */
  readonly pages: readonly Page[];
  /** Hears what went wrong with a page. */
  readonly failed: (problem: string) => void;
}

/** The page as a handler of requests, and its live stream. */
export interface App {
  fetch(request: Request): Promise<Response>;
  readonly live: Live;
  /** Every method and path it answers. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
}

/** Makes the page. Routes are fixed and what they serve is in the program: no path of a request ever reaches the disk. */
export function makeApp({ port, secrets, clock, now, username, papers, pages, failed }: AppParts): App {
  // A page under the name of one before it is reached from that one.
  const entries = pages.filter(({ name }, at) => pages.findIndex((page) => page.name === name) === at);
  const links: PageLink[] = [{ name: "now", path: "/" }, ...entries];
  const shown = () => pages.forEach((page) => page.prepare?.());
  const frame = new Frame({ pages: () => links, secrets, now, nowMs: () => clock.nowMs(), username, shown });
  const live = new Live({
    clock,
    failed,
    news: (language) => {
      const words = wordsOf(language);
      const sentence = frame.sentence(words);
      const { tone, text } = sentence;
      return { tone, title: text, html: nowInside(now(), sentence, words).text, papers: papers() };
    },
  });
  const app = new Hono();
  app.use("*", guard(port, secrets, (context, why) => refused(context, frame, why)));
  app.get("/style.css", () => asset(whole(style, pages.map((page) => page.style)), "text/css"));
  app.get("/live.js", () => asset(whole(liveScript, pages.map((page) => page.script)), "text/javascript"));
  for (const tone of ["good", "warn", "bad"] satisfies Tone[]) {
    app.get(`/icon-${tone}.svg`, () => asset(icon(tone), "image/svg+xml"));
  }
  app.get("/live", (context) => live.open(context.req.query("lang") ?? ""));
  app.get("/", (context) => {
    const words = frame.words(context);
    const body = nowBody(now(), frame.sentence(words), words);
    return frame.page(context, { name: "now", heading: words.nav.now, body, isFresh: true });
  });
  for (const page of pages) page.add(app, frame);
  app.notFound((context) => {
    const { heading, text } = frame.words(context).refused.missing;
    return frame.bare(context, heading, text, 404);
  });
  app.onError((error, context) => {
    failed(error instanceof Error ? error.message : String(error));
    const { heading, text } = frame.words(context).refused.broken;
    return frame.bare(context, heading, text, 500);
  });
  return { fetch: async (request) => await app.fetch(request), live, routes: app.routes };
}

function refused(context: Context, frame: Frame, why: Refusal): Response {
  const { refused } = frame.words(context);
  const { heading, text } = why === "key" ? refused.key : why === "form" ? refused.form : refused.other;
  return frame.bare(context, heading, text, STATUS[why]);
}

function whole(first: string, rest: readonly (string | undefined)[]): string {
  return [first, ...rest.filter((text) => text !== undefined)].join("\n");
}

function asset(text: string, type: string): Response {
  return new Response(text, { headers: { "content-type": `${type}; charset=utf-8` } });
}
