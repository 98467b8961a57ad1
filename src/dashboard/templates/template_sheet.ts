import type { TrialFinding } from "../../domain/template_trial.ts";
import { type Html, html } from "../html.ts";
import type { TemplateWords } from "./words/template_words.ts";

/** What can be chosen to look at the text with. */
export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** How the file and what is printed stand to one another. */
export type InUse = "inUse" | "shippedInUse" | "notYet" | "standIn";

/** What the editor is made of. */
export interface TemplateSheet {
  readonly name: string;
  readonly text: string;
  /** Of the file that the author has seen. */
  readonly mark: string;
  readonly isUnsaved: boolean;
  readonly inUse: InUse;
  readonly canUndo: boolean;
  readonly canShip: boolean;
  readonly printers: readonly Choice[];
  readonly printer: string;
  readonly samples: readonly Choice[];
  readonly sample: string;
  readonly findings: readonly TrialFinding[];
  /** The last picture that could be made; it may be of an older text, or the first one is still being made. */
  readonly picture: string | null;
  readonly look: "fresh" | "stale" | "awaited";
  readonly done: keyof TemplateWords["done"] | null;
  /** Names the wish to print, so that it is granted once however often it is sent. */
  readonly once: string;
  /** The hidden field of every form. */
  readonly token: Html;
}

/** Whether a button did what it says. */
export function isDone(done: string): boolean {
  return ["save", "print", "undo", "shipped"].includes(done);
}

/** Where a picture of a trial is. */
export function pictureAddress(id: string): string {
  return `/templates/picture/${id}.svg`;
}

/** The text, what was found in it, and its picture. */
export function templateSheet(sheet: TemplateSheet, words: TemplateWords): Html {
  const { name, picture, look, done } = sheet;
  return html`
    <p><a href="/templates">← ${words.back}</a></p>
    ${done !== null &&
      html`<p class="done ${isDone(done) ? "" : "notdone"}" role="status">${words.done[done]}</p>`}
    <form class="trial" id="trial" method="post" action="/templates/${name}" data-lost="${words.done.lost}">
    ${sheet.token}<input type="hidden" name="once" value="${sheet.once}">
    <input type="hidden" name="mark" value="${sheet.mark}">
    <input type="hidden" name="picture" value="${picture ?? ""}">
    <div class="wishes">
    ${select("printer", words.printer, sheet.printers, sheet.printer)}
    ${select("sample", words.shownWith, sheet.samples, sheet.sample)}
    <button name="do" value="preview" id="preview" class="plain">${words.preview}</button>
    </div>
    <div class="editor">
    <label for="text">${words.text} <code>${name}.html</code></label>
    ${area(sheet.text)}
    <p class="dim keys" id="keys" hidden>${words.keys}</p>
    <p class="use"><span id="use" role="status" data-state="${sheet.inUse}">${words[sheet.inUse]}</span>
    <strong id="unsaved" ${!sheet.isUnsaved && html`hidden`}>${words.unsaved}</strong></p>
    <div class="actions">
    <button name="do" value="save" id="save">${words.save}</button>
    <button name="do" value="print" class="plain">${words.print}</button>
    ${sheet.canUndo && html`<button name="do" value="undo" class="plain">${words.undo}</button>`}
    ${sheet.canShip && html`<button name="do" value="shipped" class="plain">${words.toShipped}</button>`}
    </div>
    </div>
    <div class="outcome">
    <section id="findings" aria-live="polite">${(look !== "awaited" || sheet.findings.length > 0) &&
      findingList(sheet.findings, name, words)}</section>
    <figure id="figure" class="${look === "fresh" ? "" : look}">
    <figcaption id="stale" ${look === "fresh" && html`hidden`}>${look === "awaited"
      ? words.awaited
      : picture === null
      ? words.noPicture
      : words.stale}</figcaption>
    ${picture === null
      ? html`<img id="picture" alt="${words.picture}" hidden>`
      : html`<img id="picture" src="${pictureAddress(picture)}" alt="${words.picture}">`}
    </figure>
    </div>
    </form>
  `;
}

/** What was found, each with its line. */
export function findingList(findings: readonly TrialFinding[], name: string, words: TemplateWords): Html {
  return html`
    <h2>${words.found}</h2>
    ${findings.length === 0
      ? html`<p>${words.nothingFound}</p>`
      : html`<ul class="findings">${findings.map((finding) => findingLine(finding, name, words))}</ul>`}
  `;
}

function findingLine({ kind, text, place }: TrialFinding, name: string, words: TemplateWords): Html {
  const where = place === null ? null : [" ", placeLink(place, name, words)];
  return html`<li class="${kind}"><strong>${words.kind[kind]}</strong>${where}: <span lang="en">${text}</span></li>`;
}

function placeLink(
  { template, line, column }: NonNullable<TrialFinding["place"]>,
  name: string,
  words: TemplateWords,
): Html {
  const where = words.line(line, column);
  return template === name
    ? html`<a href="#text" data-line="${line}" data-column="${column}">${where}</a>`
    : html`<a href="/templates/${template}">${template}.html</a>, ${where}`;
}

/** A line feed directly behind the tag is no part of the text. */
function area(text: string): Html {
  const inside = `\n${text}`;
  return html`
    <div class="lines">
      <div id="numbers" aria-hidden="true"></div>
      <textarea id="text" name="text" rows="28" wrap="off" spellcheck="false" autocomplete="off" autocapitalize="off"
        aria-describedby="keys" required>${inside}</textarea>
    </div>
  `;
}

function select(name: string, label: string, choices: readonly Choice[], chosen: string): Html {
  return html`<label>${label} <select name="${name}">${
    choices.map(({ value, text }) =>
      html`
        <option value="${value}" ${value === chosen && html`
          selected
        `}>${text}</option>
      `
    )
  }</select></label>`;
}
