import type { ArchivedJob } from "../../domain/archive.ts";
import { type Html, html } from "../html.ts";
import { canReprint, doneLine, momentOf, option, stateOf } from "./paper_list.ts";
import type { Mask } from "../privacy.ts";
import type { Words } from "../words/words.ts";

/** What can be wished for about a job. */
export type Action = "reprint" | "move" | "cancel" | "printed" | "again";

/** What a sheet is made of. */
export interface SheetParts {
  readonly job: ArchivedJob;
  readonly mask: Mask;
  readonly name: string;
  readonly lanes: readonly string[];
  readonly words: Words;
  /** The hidden field of every form. */
  readonly token: Html;
  /** Names this wish, so that it is granted once however often it is sent. */
  readonly once: string;
  /** What was done just now. */
  readonly done: string | null;
}

/** One job: its paper, how it stands, and what a person can do about it. */
export function paperSheet({ job, mask, name, lanes, words, token, once, done }: SheetParts): Html {
  const { paper } = words;
  const { tone, text } = stateOf(job, words);
  const { evidence, message } = job.response ?? {};
  const form = (action: Action, inside: Html) =>
    html`<form method="post" action="/paper/${job.seq}/${action}">${token}${inside}</form>`;
  const others = lanes.filter((lane) => lane !== job.lane);
  const isWaiting = job.state === "queued";
  return html`
    <p><a href="/paper">← ${paper.back}</a></p>
    ${doneLine(done, words)}
    <div class="sheetpage">
      <div>
    <p class="state ${tone}"><span class="lamp" aria-hidden="true"></span> <strong>${text}</strong>${evidence !==
        undefined && tone === "good" && html`, ${paper.evidence[evidence]}`}</p>
    ${job.state === "uncertain" && html`
      <section class="question warn">
        <h2>${paper.uncertainQuestion}</h2>
        <div class="actions">${form("printed", html`<button>${paper.isOnPaper}</button>`)}${form(
          "again",
          html`<button>${paper.isNotOnPaper}</button>`,
        )}</div>
      </section>
    `}
    <div class="actions">${canReprint(job) &&
      form(
        "reprint",
        html`<input type="hidden" name="once" value="${once}">
<label>${paper.printerChoice} <select name="printer">${
          lanes.map((lane) => option(lane, lane === job.lane))
        }</select></label>
<button>${paper.again}</button>`,
      )}${isWaiting && others.length > 0 &&
      form(
        "move",
        html`<label>${paper.printerChoice} <select name="printer">${
          others.map((lane) => option(lane, lane === others[0]))
        }</select></label>
<button>${paper.move}</button>`,
      )}${isWaiting && form("cancel", html`<button class="danger">${paper.cancel}</button>`)}</div>
    <dl>
    <dt>${paper.received}</dt><dd>${momentOf(job.receivedAtMs, words)}</dd>
    ${job.settledAtMs !== null && html`
      <dt>${paper.ended}</dt>
      <dd>${momentOf(job.settledAtMs, words)}</dd>
    `}
    <dt>${paper.printer}</dt><dd>${job.lane ?? "–"}</dd>
    <dt>${paper.tries}</dt><dd>${job.attempts}</dd>
    <dt>${paper.number}</dt><dd>${mask(job.id)}</dd>
    ${message !== undefined && html`
      <dt>${paper.said}</dt>
      <dd lang="en">${mask(message)}</dd>
    `}
    </dl></div>
      <figure>${job.hasPaper
        ? html`<img src="/paper/${job.seq}/picture.svg" alt="${paper.picture(name)}">`
        : html`<figcaption>${paper.noPicture}</figcaption>`}</figure>
    </div>
  `;
}
