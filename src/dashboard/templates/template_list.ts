import { type Html, html } from "../html.ts";
import type { TemplateWords } from "./words/template_words.ts";

/** One template of the list. */
export interface ListedTemplate {
  readonly name: string;
  readonly isOwn: boolean;
  /** It has an error, and something else is printed. */
  readonly isBroken: boolean;
}

/** Events that are of a type without saying so. */
const EVENTS: Readonly<Record<string, string>> = {
  receipt: "receipt (print_request, pos)",
  reservation: "reservation (print_request, reservation)",
};

/** All templates, and where the shop's own stand. */
export function templateList(templates: readonly ListedTemplate[], folder: string, words: TemplateWords): Html {
  return html`
    <p>${words.intro}</p>
    <ul class="templates">${templates.map(({ name, isOwn, isBroken }) =>
      html`
        <li class="${isBroken ? "bad" : ""}">
          <h2><a href="/templates/${name}">${titleOf(name, words)}</a></h2>
          <p class="dim">${words.serves(Object.hasOwn(EVENTS, name) ? EVENTS[name] ?? name : name)}</p>
          <p>${isOwn ? html`${words.own}: <code>${name}.html</code>` : words.shipped}${isBroken && html`
            · <strong>${words.broken}</strong>
          `}</p>
        </li>
      `
    )}</ul>
    <p class="dim">${words.folder}: <code>${folder}</code></p>
  `;
}

/** What a template is called. */
export function titleOf(name: string, { names }: TemplateWords): string {
  return Object.hasOwn(names, name) ? names[name as keyof typeof names] : name;
}
