import assert from "node:assert/strict";
import { bookPage } from "../../src/dashboard/book/book_page.ts";
import { BOOK_WORDS } from "../../src/dashboard/book/book_words.ts";
import { dayAfter, dayOf } from "../../src/domain/reservation_day.ts";
import { SAMPLES } from "../../src/demo/samples.ts";
import { Composer } from "../../src/template/engine.ts";
import { runningAgent } from "../agent/running_agent.ts";
import { FakeClock, FakePrinters, idle } from "../fakes.ts";
import { job } from "../sqlite/samples.ts";
import { askedApp } from "./asked_app.ts";
import { sameLeaves } from "./same_words.ts";

/** This PC's 7 March 2026, 18:32. */
const NOW_MS = new Date(2026, 2, 7, 18, 32).getTime();

/** The book over a running agent with the printer BAR, whose paper is German. */
async function shop({ isMasked = Boolean(0), heardMs = (): number | null => NOW_MS } = {}) {
  const composer = new Composer(undefined, { locale: "de-DE" });
  const clock = new FakeClock(NOW_MS);
  const around = await runningAgent({
    clock,
    printers: new FakePrinters(),
    compose: (job, paper, history) => composer.document(job, paper, history),
    types: () => composer.types,
    settings: { nipt: "L12345678A" },
  });
  let pages = 0;
  const page = bookPage({
    ...{ desk: around.agent.desk, lanes: ["BAR"], usualLane: "BAR", isMasked, heardMs },
    isConnected: () => around.backend.isConnected,
    nowMs: () => clock.nowMs(),
    newId: () => `once-${++pages}`,
  });
  const asked = askedApp({ pages: [page] });
  const read = async (path: string, language = "en") =>
    (await (await asked.ask(path, { headers: { "accept-language": language } })).text()).replace(/>\s+</g, "><");
  const reserve = async (fields: Record<string, unknown>) =>
    await around.send("print_request", { data: { type: "reservation", reservation_data: fields } });
  const papers = () =>
    (around.printers.byName.get("BAR")?.printed ?? []).map(({ bytes }) => new TextDecoder("latin1").decode(bytes));
  return { ...around, ...asked, clock, read, reserve, papers };
}
const guest = (name: string, fields: Record<string, unknown> = {}) => ({
  customer_name: name,
  date: "2026-03-07",
  time: "20:00",
  ...fields,
});
const names = (text: string) => [...text.matchAll(/<p class="name">(?:<s>|<strong>)([^<]*)/g)].map(([, name]) => name);

Deno.test("the book shows today's reservations by time, with all they say, and other days'", async () => {
  const { read, reserve } = await shop();
  await reserve(guest("Late", { time: "21:15", party_size: 2, phone: "+355 69 1" }));
  await reserve(guest("Early", { time: "7:30 pm", party_size: "4", table_number: "12", notes: "Window\nplease" }));
  await reserve(guest("Other day", { date: "08.03.2026" }));
  await reserve(guest("No time", { time: "in the evening" }));
  const text = await read("/book");
  assert.deepEqual(names(text), ["Early", "Late", "No time"]);
  for (
    const part of ["As of 7 Mar 18:32", "19:30", "+355 69 1", "Window\nplease", "3 tables, 6 guests", "in the evening"]
  ) {
    assert.ok(text.includes(part), part);
  }
  assert.deepEqual(names(await read("/book?day=2026-03-08")), ["Other day"]);
  assert.match(await read("/book?day=2026-03-09"), /No reservation is known/);
  // What is no day is today.
  assert.deepEqual(names(await read("/book?day=2026-02-31")), ["Early", "Late", "No time"]);
});

Deno.test("the book shows what was changed, cancelled and moved, and one reservation once", async () => {
  const { read, reserve } = await shop();
  const nr = (confirmation_number: string, fields = {}) => ({ confirmation_number, ...fields });
  await reserve(guest("Changed", nr("1", { party_size: 2 })));
  await reserve(guest("Changed", nr("1", { party_size: 5 })));
  await reserve(guest("Moved", nr("2")));
  await reserve(guest("Moved", nr("2", { date: "2026-03-08", time: "19:00" })));
  await reserve(guest("Off", nr("3", { status: "Cancelled" })));
  await reserve(guest("Twice", nr("4")));
  await reserve(guest("Twice", nr("4")));
  await reserve(guest("Somebody else", nr("4")));
  const text = await read("/book");
  assert.deepEqual(names(text), ["Changed", "Moved", "Off", "Twice", "Somebody else"]);
  assert.match(text, /Changed<\/strong><span class="badge">changed</);
  assert.match(text, /<s>Moved<\/s><span class="badge">moved to Sunday,? 8 March 19:00</);
  assert.match(text, /<s>Off<\/s><span class="badge">cancelled</);
  assert.match(text, /3 tables, 5 guests/);
  assert.deepEqual(names(await read("/book?day=2026-03-08")), ["Moved"]);
});

Deno.test("reservations and orders of odd shapes never break the book", async () => {
  const { read, store } = await shop();
  const odd = [{}, { date: 7, time: {}, customer_name: ["x"] }, { date: "\u0000", confirmation_number: null }, {
    items: "none",
  }, { items: [null, 3, { name: {}, extras: [null, {}], quantity: "many" }], total: {} }];
  odd.forEach((data, index) => {
    for (const type of ["reservation", "receipt", "kitchen_ticket"]) {
      store.enqueue(job(`${type}-${index}`, { type, data, receivedAtMs: NOW_MS }), "OLD");
    }
  });
  const text = await read("/book");
  assert.match(text, /<ol class="guests">/);
  assert.equal([...text.matchAll(/<a href="\/paper\/\d+">(?:Receipt|Kitchen ticket)/g)].length, 10);
});

Deno.test("the book says up to when it is whole: now, when the line was lost, or when the last job came", async () => {
  let heardMs: number | null = NOW_MS - 3_600_000;
  const { read, backend, reserve } = await shop({ heardMs: () => heardMs });
  assert.match(await read("/book"), /As of 7 Mar 17:32<\/strong><span class="dim">The server is connected/);
  backend.down();
  assert.match(await read("/book"), /asof warn.*As of 7 Mar 17:32/s);
  heardMs = null;
  assert.match(await read("/book"), /The server has sent nothing yet/);
  await reserve(guest("Ana"));
  assert.match(await read("/book"), /As of 7 Mar 18:32/);
});

Deno.test("the book is printed once for one click, in the shop's language, and the backend hears nothing of it", async () => {
  const { read, reserve, send, papers, backend, clock, store } = await shop();
  await reserve(guest("Zoë", { party_size: 6, table_number: "12", phone: "+355 69 123", notes: "Nüsse" }));
  const told = backend.emitted.length;
  const form = { once: "once-for-this", part: "reservations", day: "2026-03-07", printer: "BAR" };
  const answers = await Promise.all([send("/book/print", form), send("/book/print", form)]);
  await idle();
  assert.deepEqual(answers.map(({ headers }) => headers.get("location")), [
    "/book?day=2026-03-07&done=done",
    "/book?day=2026-03-07&done=twice",
  ]);
  assert.equal(papers().length, 2);
  const paper = papers()[1] ?? "";
  for (const word of ["RESERVIERUNGEN", "07.03.2026", "Stand 07.03.2026, 18:32", "20:00", "+355 69 123", "Personen"]) {
    assert.ok(paper.includes(word), word);
  }
  assert.deepEqual(backend.emitted.slice(told), []);
  assert.deepEqual(store.owedResponses(10), []);
  assert.equal(store.archive.find(2)?.job?.documentName, "Reservations, Saturday 7 March");
  assert.match(await read("/book?done=done"), /It is being printed/);
  await clock.advance(10_000);
  assert.equal(papers().length, 2);
  const wrong = await send("/book/print", { ...form, once: "once-again", printer: "NOWHERE" });
  assert.equal(wrong.headers.get("location"), "/book?day=2026-03-07&done=late");
});

Deno.test("the last orders are on the page and on paper", async () => {
  const { read, send, papers, backend } = await shop();
  for (const { event, payload } of SAMPLES) backend.listener?.event(event, payload);
  await idle();
  await idle();
  const text = await read("/book");
  assert.match(text, /Kitchen ticket/);
  assert.match(text, /Total<\/span> [\d.]+/);
  await send("/book/print", { once: "once-for-orders", part: "orders", day: "", printer: "BAR" });
  await idle();
  assert.match(papers().at(-1) ?? "", /LETZTE BESTELLUNGEN[^]*18:32/);
});

Deno.test("DASHBOARD_PRIVACY=masked hides names and phones in the book, not on the paper that a person asks for", async () => {
  const { read, reserve, send, papers } = await shop({ isMasked: Boolean(1) });
  await reserve(guest("Arben Gashi", { phone: "+355 69 123 4567", notes: "Gashi: window" }));
  const text = await read("/book");
  assert.ok(!/Gashi|Arben|123 4567/.test(text), text);
  assert.match(text, /window/);
  await send("/book/print", { once: "once-masked", part: "reservations", day: "2026-03-07", printer: "BAR" });
  await idle();
  assert.match(papers().at(-1) ?? "", /Arben Gashi[^]*123 4567/);
});

Deno.test("the book speaks five languages, each in words of its own", async () => {
  const { read } = await shop();
  for (const [code, words] of Object.entries(BOOK_WORDS)) {
    const text = await read("/book", code);
    assert.ok(text.includes(words.nobody) && text.includes(words.print.orders), code);
  }
  // "No." of an Italian is an English "N.", and Albanians and Germans write "Nr." alike.
  assert.deepEqual(sameLeaves(BOOK_WORDS), []);
  assert.equal(dayAfter(dayOf(NOW_MS), 1), "2026-03-08");
});
