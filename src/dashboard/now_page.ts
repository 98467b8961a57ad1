import { type Html, html } from "./html.ts";
import { type Sentence, timeOf } from "./sentence.ts";
import type { PrinterNow, ShopNow } from "./shop_now.ts";
import type { Words } from "./words/words.ts";

/** What stands on the page Now: the sentence, then each printer and the server. The inside of `#now` comes anew when it changes. */
export function nowBody(shop: ShopNow, sentence: Sentence, words: Words): Html {
  return html`<div id="now">${nowInside(shop, sentence, words)}</div>`;
}

/** What changes on the page Now. */
export function nowInside(shop: ShopNow, { tone, text, advice }: Sentence, words: Words): Html {
  const { now } = words;
  return html`
    <section class="sentence ${tone}">
    <p class="big" role="status">${text}</p>
    ${advice !== "" && html`<p class="advice">${advice}</p>`}
    </section>
    <h2>${now.allPrinters}</h2>
    <ul class="printers">${shop.printers.map((printer) => printerLine(printer, words))}</ul>
    <p class="server ${shop.connection.is === "up"
      ? "good"
      : "warn"}"><span class="lamp" aria-hidden="true"></span> ${now.connection}: ${serverText(shop, words)}</p>
  `;
}

function printerLine({ name, waiting, trouble, lastMs, printed }: PrinterNow, words: Words): Html {
  const { now } = words;
  const tone = trouble === null ? "good" : trouble.kind !== "paper_low" && waiting > 0 ? "bad" : "warn";
  const state = trouble === null ? now.isReady : now.trouble[trouble.kind](name);
  return html`<li class="${tone}">
<h3>${name}</h3>
<p class="state"><span class="lamp" aria-hidden="true"></span> ${state}${
    trouble !== null && html`
      <span class="dim">${now.since(timeOf(trouble.sinceMs, words))}</span>
    `
  }</p>
<p class="counts">${
    waiting > 0 && html`
      <strong>${waiting}</strong> ${now.waits} ·
    `
  }<strong>${printed}</strong> ${now.printed}${
    lastMs !== null && html`
      · ${now.lastPaper(timeOf(lastMs, words))}
    `
  }</p>
${trouble !== null && trouble.problem !== "" && html`<p class="problem" lang="en">${trouble.problem}</p>`}
</li>`;
}

function serverText({ connection }: ShopNow, words: Words): Html {
  const { is, sinceMs, problem } = connection;
  if (is === "up") {
    return html`${words.now.connected} <span class="dim">${words.now.since(timeOf(sinceMs, words))}</span>`;
  }
  if (is === "starting") return html`${words.now.starting}`;
  return html`${words.now.since(timeOf(sinceMs, words))}: <span lang="en">${problem}</span>`;
}
