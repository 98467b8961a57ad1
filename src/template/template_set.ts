import { Liquid, type Template } from "liquidjs";
import type { Block } from "../domain/document.ts";
import { NO_PICTURES, type Pictures } from "../domain/picture.ts";
import { PrintError } from "../domain/print_error.ts";
import { MarkupError } from "./attributes.ts";
import { registerFilters } from "./filters.ts";
import { parseMarkup } from "./markup.ts";
import { limitNesting } from "./nesting.ts";
import { quicken } from "./quicken.ts";
import { liquidProblem, markupProblem, tooLong, unknownTemplate } from "./template_error.ts";

/** Longest a template may take; the 2,000 lines of the longest receipt take about a tenth of it. */
const RENDER_LIMIT_MS = 1_000;
/** Characters and list entries a template may make on the way. */
const MEMORY_LIMIT = 10_000_000;
const MAX_MARKUP_CHARACTERS = 4_000_000;

/** What a template sees. */
export type Scope = Readonly<Record<string, unknown>>;

/** Templates that belong together: each may contain the others (`render`). It never changes; another text is another set. */
export class TemplateSet {
  readonly sources: Readonly<Record<string, string>>;
  readonly #parsed = new Map<string, Template[]>();
  readonly #liquid: Liquid;
  readonly #pictures: Pictures;

  constructor(sources: Readonly<Record<string, string>>, pictures: Pictures = NO_PICTURES) {
    this.sources = sources;
    this.#pictures = pictures;
    this.#liquid = new Liquid({
      // Partials come from here too, so that nothing reads files.
      templates: { ...sources },
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

  /** The names of the templates. */
  get names(): readonly string[] {
    return Object.keys(this.sources);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.sources, name);
  }

  /** The blocks of one template. Throws PrintError("template_invalid") with line and column. */
  compose(name: string, scope: Scope): Block[] {
    const source = this.#source(name);
    const html = this.fill(name, scope);
    try {
      return parseMarkup(html, this.#pictures);
    } catch (error) {
      if (error instanceof MarkupError) throw markupProblem(name, source, html, error);
      throw error;
    }
  }

  /** The variables that a template and those it contains read, each as its names from the outside in; none of a broken one. */
  variablesOf(name: string): string[][] {
    try {
      const found = this.#liquid.variableSegmentsSync(this.#liquid.parse(this.#source(name)));
      return found.map((names) => names.map(String));
    } catch {
      return [];
    }
  }

  /**
   * What is wrong with a template, as far as it shows without a job; `null` when nothing does. A tag that only the values
   * of a job complete is not judged here.
   */
  problemOf(name: string, scope: Scope): PrintError | null {
    const source = this.#source(name);
    try {
      const html = this.fill(name, scope);
      try {
        parseMarkup(html, this.#pictures);
      } catch (error) {
        if (!(error instanceof MarkupError)) throw error;
        const isLiteral = source.includes(html.slice(error.start, error.end));
        return isLiteral ? markupProblem(name, source, html, error) : null;
      }
    } catch (error) {
      return PrintError.from(error);
    }
    return null;
  }

  /** The markup that one template makes; throws as `compose`. */
  fill(name: string, scope: Scope): string {
    const source = this.#source(name);
    let html: string;
    try {
      html = this.#liquid.renderSync(this.#template(name, source), scope, { globals: scope });
    } catch (error) {
      throw liquidProblem(name, error);
    }
    if (html.length > MAX_MARKUP_CHARACTERS) throw tooLong(name, MAX_MARKUP_CHARACTERS);
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
    const source = this.has(name) ? this.sources[name] : undefined;
    if (source === undefined) throw unknownTemplate(name, this.names);
    return source;
  }
}
