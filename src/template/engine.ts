import { Liquid, type Template } from "liquidjs";
import type { Block, Document } from "../domain/document.ts";
import type { Job } from "../domain/job.ts";
import { type ReceiptData, receiptView } from "../domain/receipt.ts";
import { NO_PICTURES, type Pictures } from "../domain/picture.ts";
import { MarkupError } from "./attributes.ts";
import { registerFilters } from "./filters.ts";
import { FORMATS } from "./formats.ts";
import { LABELS } from "./labels.ts";
import { parseMarkup } from "./markup.ts";
import { limitNesting } from "./nesting.ts";
import { quicken } from "./quicken.ts";
import { liquidProblem, markupProblem, tooLong, unknownTemplate } from "./template_error.ts";

/** What a template knows of the paper. */
export interface Paper {
  /** Characters of normal width on a line. */
  readonly columns: number;
}

/** Longest a template may take; the 2,000 lines of the longest receipt take about a tenth of it. */
const RENDER_LIMIT_MS = 1_000;
/** Characters and list entries a template may make on the way. */
const MEMORY_LIMIT = 10_000_000;
const MAX_MARKUP_CHARACTERS = 4_000_000;

/** Makes documents of jobs: Liquid fills in the template of the job's type, the markup that comes out becomes blocks. */
export class Composer {
  /** The names of the templates, which are the job types that can be composed. */
  readonly types: readonly string[];
  readonly #formats: Readonly<Record<string, string>>;
  readonly #parsed = new Map<string, Template[]>();
  readonly #liquid: Liquid;

  readonly #pictures: Pictures;

  constructor(formats: Readonly<Record<string, string>> = FORMATS, pictures: Pictures = NO_PICTURES) {
    this.#pictures = pictures;
    this.types = Object.keys(formats);
    this.#formats = formats;
    this.#liquid = new Liquid({
      // Partials come from here too, so that nothing reads files.
      templates: { ...formats },
      cache: true,
      outputEscape: "escape",
      ownPropertyOnly: true,
      strictFilters: true,
      jsTruthy: true,
      renderLimit: RENDER_LIMIT_MS,
      memoryLimit: MEMORY_LIMIT,
    });
    registerFilters(this.#liquid);
    limitNesting(this.#liquid);
  }

  /**
   * The document of a job. A template sees the fields of the job's data (of a receipt: its `receiptView`), `job`, `paper`,
   * `labels`, `logo` (what `<img src>` shows the shop's logo for) and whatever is in `extra`, which the data's fields of the same name replace. Throws
   * PrintError("template_invalid") with line and column.
   */
  compose(job: Job, paper: Paper, extra: Readonly<Record<string, unknown>> = {}): Document {
    const html = this.#fill(job, paper, extra);
    const blocks = this.#read(job.type, html);
    return { blocks: asWanted(job, blocks) };
  }

  #fill(job: Job, paper: Paper, extra: Readonly<Record<string, unknown>>): string {
    const scope = {
      ...extra,
      // The data was checked against the schema of its type when the job was accepted.
      ...(job.type === "receipt" ? receiptView(job.data as ReceiptData) : job.data),
      labels: LABELS,
      logo: this.#pictures.logo,
      paper,
      job: {
        id: job.id,
        type: job.type,
        document_name: job.documentName,
        copies: job.copies,
        received_at: new Date(job.receivedAtMs).toISOString(),
      },
    };
    const source = this.#source(job.type);
    let html: string;
    try {
      html = this.#liquid.renderSync(this.#template(job.type, source), scope, { globals: scope });
    } catch (error) {
      throw liquidProblem(job.type, error);
    }
    if (html.length > MAX_MARKUP_CHARACTERS) throw tooLong(job.type, MAX_MARKUP_CHARACTERS);
    return html;
  }

  #template(name: string, source: string): Template[] {
    const known = this.#parsed.get(name);
    if (known !== undefined) return known;
    const parsed = quicken(this.#liquid.parse(source));
    this.#parsed.set(name, parsed);
    return parsed;
  }

  #source(name: string): string {
    const source = Object.hasOwn(this.#formats, name) ? this.#formats[name] : undefined;
    if (source === undefined) throw unknownTemplate(name, this.types);
    return source;
  }

  #read(name: string, html: string): Block[] {
    try {
      return parseMarkup(html, this.#pictures);
    } catch (error) {
      if (error instanceof MarkupError) throw markupProblem(name, this.#source(name), html, error);
      throw error;
    }
  }
}

/** The job's wishes: drawer and beep first and once, so that they happen while it prints; copies; cuts. */
function asWanted(job: Job, made: readonly Block[]): Block[] {
  const blocks: Block[] = [];
  if (job.openDrawer) blocks.push({ kind: "drawer" });
  if (job.beep) blocks.push({ kind: "beep", times: 1 });
  const first = made.filter(({ kind }) =>
    !(kind === "drawer" && job.openDrawer) && !(kind === "beep" && job.beep) && !(kind === "cut" && !job.cut)
  );
  if (job.cut && first.at(-1)?.kind !== "cut") first.push({ kind: "cut", partial: true });
  const next = first.filter(({ kind }) => kind !== "drawer" && kind !== "beep");
  blocks.push(...first);
  for (let copy = 1; copy < job.copies; copy++) blocks.push(...next);
  return blocks;
}
