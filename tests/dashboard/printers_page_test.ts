import assert from "node:assert/strict";
import { printersPage } from "../../src/dashboard/printers/printers_page.ts";
import { PRINTER_WORDS } from "../../src/dashboard/printers/words/printer_words.ts";
import { ShopWatch } from "../../src/dashboard/shop_now.ts";
import type { Clock, PrinterConfig } from "../../src/domain/ports.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { Composer } from "../../src/template/engine.ts";
import { makeAgent } from "../agent/running_agent.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { DONE, job } from "../sqlite/samples.ts";
import { FakeBackend, FakeClock, FakePrinters, idle, printerConfig } from "../fakes.ts";
import { askedApp, ORIGIN } from "./asked_app.ts";

const EVIL = `<img src=x onerror=alert(1)>"'</select><script>alert(2)</script>`;

/** The page over a running agent with the printers BAR (the default one), KITCHEN and what else is wished for. */
async function shop(others: readonly PrinterConfig[] = [], clock: Clock = new FakeClock()) {
  const store = new SqliteJobStore(":memory:");
  const printers = new FakePrinters();
  const backend = new FakeBackend();
  const bar = { ...printerConfig("BAR"), fallback: "KITCHEN" };
  const tcp = { kind: "tcp", host: "192.168.1.50", port: 9100 } as const;
  const settings = {
    printers: [bar, { ...printerConfig("KITCHEN"), address: tcp }, ...others],
    defaultPrinter: bar,
    routes: new Map([["kitchen_ticket", "KITCHEN"], ["menu_card", "KITCHEN"]]),
  };
  const composer = new Composer();
  const watch = new ShopWatch({
    printers: settings.printers.map(({ name }) => name),
    nowMs: () => clock.nowMs(),
    backlog: () => agent.backlog(),
    uncertain: () => 0,
  });
  const agent = makeAgent({
    ...{ settings, printers, clock, backend, store, notify: (e) => void watch.take(e) },
    compose: (job, paper, history) => composer.document(job, paper, history),
    types: () => composer.types,
  });
  await agent.start();
  backend.up();
  await idle();
  let once = 0;
  const page = printersPage({
    ...{ laneDesk: agent.laneDesk, settings, watch, backlog: () => agent.backlog(), nowMs: () => clock.nowMs() },
    newId: () => `once-for-card-${++once}`,
  });
  const asked = askedApp({ pages: [page], now: () => watch.now() });
  const read = async (path = "/printers", language = "en") =>
    (await (await asked.ask(path, { headers: { "accept-language": language } })).text()).replace(/\s+/g, " ");
  /** The card of one printer. */
  const card = async (name: string) =>
    (await read()).split('<li class="lane').find((part) => part.includes(`<h2>${name}</h2>`)) ?? "";
  const print = async (job_id: string, printer_name = "BAR", content = job_id) => {
    backend.listener?.event("print_request", { job_id, printer_name, data: { type: "text", content } });
    await idle();
  };
  const wish = async (action: string, fields: Record<string, string>) => {
    const answer = await asked.send(`/printers/${action}`, fields);
    await idle();
    return new URL(answer.headers.get("location") ?? "/none", ORIGIN).searchParams;
  };
  const papers = (name: string) =>
    (printers.byName.get(name)?.printed ?? []).map(({ bytes }) => new TextDecoder("latin1").decode(bytes));
  return { ...asked, agent, printers, store, read, card, print, wish, papers, watch };
}

Deno.test("Printers shows each printer with address, roles, stand-in and what it has printed", async () => {
  const { card, print } = await shop();
  await print("1");
  await print("2", "KITCHEN");
  await print("3", "KITCHEN");
  const [bar, kitchen] = [await card("BAR"), await card("KITCHEN")];
  assert.match(bar, /Prints<\/dt><dd>everything else<\/dd>/);
  assert.match(bar, /Stand-in<\/dt> <dd>KITCHEN<\/dd>/);
  assert.match(bar, /Queue<\/dt><dd>nothing is waiting/);
  assert.match(bar, /Today<\/dt><dd>1 printed</);
  assert.match(kitchen, /192\.168\.1\.50:9100/);
  assert.match(kitchen, /<dd>kitchen tickets, menu_card<\/dd>/);
  assert.match(kitchen, /Today<\/dt><dd>2 printed<.*Since the program started<\/dt><dd>2 printed<.*<dd>2 printed</);
  assert.match(kitchen, /Paper used<\/dt> <dd>about 0\.03 m since 7 Mar \d\d:\d\d/);
  assert.match(kitchen, /An estimate/);
});

Deno.test("Printers says what is wrong with a printer, what to do, and what waits for it since when", async () => {
  const { card, print, printers, wish } = await shop();
  printers.named("KITCHEN").before = () => Promise.reject(new PrintError("connection_refused", "Nobody answers."));
  await print("1", "KITCHEN");
  await print("2", "KITCHEN");
  const kitchen = await card("KITCHEN");
  assert.match(kitchen, /^ bad">/);
  assert.match(kitchen, /KITCHEN cannot be reached.*Is it switched on\?.*Nobody answers/);
  assert.match(
    kitchen,
    /<a href="\/paper\?filter=waiting&amp;printer=KITCHEN">2 tickets are waiting<\/a>, the oldest since 7 Mar \d\d:\d\d/,
  );
  await wish("pause", { printer: "KITCHEN" });
  // The pause does not hide it.
  assert.match(await card("KITCHEN"), /Paused by a person since.*KITCHEN cannot be reached/);
});

Deno.test("Printers pauses and resumes, and Now says so", async () => {
  const { read, card, print, wish, papers } = await shop();
  const done = await wish("pause", { printer: "BAR" });
  assert.deepEqual([done.get("done"), done.get("printer")], ["pause", "BAR"]);
  assert.equal((await wish("pause", { printer: "BAR" })).get("done"), "twice");
  assert.match(await read("/"), /class="big" role="status">BAR is paused by a person here\.<.*under Printers/);
  for (const id of ["1", "2", "3"]) await print(id);
  assert.match(await read("/"), /sentence bad.*>BAR is paused by a person here: 3 tickets are waiting\.</);
  assert.match(
    await card("BAR"),
    /Paused by a person since 7 Mar \d\d:\d\d\. What is sent to it waits\..*Go on printing/,
  );
  assert.equal(papers("BAR").length, 0);
  await wish("resume", { printer: "BAR" });
  assert.equal(papers("BAR").length, 3);
  assert.match(await read("/"), />Ready\./);
});

Deno.test("Printers hands a printer's tickets over and takes them back; what makes no sense it refuses with words", async () => {
  const { read, card, print, wish, papers } = await shop();
  assert.match(await card("BAR"), /<select name="to"> *<option value="KITCHEN"/);
  assert.equal((await wish("hand", { printer: "BAR", to: "KITCHEN" })).get("done"), "hand");
  await print("1");
  assert.match(papers("KITCHEN")[0] ?? "", /FOR BAR/);
  assert.match(await card("BAR"), /KITCHEN prints everything for it since/);
  assert.match(await card("KITCHEN"), /It also prints everything for BAR\./);
  for (const name of ["BAR", "KITCHEN"]) assert.doesNotMatch(await card(name), /action="\/printers\/hand"/);
  const no = await wish("hand", { printer: "KITCHEN", to: "BAR" });
  assert.deepEqual([no.get("done"), no.get("printer")], ["chain", "BAR"]);
  assert.match(await read(`/printers?${no}`), /First take back what BAR has handed over/);
  assert.equal((await wish("hand", { printer: "BAR", to: "elsewhere" })).get("done"), "late");
  assert.equal((await wish("back", { printer: "BAR" })).get("done"), "back");
  await print("2");
  assert.equal(papers("BAR").length, 1);
});

Deno.test("Printers prints the test page once, however often the button is pressed", async () => {
  const { read, send, wish, papers, agent } = await shop();
  const [, once = ""] = /name="once" value="([\w-]+)"/.exec(await read()) ?? [];
  const form = { printer: "KITCHEN", once };
  const answers = await Promise.all([1, 2, 3].map(() => send("/printers/test", form)));
  await idle();
  assert.deepEqual(answers.map(({ headers }) => headers.get("location")), [
    "/printers?done=test&printer=KITCHEN",
    "/printers?done=twice&printer=KITCHEN",
    "/printers?done=twice&printer=KITCHEN",
  ]);
  assert.equal(papers("KITCHEN").length, 1);
  assert.match(papers("KITCHEN")[0] ?? "", /KITCHEN/);
  const [shown] = await agent.desk.archive.search({
    text: "",
    states: null,
    lane: "KITCHEN",
    beforeSeq: null,
    limit: 9,
  });
  assert.deepEqual([shown?.job?.documentName, shown?.hasPaper], ["Test page", Boolean(1)]);
  assert.equal((await wish("test", { printer: "KITCHEN", once: "x" })).get("done"), "late");
  await wish("pause", { printer: "KITCHEN" });
  const waits = await wish("test", { printer: "KITCHEN", once: "once-another" });
  assert.match(await read(`/printers?${waits}`), /The test page waits: KITCHEN is paused\./);
});

Deno.test("Printers sets the paper used to 0 when a new roll is in", async () => {
  const clock = new FakeClock();
  const { card, print, wish } = await shop([], clock);
  await print("long", "BAR", "x\n".repeat(200));
  assert.match(await card("BAR"), /about 0\.7\d m/);
  clock.set(clock.nowMs() + 3_600_000);
  assert.equal((await wish("roll", { printer: "BAR" })).get("done"), "roll");
  assert.match(await card("BAR"), /about 0\.00 m since/);
  assert.match(await card("BAR"), /<dd>1 printed/);
});

Deno.test("Printers changes nothing without the token, by a GET, or for a printer that is not in the settings", async () => {
  const { ask, wish, agent } = await shop();
  const form = { "content-type": "application/x-www-form-urlencoded", "content-length": "11", origin: ORIGIN };
  const answer = await ask("/printers/pause", { method: "POST", body: "printer=BAR", headers: form });
  assert.equal(answer.status, 403);
  assert.equal((await ask("/printers/pause?printer=BAR")).status, 404);
  assert.equal((await wish("pause", { printer: "NOWHERE" })).get("done"), "late");
  assert.equal((await wish("explode", { printer: "BAR" })).get("done"), null);
  assert.ok(!agent.laneDesk.isPaused("BAR"));
});

Deno.test("Printers shows hostile names, addresses and folders as text, and says nothing that an address made up", async () => {
  const evil: PrinterConfig = { name: EVIL, address: { kind: "folder", path: EVIL }, profile: DEFAULT_PROFILE };
  const { read, wish, print } = await shop([evil]);
  await print("1", EVIL);
  const done = await wish("pause", { printer: EVIL });
  assert.equal(done.get("printer"), EVIL);
  await wish("hand", { printer: "BAR", to: "KITCHEN" });
  const made = new URLSearchParams({ done: "pause", printer: "Call +355 69 1 now" });
  const pages = [await read(), await read(`/printers?${done}`), await read(`/printers?${made}`), await read("/")];
  pages.push(await read(`/printers?${new URLSearchParams({ done: EVIL, printer: EVIL })}`));
  for (const page of pages) assert.ok(!/<script>|<img|<\/select><script/.test(page), page.slice(0, 2000));
  assert.ok(!pages.join("").includes("Call +355"));
  assert.ok(pages[0]?.includes("&lt;img src=x onerror=alert(1)&gt;"));
});

Deno.test("Printers says everything in every language, and in each something else", () => {
  const leaves = (value: unknown, path: string): [string, string][] => {
    if (typeof value === "function") return [[path, String(value(value.length > 1 ? "A" : 2, "B"))]];
    if (typeof value !== "object" || value === null) return [[path, String(value)]];
    return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
  };
  const all = Object.entries(PRINTER_WORDS).map(([code, words]) => ({ code, leaves: new Map(leaves(words, "")) }));
  const [english, ...others] = all;
  for (const { code, leaves } of others) {
    assert.deepEqual([...leaves.keys()], [...english?.leaves.keys() ?? []], code);
    const same = [...leaves].filter(([path, text]) => text.trim() === "" || english?.leaves.get(path) === text);
    assert.deepEqual(same.map(([path]) => `${code}${path}`), []);
  }
});

Deno.test("Printers does not wait until 10,000 papers of today are measured", async () => {
  // Counting what was printed must end while a page waits, so time goes on here.
  const clock: Clock = {
    nowMs: () => Date.now(),
    after(ms, action) {
      const timer = setTimeout(action, ms);
      return () => clearTimeout(timer);
    },
  };
  const { store, read, agent, print } = await shop([], clock);
  // As a program that has counted before.
  for (let n = 0; n < 30; n++) await print(`first ${n}`, "BAR", "soup and bread\n".repeat(40));
  await read();
  const bytes = new TextEncoder().encode("soup and bread\n".repeat(40));
  store.together(() => {
    for (let n = 0; n < 10_000; n++) store.enqueue(job(`j${n}`), "KITCHEN");
    for (const { job: { id } } of store.claimSome("KITCHEN", clock.nowMs(), 10_000)) {
      store.settle(id, DONE, null, clock.nowMs(), bytes);
    }
  });
  for (let n = 0; n < 3; n++) {
    assert.match(await read(), /Today<\/dt><dd>10,000 printed/);
    assert.equal(store.lanes.uncounted(1).length, 1);
  }
  await agent.stop();
});

Deno.test("Printers says of the only printer that it prints everything", async () => {
  const { agent } = await shop();
  const bar = printerConfig("BAR");
  const page = printersPage({
    ...{ laneDesk: agent.laneDesk, backlog: () => [], nowMs: () => 0, newId: () => "once" },
    settings: { printers: [], defaultPrinter: bar, routes: new Map() },
    watch: new ShopWatch({ printers: ["BAR"], nowMs: () => 0, backlog: () => [], uncertain: () => 0 }),
  });
  const { ask } = askedApp({ pages: [page] });
  assert.match(await (await ask("/printers")).text(), /<dt>Prints<\/dt>\s*<dd>everything<\/dd>/);
});
