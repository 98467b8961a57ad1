import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { type Html, html, type Part } from "./html.ts";
import type { DashboardKey } from "./key.ts";
import { LANGUAGES, wordsFor } from "./language.ts";
import { type Sentence, sentenceOf } from "./sentence.ts";
import type { ShopNow } from "./shop_now.ts";
import type { Words } from "./words/words.ts";

/** The name of a page in the navigation. */
export type PageName = keyof Words["nav"];

/** One entry of the navigation. */
export interface PageLink {
  readonly name: PageName;
  readonly path: string;
}

/** What a page shows in the frame. */
export interface PageContent {
  /** Which entry of the navigation it is under. */
  readonly name: PageName;
  /** In the title and, for screen readers, above everything. */
  readonly heading: string;
  readonly body: Html;
  readonly status?: ContentfulStatusCode;
  /** Whether a browser without JavaScript loads it again by itself. */
  readonly isFresh?: boolean;
}

/** What a frame works with. */
export interface FrameParts {
  readonly pages: () => readonly PageLink[];
  readonly secrets: DashboardKey;
  readonly now: () => ShopNow;
  readonly nowMs: () => number;
  readonly username: string;
  /** Hears that a page was shown. */
  readonly shown: () => void;
}

/** What stands around every page: head, navigation, how things stand, languages. */
export class Frame {
  readonly #parts: FrameParts;

  constructor(parts: FrameParts) {
    this.#parts = parts;
  }

  /** The words of the language that a request asks for. */
  words(context: Context): Words {
    return wordsFor(context);
  }

  /** The hidden field that every form that changes something must have. */
  token(): Html {
    return html`<input type="hidden" name="token" value="${this.#parts.secrets.token}">`;
  }

  /** How things stand, in a language. */
  sentence(words: Words): Sentence {
    return sentenceOf(this.#parts.now(), words, this.#parts.nowMs());
  }

  /** A whole page. */
  page(context: Context, content: PageContent): Response {
    const words = this.words(context);
    const sentence = this.sentence(words);
    this.#parts.shown();
    return context.html(this.#document(context, words, sentence, content).text, content.status ?? 200);
  }

  /** A page for somebody who may not see anything of the shop. */
  bare(context: Context, heading: string, text: string, status: ContentfulStatusCode): Response {
    const words = this.words(context);
    const page = html`
      <!DOCTYPE html>
      <html lang="${words.code}">
        <head>${head(heading, "warn")}</head>
        <body class="bare">
          <main>
            <h1>${heading}</h1>
            <p>${text}</p>
          </main>
        </body>
      </html>
    `;
    return context.html(page.text, status);
  }

  #document(context: Context, words: Words, sentence: Sentence, content: PageContent): Html {
    const { heading, body, name, isFresh = false } = content;
    const title = name === "now" ? sentence.text : `${heading} · ${sentence.text}`;
    return html`
      <!DOCTYPE html>
      <html lang="${words.code}" data-tone="${sentence.tone}" data-lost="${words.frame.lost}">
        <head>${head(title, sentence.tone)}${isFresh &&
          html`<noscript><meta http-equiv="refresh" content="15"></noscript>`}
      <script src="/live.js" defer></script></head>
        <body>
          <a class="skip" href="#main">${words.frame.skip}</a>
          <header>
      <nav aria-label="${words.frame.navigation}"><ul>${this.#parts.pages().map((link) =>
        entry(link, name, words)
      )}</ul></nav>
      ${name !== "now" && html`
        <a class="brief" href="/"
          id="brief"><span class="lamp" aria-hidden="true"></span> <span id="brief-text">${sentence.text}</span></a>
      `}
          </header>
          <main id="main" tabindex="-1">
            <h1${name === "now"
              ? html`
                class="unseen"
              `
              : ""}>${heading}</h1>
      ${body}
      </main>
      <p class="lost" id="lost" role="alert" hidden></p>
      <footer>
      <p>${this.#parts.username} · ${words.frame.onlyHere}</p>
      <nav aria-label="${words.frame.language}"><ul>${Object.values(LANGUAGES).map((one) =>
        html`<li><a href="${languageLink(context, one)}" lang="${one.code}" hreflang="${one.code}"${
          one === words
            ? html`
              aria-current="true"
            `
            : ""
        }>${one.name}</a></li>`
      )}</ul></nav>
      </footer>
      </body>
      </html>
    `;
  }
}

function head(title: string, tone: string): Html {
  return html`
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${title}</title>
    <link rel="icon" id="icon" type="image/svg+xml" href="/icon-${tone}.svg">
    <link rel="stylesheet" href="/style.css">
  `;
}

function entry({ name, path }: PageLink, current: PageName, words: Words): Part {
  return html`<li><a href="${path}"${
    name === current
      ? html`
        aria-current="page"
      `
      : ""
  }>${words.nav[name]}</a></li>`;
}

function languageLink(context: Context, { code }: Words): string {
  const url = new URL(context.req.url);
  url.searchParams.set("lang", code);
  // What was done is said once.
  url.searchParams.delete("done");
  return `${url.pathname}${url.search}`;
}
