import { type Finding, thingsToDo } from "../../check/finding.ts";
import { type Html, html } from "../html.ts";
import { momentOf } from "../paper/paper_list.ts";
import type { Words } from "../words/words.ts";
import type { CheckState, DoneCheck } from "./check_run.ts";
import type { HelpPageParts } from "./help_page.ts";
import type { HelpWords } from "./help_words.ts";

/** What the page shows. */
export interface HelpView {
  readonly state: CheckState;
  /** Of the log, newest first. */
  readonly lines: readonly string[];
  readonly files: HelpPageParts["files"];
  readonly version: string;
  readonly token: Html;
  readonly words: Words;
  readonly help: HelpWords;
}

const TONES = { ok: "good", note: "warn", fail: "bad" } as const;
/** What needs somebody comes first. */
const ORDER = { fail: 0, note: 1, ok: 2 } as const;

/** The check, the commonest troubles, the log, the support zip, and where everything is. */
export function helpView({ state, lines, files, version, token, words, help }: HelpView): Html {
  const done = state.is === "done" ? state : state.is === "running" ? state.last : null;
  return html`
    <div class="helppage">
      <section aria-labelledby="check">
        <h2 id="check">${help.check}</h2>
        <p>${help.checkText}</p>
        <form class="actions" method="post" action="/help/check">${token}
          <label class="choice"><input type="checkbox" name="paper" value="1"> ${help.onPaper}</label>
          <button${state.is === "running"
            ? html`
              disabled
            `
            : ""}>${help.run}</button></form>
        ${state.is === "running" && html`<p class="done" role="status">${help.running}</p>`}
        ${done !== null && checked(done, words, help)}
        </section>
        <section aria-labelledby="troubles">
        <h2 id="troubles">${help.troubles}</h2>
        ${help.answers.map(({ question, answer }) =>
          html`
            <details>
              <summary>${question}</summary>
              <p>${answer}</p>
            </details>
          `
        )}
        </section>
        <section aria-labelledby="support">
        <h2 id="support">${help.support}</h2>
        <p>${help.supportText}</p>
        <p><a class="button" href="/help/support.zip" download>${help.download}</a></p>
        </section>
        <section aria-labelledby="log">
        <h2 id="log">${help.log}</h2>
        ${lines.length === 0 ? html`<p class="empty">${help.noLog}</p>` : html`
          <div class="log" tabindex="0" role="region" aria-labelledby="log" lang="en">
            <ol>${lines.map((line) => html`<li class="${toneOf(line)}">${line}</li>`)}</ol>
          </div>
        `}
        </section>
        <section aria-labelledby="files">
        <h2 id="files">${help.where}</h2>
        <dl><dt>${help.version}</dt><dd>${version}</dd>${files.map(({ what, path }) =>
          html`
            <dt>${help.files[what]}</dt>
            <dd>${path ?? "–"}</dd>
          `
        )}</dl>
        </section></div>
  `;
}

function checked({ findings, atMs, paper }: DoneCheck, words: Words, help: HelpWords): Html {
  const things = thingsToDo(findings);
  const sorted = [...findings].sort((left, right) => ORDER[left.kind] - ORDER[right.kind]);
  return html`
    <p class="verdict ${things === 0 ? "good" : "bad"}"
      role="status"><span class="lamp" aria-hidden="true"></span> <strong>${things === 0
        ? help.ready
        : help.notReady(things)}</strong> <span class="dim">${momentOf(atMs, words)}</span></p>
    ${paper !== null &&
      html`<p class="paperword ${paper.isPrinted ? "good" : "bad"}"><strong>${
        paper.isPrinted ? help.isOnPaper : help.isNotOnPaper
      }</strong> <span lang="en">${paper.message}</span></p>`}
    <ul class="checked">${sorted.map((finding) => entry(finding, help))}</ul>
  `;
}

function entry({ kind, name, message }: Finding, help: HelpWords): Html {
  return html`
    <li
      class="${TONES[kind]}"><span class="lamp" aria-hidden="true"></span> <span class="kind">${help
        .kinds[kind]}</span> <span lang="en"><strong>${name}</strong>: ${message}</span></li>
  `;
}

function toneOf(line: string): string {
  if (/ (?:ERROR|FATAL) |"level":"(?:error|fatal)"/.test(line)) return "bad";
  return / WARN |"level":"warn(?:ing)?"/.test(line) ? "warn" : "";
}
