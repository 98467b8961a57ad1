import type { Document } from "./document.ts";
import type { Pictures } from "./picture.ts";

/** What a page of HTML is read for. */
export interface PageOptions {
  /** Characters of normal width on a line. */
  readonly columns: number;
  /** What its `<img>` may show. */
  readonly pictures: Pictures;
}

/** Makes the document of a page. Throws a PrintError for what is no page at all. */
export type ReadPage = (html: string, options: PageOptions) => Document;

/** Loads what reads pages; most shops never need it. */
export type LoadPages = () => Promise<ReadPage>;
