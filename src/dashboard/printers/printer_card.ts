import type { EndedJobs, LaneRecord } from "../../domain/lane_book.ts";
import type { Backlog, PrinterAddress } from "../../domain/ports.ts";
import type { PrinterStateName } from "../../domain/printer_state.ts";
import { type Html, html, type Part } from "../html.ts";
import { momentOf, option } from "../paper/paper_list.ts";
import type { Trouble } from "../shop_now.ts";
import type { Words } from "../words/words.ts";
import { PRINTER_WORDS, type PrinterWords } from "./words/printer_words.ts";

/** What a person may wish for about a printer. */
export const ACTIONS = ["test", "pause", "resume", "hand", "back", "roll"] as const;

/** One of `ACTIONS`. */
export type PrinterAction = typeof ACTIONS[number];

/** One printer at this moment. */
export interface PrinterView {
  readonly name: string;
  readonly address: PrinterAddress;
  /** The alias that prints what it cannot; `null` where there is none. */
  readonly fallback: string | null;
  /** Whether it gets what names no printer and has no route. */
  readonly isDefault: boolean;
  /** Whether there is no other printer. */
  readonly isOnly: boolean;
  /** Job types that are led to it. */
  readonly types: readonly string[];
  readonly state: PrinterStateName;
  readonly trouble: Trouble | null;
  readonly backlog: Backlog | null;
  readonly record: LaneRecord | null;
  readonly today: EndedJobs;
  /** Since the program started. */
  readonly printed: number;
  /** Whether its paper is a roll. */
  readonly hasRoll: boolean;
  /** Printers whose jobs it prints. */
  readonly guests: readonly string[];
  /** Printers that can take over from it. */
  readonly heirs: readonly string[];
}

/** What every card needs. */
export interface CardParts {
  readonly words: Words;
  /** The hidden field of every form. */
  readonly token: Html;
  /** Names this wish, so that it is granted once however often it is sent. */
  readonly once: string;
}

/** One printer: how it is, what waits for it and what it has printed, and what a person can do about it. */
export function printerCard(view: PrinterView, parts: CardParts): Html {
  const { words } = parts;
  const say = PRINTER_WORDS[words.code];
  const { name, trouble, record, guests, backlog, hasRoll } = view;
  const isPaused = (record?.pausedAtMs ?? null) !== null;
  const waits = (backlog?.jobs ?? 0) > 0;
  const isHard = isPaused || (trouble !== null && trouble.kind !== "paper_low");
  const tone = isHard && waits ? "bad" : isPaused || trouble !== null ? "warn" : "good";
  return html`<li class="lane ${tone}">
<h2>${name}</h2>
<p class="dim">${addressText(view.address, say)}</p>
${
    record !== null && record.pausedAtMs !== null && html`
      <p class="decided">${say.pausedSince(momentOf(record.pausedAtMs, words))} ${record.handedTo === null &&
        say.sentWaits}</p>
    `
  }${
    record !== null && record.handedTo !== null && html`
      <p class="decided">${say.handedSince(record.handedTo, momentOf(record.handedAtMs ?? 0, words))}</p>
    `
  }${
    guests.map((guest) =>
      html`
        <p class="decided">${say.guest(guest)}</p>
      `
    )
  }
${stateText(view, words, say)}
<dl>
<dt>${say.prints}</dt><dd>${roles(view, say)}</dd>
${
    view.fallback !== null && html`
      <dt>${say.standIn}</dt>
      <dd>${view.fallback}</dd>
    `
  }
<dt>${say.queue}</dt><dd>${queueText(view, words, say)}</dd>
<dt>${say.today}</dt><dd>${counts(view.today, words, say)}</dd>
<dt>${say.sinceStart}</dt><dd>${say.printed(number(view.printed, words))}</dd>
${
    record !== null && record.sinceMs !== null && html`
      <dt>${say.since(dayOf(record.sinceMs, words))}</dt>
      <dd>${counts(record, words, say)}</dd>
    `
  }
${
    hasRoll && html`
      <dt>${say.paperUsed}</dt>
      <dd>${rollText(record, words, say)}</dd>
    `
  }
</dl>
${actions(view, parts, say)}
</li>`;
}

function stateText({ name, state, trouble }: PrinterView, words: Words, say: PrinterWords): Html {
  const { now } = words;
  const isReady = ["ready", "printing", "paper_low"].includes(state);
  const tone = trouble !== null ? "warn" : isReady ? "good" : "dim";
  const plain = isReady ? say.ready : say.silent;
  return html`
    <p
      class="state ${tone}"><span class="lamp" aria-hidden="true"></span> ${trouble === null
        ? plain
        : now.trouble[trouble.kind](name)}${trouble !== null && html`
        <span class="dim">${now.since(momentOf(trouble.sinceMs, words))}</span>
      `}</p>${trouble !== null && html`
        <p class="todo">${now.advice[trouble.kind]}</p>
      `}${trouble !== null && trouble.problem !== "" && html`<p class="problem" lang="en">${trouble.problem}</p>`}
  `;
}

function roles({ isDefault, isOnly, types }: PrinterView, say: PrinterWords): string {
  if (isDefault && isOnly) return say.everything;
  const led = types.map((type) => Object.hasOwn(say.types, type) ? say.types[type] ?? type : type);
  const all = [...led, ...(isDefault ? [say.everythingElse] : [])];
  return all.length === 0 ? say.onlyByName : all.join(", ");
}

function queueText({ name, backlog }: PrinterView, words: Words, say: PrinterWords): Part {
  if (backlog === null) return say.nothingWaits;
  const query = new URLSearchParams({ filter: "waiting", printer: name });
  return html`<a href="/paper?${String(query)}">${say.waiting(backlog.jobs)}</a>, ${
    say.oldest(momentOf(backlog.oldestMs, words))
  }`;
}

function counts({ printed, failed }: EndedJobs, words: Words, say: PrinterWords): string {
  const all = say.printed(number(printed, words));
  return failed === 0 ? all : `${all}, ${say.failed(number(failed, words))}`;
}

function rollText(record: LaneRecord | null, words: Words, say: PrinterWords): Html {
  const sinceMs = record?.rollAtMs ?? record?.sinceMs ?? null;
  const metres = new Intl.NumberFormat(words.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    .format((record?.rollMm ?? 0) / 1_000);
  return html`${
    sinceMs === null ? `${metres} m` : say.sinceRoll(metres, momentOf(sinceMs, words))
  } <span class="dim">${say.estimate}</span>`;
}

function actions({ name, record, heirs, guests, hasRoll }: PrinterView, parts: CardParts, say: PrinterWords): Html {
  const { token, once } = parts;
  const form = (action: PrinterAction, label: string, inside: Part = null, looks = "") =>
    html`
      <form method="post"
        action="/printers/${action}">${token}<input type="hidden" name="printer" value="${name}">${inside}<button class="${looks}" aria-label="${label}: ${name}">${label}</button></form>
    `;
  const isHanded = record !== null && record.handedTo !== null;
  return html`
    <div class="actions">${form("test", say.test, html`<input type="hidden" name="once" value="${once}">`)}${record !==
          null && record.pausedAtMs !== null
      ? form("resume", say.resume)
      : form("pause", say.pause, null, "quiet")}${isHanded && form("back", say.back)}${hasRoll &&
      form("roll", say.roll, null, "quiet")}</div>
    ${!isHanded && guests.length === 0 && heirs.length > 0 && html`
      <div class="actions">${form(
        "hand",
        say.hand,
        html`<label>${say.handTo} <select name="to">${
          heirs.map((heir) => option(heir, heir === heirs[0]))
        }</select></label>`,
        "quiet",
      )}</div>
    `}
  `;
}

function addressText(address: PrinterAddress, say: PrinterWords): string {
  switch (address.kind) {
    case "windows":
      return address.name ?? say.windowsDefault;
    case "tcp":
      return `${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`;
    case "folder":
      return say.folder(address.path);
  }
}

function number(value: number, { locale }: Words): string {
  return new Intl.NumberFormat(locale).format(value);
}

function dayOf(ms: number, { locale }: Words): string {
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }).format(ms);
}
