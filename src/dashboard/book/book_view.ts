import type { ArchivedJob } from "../../domain/archive.ts";
import { type Html, html, type Part } from "../html.ts";
import { momentOf, option, stateOf } from "../paper/paper_list.ts";
import type { Mask } from "../privacy.ts";
import type { Words } from "../words/words.ts";
import { orderOf } from "./orders.ts";
import { guestsOf, type Reservation, reservationsOf } from "./reservations.ts";
import type { BookWords } from "./book_words.ts";
import type { BookPart } from "./book_paper.ts";

/** What the book shows. */
export interface BookView {
  /** The day of the reservations: `2026-03-08`. */
  readonly day: string;
  readonly today: string;
  readonly tomorrow: string;
  readonly reservations: readonly ArchivedJob[];
  readonly orders: readonly ArchivedJob[];
  /** Up to when the backend was heard, ms since 1970; `null` when it never was. */
  readonly asOfMs: number | null;
  readonly isConnected: boolean;
  readonly maskOf: (job: ArchivedJob) => Mask;
  readonly lanes: readonly string[];
  readonly usualLane: string;
  readonly token: Html;
  /** Names this wish to print, so that it is granted once. */
  readonly once: string;
  readonly done: string | null;
  readonly words: Words;
  readonly book: BookWords;
}

/** The reservations of a day, the last orders, and the ways to put them on paper. */
export function bookView(view: BookView): Html {
  const { day, today, tomorrow, book, words, done, asOfMs, isConnected } = view;
  const found = reservationsOf(day, view.reservations);
  const { groups, persons } = guestsOf(found);
  return html`<div class="book">
    <p class="asof ${isConnected ? "good" : "warn"}"><span class="lamp" aria-hidden="true"></span> <strong>${
    asOfMs === null ? book.never : book.asOf(momentOf(asOfMs, words))
  }</strong> <span class="dim">${isConnected ? book.isConnected : book.isAway}</span></p>
    ${
    done !== null && Object.hasOwn(book.done, done) &&
    html`<p class="done" role="status">${
      book.done[done as keyof typeof book.done]
    } <a href="/paper">${words.nav.paper}</a></p>`
  }
    <section aria-labelledby="guests">
    <h2 id="guests">${book.reservations(dayText(day, words))} <span class="dim">${
    book.count(groups, persons)
  }</span></h2>
    <div class="filters noprint"><ul>
      <li>${dayLink(today, book.today, day)}</li>
      <li>${dayLink(tomorrow, book.tomorrow, day)}</li>
    </ul><form class="search" method="get" action="/book"><label>${book.day} <input type="date" name="day" value="${day}"></label><button>${book.show}</button></form></div>
    ${
    found.length === 0
      ? html`<p class="empty">${book.nobody}</p>`
      : html`<ol class="guests">${found.map((one) => guest(one, view))}</ol>`
  }
    ${printForm(view, "reservations")}
    </section>
    <section aria-labelledby="orders">
    <h2 id="orders">${book.orders}</h2>
    ${
    view.orders.length === 0
      ? html`<p class="empty">${book.noOrders}</p>`
      : html`<ol class="orders">${view.orders.map((job) => order(job, view))}</ol>`
  }
    ${printForm(view, "orders")}
    </section></div>`;
}

function dayLink(day: string, text: string, current: string): Html {
  return html`
    <a href="/book?day=${day}" ${day === current
      ? html`
        aria-current="true"
      `
      : ""}>${text}</a>
  `;
}

function guest(one: Reservation, view: BookView): Html {
  const { book, words } = view;
  const mask = view.maskOf(one.job);
  const { tone, text } = stateOf(one.job, words);
  const isOff = one.state === "cancelled" || one.state === "moved";
  const movedTo = one.movedTo === null
    ? ""
    : ` ${[dayText(one.movedTo.day, words), one.movedTo.time ?? ""].join(" ").trim()}`;
  return html`
    <li class="${isOff ? "off" : ""}">
      <strong class="time">${one.time ?? "–"}</strong>
      <div><p class="name">${isOff
        ? html`<s>${mask(one.name) || "–"}</s>`
        : html`<strong>${mask(one.name) || "–"}</strong>`}${one.state !== "expected" && html`
        <span class="badge">${book.state[one.state]}${movedTo}</span>
      `}</p>
    <p class="facts">${facts([
      [book.persons, one.persons],
      [book.table, one.table],
      [book.phone, mask(one.phone)],
      [book.written, mask(one.written)],
      [book.number, mask(one.number)],
    ])}</p>
    ${one.notes !== "" && html`<p class="notes">${mask(one.notes)}</p>`}
    ${tone !== "good" &&
      html`<p class="dim noprint"><a href="/paper/${one.job.seq}">${words.nav.paper}: ${text}</a></p>`}</div>
    </li>
  `;
}

function order(job: ArchivedJob, view: BookView): Html {
  const { book, words } = view;
  const mask = view.maskOf(job);
  const { number, table, customer, items, total, kind } = orderOf(job);
  return html`
    <li>
      <strong class="time">${momentOf(job.receivedAtMs, words)}</strong>
      <div><p class="name"><a href="/paper/${job.seq}">${book.kind[kind]}${number !== "" && ` ${mask(number)}`}</a></p>
    <p class="facts">${facts([[book.table, table], [book.customer, mask(customer)], [book.total, total]])}</p>
    ${items.length > 0 &&
      html`<ul class="items">${
        items.map(({ quantity, name, remark }) =>
          html`<li>${quantity} × ${mask(name)}${
            remark !== "" && html`
              <span class="dim">${mask(remark)}</span>
            `
          }</li>`
        )
      }</ul>`}</div>
    </li>
  `;
}

function facts(pairs: readonly (readonly [string, string])[]): Part {
  return pairs.filter(([, value]) => value !== "").map(([name, value]) =>
    html`
      <span><span class="dim">${name}</span> ${value}</span>
    `
  );
}

function printForm({ token, once, lanes, usualLane, book, words, day }: BookView, part: BookPart): Html {
  return html`
    <form class="actions noprint" method="post"
      action="/book/print">${token}<input type="hidden" name="once" value="${once}-${part}"><input type="hidden" name="part" value="${part}"><input type="hidden" name="day" value="${day}">
    <label>${words.paper.printerChoice} <select name="printer">${lanes.map((lane) =>
      option(lane, lane === usualLane)
    )}</select></label>
    <button>${book.print[part]}</button> <span class="dim">${book.browserPrint}</span></form>
  `;
}

/** `2026-03-08` as the language writes it: `Sunday, 8 March`. */
export function dayText(day: string, { locale }: Words): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(
    new Date(year, month - 1, date, 12),
  );
}
