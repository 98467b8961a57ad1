import { DomHandler, type Element, isTag, isText } from "domhandler";
import { Parser } from "htmlparser2";
import { PrintError } from "../domain/print_error.ts";

/** Elements nested deeper than this stand in the one above them instead; a real page has 20 to 60 levels. */
const MAX_DEPTH = 200;
/** From here on tags are left out and their text is kept. */
const MAX_ELEMENTS = 30_000;
/** The parser looks through all open tags at each end tag: more of them would take it for ever. */
const MAX_OPEN = 2_000;

/** Elements of which nothing is for paper, whatever a style sheet says. */
export const NEVER_SHOWN: ReadonlySet<string> = new Set([
  ...["script", "style", "head", "title", "template", "noscript", "iframe", "object", "embed", "video", "audio"],
  ...["canvas", "map", "datalist", "meta", "link", "base", "param", "source", "track", "dialog", "button"],
]);

/** A page as a tree, and the text of its style sheets. */
export interface Tree {
  readonly root: readonly Element[];
  /** What stands in `<style>`, in the order of the page; with the media it is for. */
  readonly sheets: readonly { readonly css: string; readonly media: string }[];
  /** Addresses of style sheets and scripts that are not in the page. */
  readonly links: readonly string[];
  /** Whether some tags were left out because there are too many. */
  readonly isCut: boolean;
}

/** Reads a page, however broken. Throws a PrintError when it has thousands of tags that are never closed. */
export function readTree(html: string): Tree {
  const handler = new BoundedHandler();
  new Parser(handler).end(html);
  const sheets: { css: string; media: string }[] = [];
  const links: string[] = [];
  for (const { name, attribs, children } of handler.linked) {
    if (name === "style") {
      const css = children.map((child) => isText(child) ? child.data : "").join("");
      sheets.push({ css, media: attribs.media ?? "" });
    } else links.push(attribs.href ?? attribs.src ?? "");
  }
  return { root: handler.dom.filter(isTag), sheets, links, isCut: handler.isCut };
}

/** Builds a tree that is never deep or large; the whole of it stands in one element. */
class BoundedHandler extends DomHandler {
  readonly linked: Element[] = [];
  isCut = false;
  readonly #kept: boolean[] = [];
  #muted = 0;
  #elements = 0;

  override onparserinit(parser: Parser): void {
    super.onparserinit(parser);
    super.onopentag("page", {});
  }

  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.#kept.length > MAX_OPEN) {
      throw new PrintError("document_invalid", "The page has thousands of tags that are not closed.", {
        hint: "Look at what the backend sends.",
      });
    }
    const isKept = this.#muted === 0 && this.tagStack.length < MAX_DEPTH && this.#elements < MAX_ELEMENTS;
    this.#kept.push(isKept);
    if (!isKept) {
      this.isCut ||= this.#muted === 0;
      if (this.#muted > 0 || NEVER_SHOWN.has(name)) this.#muted++;
      else super.ontext(" ");
      return;
    }
    this.#elements++;
    super.onopentag(name, attributes);
    const element = this.tagStack.at(-1);
    const isLink = name === "style" || (name === "link" && /stylesheet/i.test(attributes.rel ?? "")) ||
      (name === "script" && attributes.src !== undefined);
    if (isLink && element !== undefined && isTag(element)) this.linked.push(element);
  }

  override onclosetag(): void {
    const isKept = this.#kept.pop();
    if (isKept === undefined) return;
    if (isKept) super.onclosetag();
    else if (this.#muted > 0) this.#muted--;
  }

  override ontext(text: string): void {
    if (this.#muted === 0) super.ontext(text);
  }

  override onend(): void {
    super.onclosetag();
    super.onend();
  }
}
