import type { ArchivedJob } from "../../domain/archive.ts";
import { type Html, html, type Part } from "../html.ts";
import type { Mask } from "../privacy.ts";
import { timeOf } from "../sentence.ts";
import type { Words } from "../words/words.ts";

/** The groups that a list can be narrowed to. */
export const FILTERS = {
  all: null,
  waiting: ["queued", "printing"],
  done: ["spooled", "printed"],
  trouble: ["failed", "expired", "uncertain", "rejected"],
} as const;

/** A key of `FILTERS`. */
export type Filter = keyof typeof FILTERS;

/** What the list was asked for. */
export interface Wanted {
  readonly text: string;
  readonly filter: Filter;
  readonly lane: string | null;
  readonly beforeSeq: number | null;
}

/** What the buttons of a list need, and what was done by one of them just now. */
export interface Reprint {
  /** The hidden field of every form. */
  readonly token: Html;
  /** With a job's number it names the wish for one more paper, so that it is granted once. */
  readonly once: string;
  readonly done: string | null;
}

/** What was done just now, in words. */
export function doneLine(done: string | null, { paper }: Words): Part {
  return done !== null && Object.hasOwn(paper.done, done) &&
    html`<p class="done" role="status">${paper.done[done as keyof typeof paper.done]}</p>`;
}

/** Whether it can be printed again with one click: it has ended, and nobody has to be asked about it. */
export function canReprint({ job, state }: ArchivedJob): boolean {
  return job !== null && !["queued", "printing", "uncertain"].includes(state);
}

/** Search, filters and the jobs of one page of the list. */
export function paperList(
  wanted: Wanted,
  jobs: readonly { readonly job: ArchivedJob; readonly mask: Mask }[],
  lanes: readonly string[],
  hasOlder: boolean,
  words: Words,
  { token, once, done }: Reprint,
): Html {
  const { paper } = words;
  const last = jobs.at(-1)?.job.seq ?? null;
  const again = (job: ArchivedJob, mask: Mask) =>
    canReprint(job) &&
    html`
      <form method="post"
        action="/paper/${job.seq}/reprint">${token}<input type="hidden" name="once" value="${once}-${job
          .seq}"><input type="hidden" name="from" value="list"><button class="again" aria-label="${paper
          .again}: ${titleOf(job, mask)}">${paper.again}</button></form>
    `;
  return html`
    ${doneLine(done, words)}
    <form class="search" method="get" action="/paper" role="search">
      <label>${paper.search} <input type="search" name="q" value="${wanted.text}" placeholder="${paper
        .searchHint}" maxlength="200"></label>
      <label><span class="unseen">${paper.printer}</span> <select name="printer">
    <option value="">${paper.allPrinters}</option>${lanes.map((lane) => option(lane, lane === wanted.lane))}
    </select></label>
      <input type="hidden" name="filter" value="${wanted.filter}">
      <button>${paper.find}</button>
    </form>
    <nav class="filters"
      aria-label="${paper.filter.all}"><ul>${(Object.keys(FILTERS) as Filter[]).map((filter) =>
        html`<li><a href="${address({ ...wanted, filter, beforeSeq: null })}"${
          filter === wanted.filter
            ? html`
              aria-current="true"
            `
            : ""
        }>${paper.filter[filter]}</a></li>`
      )}</ul><a id="fresh" href="/paper" hidden>${paper.newest}</a></nav>
    ${jobs.length === 0
      ? html`<p class="empty">${wanted.text === "" && wanted.filter === "all" ? paper.nothing : paper.nothingFound}</p>`
      : html`<ol class="papers">${jobs.map(({ job, mask }) => card(job, mask, words, again(job, mask)))}</ol>`}
    <p class="paging">${wanted.beforeSeq !== null &&
      html`<a href="${address({ ...wanted, beforeSeq: null })}">${paper.newest}</a>`} ${hasOlder &&
      html`<a rel="next" href="${address({ ...wanted, beforeSeq: last })}">${paper.older}</a>`}</p>
  `;
}

/** One choice of a list. */
export function option(value: string, isChosen: boolean): Part {
  return html`
    <option value="${value}" ${isChosen
      ? html`
        selected
      `
      : ""}>${value}</option>
  `;
}

/** How a job stands, in words and with its colour. */
export function stateOf({ state, error }: ArchivedJob, words: Words): { tone: string; text: string } {
  const states = words.paper.state;
  const key = error === "cancelled" ? "cancelled" : state as keyof typeof states;
  const tone = ["spooled", "printed"].includes(state)
    ? "good"
    : ["failed", "expired"].includes(state) && error !== "cancelled"
    ? "bad"
    : "warn";
  return { tone, text: Object.hasOwn(states, key) ? states[key] : state };
}

/** What a job is called. */
export function titleOf({ id, job, response }: ArchivedJob, mask: Mask): string {
  return mask(job?.documentName ?? response?.document_name ?? id);
}

/** Day and time, the day only when it is another one than today's. */
export function momentOf(ms: number, words: Words): string {
  const isToday = new Date(ms).toDateString() === new Date().toDateString();
  if (isToday) return timeOf(ms, words);
  const day = new Intl.DateTimeFormat(words.locale, { day: "numeric", month: "short" }).format(ms);
  return `${day} ${timeOf(ms, words)}`;
}

function card(job: ArchivedJob, mask: Mask, words: Words, again: Part): Html {
  const { tone, text } = stateOf(job, words);
  const name = titleOf(job, mask);
  const copy = job.job?.asked;
  const evidence = tone === "good" && job.response !== null ? words.paper.evidence[job.response.evidence] : null;
  return html`<li class="${tone}"><a href="/paper/${job.seq}">
<span class="sheet">${
    job.hasPaper
      ? html`<img src="/paper/${job.seq}/top.svg" loading="lazy" alt="" width="300" height="380">`
      : html`<span class="nosheet" aria-hidden="true">∅</span>`
  }</span>
<strong>${name}</strong>${
    typeof copy?.copyOf === "string" && html`
      <span class="dim">${words.paper.copyOf(copy.copy)}</span>
    `
  }
<span class="state"><span class="lamp" aria-hidden="true"></span> ${text}</span>
<span class="dim">${momentOf(job.receivedAtMs, words)}${job.lane !== null && ` · ${job.lane}`}${
    evidence !== null && ` · ${evidence}`
  }</span>
</a>${again}</li>`;
}

function address({ text, filter, lane, beforeSeq }: Wanted): string {
  const query = new URLSearchParams();
  if (text !== "") query.set("q", text);
  if (filter !== "all") query.set("filter", filter);
  if (lane !== null) query.set("printer", lane);
  if (beforeSeq !== null) query.set("before", String(beforeSeq));
  return query.size === 0 ? "/paper" : `/paper?${query}`;
}
