import type { Block, Document } from "../domain/document.ts";
import { NO_HISTORY, type TicketHistory } from "../domain/earlier_tickets.ts";
import type { Job } from "../domain/job.ts";
import { knownLocale } from "../domain/locale.ts";
import { PrintError } from "../domain/print_error.ts";
import { type ReceiptData, receiptView } from "../domain/receipt.ts";
import type { LoadPages } from "../domain/html_page.ts";
import { NO_PICTURES, type Pictures } from "../domain/picture.ts";
import type { ShopTemplates } from "../domain/shop_templates.ts";
import { FORMATS } from "./formats.ts";
import { type Labels, labelsFor, NO_SHOP_LABELS, parseLabels, type ShopLabels, type Words } from "./labels.ts";
import { unknownTemplate } from "./template_error.ts";
import { type Scope, TemplateSet } from "./template_set.ts";

/** What a template knows of the paper. */
export interface Paper {
  /** Characters of normal width on a line. */
  readonly columns: number;
}

/** The shop's ways, and who hears of its templates' faults. */
export interface ComposerOptions {
  /** Such as `sq-AL`, for jobs that name none; `null` leaves dates and amounts as they come. */
  readonly locale?: string | null;
  /** For jobs that name none: a code, a sign or a word. */
  readonly currency?: string;
  /** The logo and the pictures that templates may show; none when missing. */
  readonly pictures?: Pictures;
  /** Loads what reads the pages of `html` jobs; there are none when missing. */
  readonly pages?: LoadPages;
  /** Called once for each fault of a template of the shop's own: its name and a sentence. */
  readonly onProblem?: (name: string, problem: string) => void;
}

/** The job type whose data is a page of HTML, not fields for a template. */
const PAGE = "html";

/** Labels kept; a sender may name any locale. */
const MAX_KEPT = 50;

/**
 * Makes documents of jobs: Liquid fills in the template of the job's type, the markup that comes out becomes blocks. The
 * shop's own templates come before the shipped ones; while one of them is broken, its last good version does its work, or
 * else the shipped one.
 */
export class Composer {
  readonly #pictures: Pictures;
  readonly #shipped: TemplateSet;
  readonly #options: ComposerOptions;
  #current: TemplateSet;
  /** Templates of the shop's own, by name. */
  #own: ReadonlyMap<string, string> = new Map();
  /** By name of the shop's own, the set with the version before that had no fault. */
  readonly #lastGood = new Map<string, TemplateSet>();
  readonly #faulty = new Set<string>();
  readonly #told = new Set<string>();
  #labels: ShopLabels = NO_SHOP_LABELS;
  readonly #labelsByLocale = new Map<string | null, Labels & Words>();

  constructor(formats: Readonly<Record<string, string>> = FORMATS, options: ComposerOptions = {}) {
    this.#pictures = options.pictures ?? NO_PICTURES;
    this.#shipped = new TemplateSet(formats, this.#pictures);
    this.#current = this.#shipped;
    this.#options = options;
  }

  /** The names of the templates, which are the job types that can be composed; changes with the shop's own. */
  get types(): readonly string[] {
    const { names } = this.#current;
    return this.#options.pages === undefined || names.includes(PAGE) ? names : [...names, PAGE];
  }

  /** Whether the shop has templates of its own. */
  get hasOwn(): boolean {
    return this.#own.size > 0;
  }

  /** Takes what the shop's folder holds now in place of what it held. What is wrong with it goes to `onProblem`. */
  useShop(shop: ShopTemplates): void {
    for (const name of this.#own.keys()) {
      if (!this.#faulty.has(name)) this.#lastGood.set(name, this.#current);
      if (!shop.templates.has(name)) this.#lastGood.delete(name);
    }
    this.#faulty.clear();
    this.#told.clear();
    this.#own = shop.templates;
    this.#current = new TemplateSet(
      { ...this.#shipped.sources, ...Object.fromEntries(shop.templates) },
      this.#pictures,
    );
    this.#useLabels(shop.labels);
    for (const problem of shop.problems) this.#options.onProblem?.("", problem);
    for (const name of shop.templates.keys()) {
      const problem = this.problemOf(name);
      if (problem !== null) this.#tell(name, problem);
    }
  }

  /** What is wrong with a template as far as it shows without a job; `null` when nothing does. */
  problemOf(name: string): PrintError | null {
    return this.#current.problemOf(name, this.#shopScope({}, { columns: 48 }));
  }

  /** The text that a type is printed with; `null` while a stand-in does its work, and where there is none. */
  textInUse(name: string): string | null {
    return this.#current.has(name) && !this.#faulty.has(name) ? this.#current.sources[name] ?? null : null;
  }

  /**
   * The document of a job of any type: a page of HTML is read as what it is, unless the shop has a template `html` of its own;
   * all else is composed. Rejects with PrintError as `compose` throws, and for what is no page at all.
   */
  document(job: Job, paper: Paper, history: TicketHistory = NO_HISTORY): Document | Promise<Document> {
    const { pages } = this.#options;
    if (job.type !== PAGE || pages === undefined || this.#current.has(PAGE)) {
      return this.compose(job, paper, {}, history);
    }
    return pages().then((read) => {
      const { blocks, warnings } = read(String(job.data.content), { columns: paper.columns, pictures: this.#pictures });
      return { blocks: asWanted(job, blocks), ...(warnings === undefined ? {} : { warnings }) };
    });
  }

  /**
   * The document of a job. A template sees the fields of the job's data (of a receipt: its `receiptView`; of a kitchen ticket
   * also its `history`), `job`, `paper`, `labels`, `locale`, `currency`, `logo` (what `<img src>` shows the shop's logo for) and whatever is in `extra`, which
   * the data's fields of the same name replace. Throws
   * PrintError("template_invalid") with line and column.
   */
  compose(job: Job, paper: Paper, extra: Scope = {}, history: TicketHistory = NO_HISTORY): Document {
    const scope = {
      ...extra,
      // The data was checked against the schema of its type when the job was accepted.
      ...this.#shopScope(viewOf(job, history), paper),
      logo: this.#pictures.logo,
      job: {
        id: job.id,
        type: job.type,
        document_name: job.documentName,
        copies: job.copies,
        received_at: new Date(job.receivedAtMs).toISOString(),
      },
    };
    return { blocks: asWanted(job, this.#blocks(job.type, scope)) };
  }

  /** The variables that the template of a type reads, each as its names from the outside in: `["item", "price"]`. */
  variablesOf(type: string): readonly (readonly string[])[] {
    return this.#current.variablesOf(type);
  }

  #blocks(name: string, scope: Scope): Block[] {
    if (!this.#current.has(name)) throw unknownTemplate(name, this.types);
    try {
      return this.#current.compose(name, scope);
    } catch (fault) {
      if (!(fault instanceof PrintError) || !this.#own.has(name)) throw fault;
      this.#tell(name, fault);
      for (const set of this.#standIns(name)) {
        try {
          return set.compose(name, scope);
        } catch (error) {
          if (!(error instanceof PrintError)) throw error;
        }
      }
      throw fault;
    }
  }

  #standIns(name: string): TemplateSet[] {
    const before = this.#lastGood.get(name);
    const shipped = this.#shipped.has(name) ? [this.#shipped] : [];
    return before === undefined ? shipped : [before, ...shipped];
  }

  #tell(name: string, fault: PrintError): void {
    this.#faulty.add(name);
    const key = `${name}\n${fault.message}`;
    // A fault that the values of jobs are part of could otherwise be told without end.
    if (this.#told.has(key) || this.#told.size >= MAX_KEPT) return;
    this.#told.add(key);
    const meanwhile = this.#lastGood.has(name)
      ? "Until then its last good version is used."
      : this.#shipped.has(name)
      ? "Until then the shipped one is used."
      : `Until then jobs of the type ${name} cannot be printed.`;
    this.#options.onProblem?.(name, `${fault.sentence} ${meanwhile}`);
  }

  #useLabels(text: string | null): void {
    const labels = text === null ? NO_SHOP_LABELS : parseLabels(text);
    if ("problems" in labels) {
      for (const problem of labels.problems) {
        this.#options.onProblem?.("labels.json", `${problem} Until then its last good version is used.`);
      }
      return;
    }
    this.#labels = labels;
    this.#labelsByLocale.clear();
  }

  #shopScope(data: Scope, paper: Paper): Scope {
    const named = typeof data.locale === "string" ? knownLocale(data.locale) : null;
    const locale = named ?? this.#options.locale ?? null;
    const hasCurrency = data.currency !== undefined && data.currency !== null && data.currency !== "";
    return {
      ...data,
      locale,
      currency: hasCurrency ? data.currency : this.#options.currency,
      labels: this.#labelsOf(locale),
      paper,
    };
  }

  #labelsOf(locale: string | null): Labels & Words {
    let labels = this.#labelsByLocale.get(locale);
    if (labels === undefined) {
      if (this.#labelsByLocale.size >= MAX_KEPT) this.#labelsByLocale.clear();
      labels = labelsFor(locale, this.#labels);
      this.#labelsByLocale.set(locale, labels);
    }
    return labels;
  }
}

function viewOf(job: Job, history: TicketHistory): Scope {
  if (job.type === "receipt") return receiptView(job.data as ReceiptData);
  return job.type === "kitchen_ticket" ? { ...job.data, ...history } : job.data;
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
