import type { Document } from "../../src/domain/document.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { readPage } from "../../src/html/page.ts";
import { PictureShelf } from "../../src/pictures/shelf.ts";
import { render, renderedText } from "../../src/render/render.ts";

const pictures = new PictureShelf({ assetsDir: "/nowhere", logo: null });

/** The document of a page. */
export function pageOf(html: string, columns = 32): Document {
  return readPage(html, { columns, pictures });
}

/** The paper of a page, and what is told about it. */
export function paperOf(html: string, columns = 32): { readonly paper: string; readonly warnings: readonly string[] } {
  const profile = { ...DEFAULT_PROFILE, columns };
  const document = pageOf(html, columns);
  const { bytes, warnings } = render(document, profile);
  return { paper: renderedText(bytes, profile), warnings: [...(document.warnings ?? []), ...warnings] };
}

/** The lines of a page's paper. */
export function linesOf(html: string, columns = 32): string[] {
  return paperOf(html, columns).paper.trimEnd().split("\n");
}
