import assert from "node:assert/strict";
import { paperPage } from "../../src/dashboard/paper/paper_page.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { SAMPLES } from "../../src/demo/samples.ts";
import { Composer } from "../../src/template/engine.ts";
import { runningAgent, type RunningWishes } from "../agent/running_agent.ts";
import { job } from "../sqlite/samples.ts";
import { FakePrinters, idle, printerConfig } from "../fakes.ts";
import { askedApp } from "./asked_app.ts";
import { poisoned } from "./poisoned.ts";

/** The page over a running agent with the printers BAR (the default one) and KITCHEN. */
async function shop(wishes: RunningWishes = {}, isMasked = Boolean(0)) {
  const settings = { printers: [printerConfig("KITCHEN")], ...wishes.settings };
  const around = await runningAgent({ ...wishes, settings });
  const seen: string[] = [];
  const page = paperPage({
    desk: around.agent.desk,
    lanes: ["BAR", "KITCHEN"],
    profileOf: () => DEFAULT_PROFILE,
    codes: null,
    isMasked,
    seenTo: (id) => seen.push(id),
    newId: () => "once-for-this-page",
  });
  const asked = askedApp({ pages: [page] });
  const read = async (path: string) => await (await asked.ask(path)).text();
  const print = async (id: string, content: string) =>
    await around.send("print_request", { job_id: id, data: { type: "text", content } });
  const papers = (name: string) =>
    (around.printers.byName.get(name)?.printed ?? []).map(({ bytes }) => new TextDecoder("latin1").decode(bytes));
  return { ...around, ...asked, seen, read, print, papers };
}
const off = (printers: FakePrinters, name: string) => {
  printers.named(name).before = () => Promise.reject(new PrintError("connection_refused", "Nobody answers."));
};

Deno.test("Paper shows the last jobs, each with the picture of its own bytes", async () => {
  const { print, read, ask } = await shop();
  await print("a", "soup");
  await print("b", "beer");
  const text = await read("/paper");
  assert.ok(text.indexOf("/paper/2/top.svg") < text.indexOf("/paper/1/top.svg"));
  for (const part of ["picture", "top"]) {
    const picture = await ask(`/paper/1/${part}.svg`);
    assert.equal(picture.headers.get("content-type"), "image/svg+xml; charset=utf-8");
    assert.equal(picture.headers.get("content-security-policy"), "default-src 'none'; sandbox; frame-ancestors 'none'");
    assert.match(await picture.text(), />soup</);
    assert.equal((await ask(`/paper/99/${part}.svg`)).status, 404);
  }
  assert.equal((await ask("/paper/99")).status, 404);
  assert.equal((await ask("/paper/1%20OR%201=1")).status, 404);
});

Deno.test("Paper prints a job again once, however often the button is pressed, and tells the backend nothing", async () => {
  const { print, send, papers, backend, read, store } = await shop();
  await print("a", "soup");
  const told = backend.emitted.length;
  const form = { once: "once-for-this-page", printer: "KITCHEN" };
  const answers = await Promise.all([send("/paper/1/reprint", form), send("/paper/1/reprint", form)]);
  await idle();
  assert.deepEqual(answers.map(({ headers }) => headers.get("location")), [
    "/paper/1?done=reprint",
    "/paper/1?done=twice",
  ]);
  assert.deepEqual(papers("KITCHEN").map((paper) => /COPY 2[^]*soup/.test(paper)), [/./.test("x")]);
  assert.equal(papers("BAR").length, 1);
  await send("/paper/2/reprint", { once: "once-another", printer: "" });
  await idle();
  // A copy of the copy is the third paper of the first, and goes where that went.
  assert.match(papers("BAR")[1] ?? "", /COPY 3/);
  assert.deepEqual(backend.emitted.slice(told), []);
  assert.deepEqual(store.owedResponses(10), []);
  assert.match(await read("/paper/1?done=reprint"), /marked as a copy/);
});

Deno.test("Paper prints a job again from its list with one click, and says so there", async () => {
  const { print, send, papers, read } = await shop();
  await print("a", "soup");
  const text = await read("/paper");
  const [, once = ""] = /action="\/paper\/1\/reprint">[^]*?name="once" value="([^"]+)"/.exec(text) ?? [];
  const answers = [];
  for (let click = 0; click < 2; click++) answers.push(await send("/paper/1/reprint", { once, from: "list" }));
  await idle();
  assert.deepEqual(answers.map(({ headers }) => headers.get("location")), ["/paper?done=reprint", "/paper?done=twice"]);
  assert.equal(papers("BAR").length, 2);
  assert.match(papers("BAR")[1] ?? "", /COPY 2[^]*soup/);
  assert.match(await read("/paper?done=reprint"), /role="status">It is printed again, marked as a copy/);
});

Deno.test("Paper cancels a job that waits, and answers the backend; one that is printed it leaves", async () => {
  const printers = new FakePrinters();
  off(printers, "BAR");
  const { print, send, backend, read } = await shop({ printers });
  await print("a", "soup");
  assert.match(await read("/paper/1"), /Do not print it/);
  const first = await send("/paper/1/cancel", {});
  await idle();
  assert.equal(first.headers.get("location"), "/paper/1?done=cancel");
  const [response] = backend.responses;
  assert.deepEqual([response?.job_id, response?.status, response?.stage], ["a", "failed", "queued"]);
  assert.match(response?.message ?? "", /Cancelled by a person/);
  assert.equal((await send("/paper/1/cancel", {})).headers.get("location"), "/paper/1?done=late");
  assert.match(await read("/paper/1"), />cancelled</);
});

Deno.test("Paper hands a job that waits to another printer, which says whose it is", async () => {
  const printers = new FakePrinters();
  off(printers, "BAR");
  const { print, send, papers, backend } = await shop({ printers });
  await print("a", "soup");
  assert.equal((await send("/paper/1/move", { printer: "NOWHERE" })).headers.get("location"), "/paper/1?done=late");
  assert.equal((await send("/paper/1/move", { printer: "KITCHEN" })).headers.get("location"), "/paper/1?done=move");
  await idle();
  assert.match(papers("KITCHEN")[0] ?? "", /FOR BAR[^]*sent here by hand[^]*soup/);
  assert.equal(backend.responses[0]?.status, "success");
});

Deno.test("Paper asks about a job that may be on paper, and does what the answer says", async () => {
  const printers = new FakePrinters();
  printers.named("BAR").before = () => Promise.reject(new PrintError("partly_sent", "It broke off."));
  const { print, send, papers, backend, read, agent, seen } = await shop({
    printers,
    settings: { policy: { ...(await import("../../src/domain/policy.ts")).DEFAULT_POLICY, uncertainJobs: "hold" } },
  });
  await print("a", "soup");
  await print("b", "beer");
  assert.equal(agent.desk.archive.uncertain(), 2);
  assert.match(await read("/paper/1"), /Did this come out of the printer\?/);
  printers.named("BAR").before = () => Promise.resolve();
  await send("/paper/1/printed", {});
  await send("/paper/2/again", {});
  await idle();
  assert.deepEqual(backend.responses.slice(2).map(({ job_id, status }) => [job_id, status]), [["a", "success"], [
    "b",
    "success",
  ]]);
  assert.equal(papers("BAR").length, 1);
  assert.match(papers("BAR")[0] ?? "", /POSSIBLE DUPLICATE[^]*beer/);
  assert.equal(agent.desk.archive.uncertain(), 0);
  assert.equal((await send("/paper/2/again", {})).headers.get("location"), "/paper/2?done=late");
  assert.deepEqual(seen, ["a", "b"]);
});

Deno.test("Paper finds jobs by number, customer and text, without their accents", async () => {
  const { print, read } = await shop();
  await print("nr-4711", "Tavolina 7: Mëllenja Gashi");
  await print("other", "beer");
  const found = async (query: string) =>
    [...(await read(`/paper?q=${encodeURIComponent(query)}`)).matchAll(/href="\/paper\/(\d+)"/g)].map(([, seq]) => seq);
  assert.deepEqual(await found("mellen"), ["1"]);
  assert.deepEqual(await found("gashi 7"), ["1"]);
  assert.deepEqual(await found("4711"), ["1"]);
  assert.deepEqual(await found('beer" OR "soup'), []);
  assert.deepEqual(await found("%%%"), []);
  await print("later", "more beer");
  assert.deepEqual(await found("beer"), ["3", "2"]);
});

Deno.test("Paper goes on page by page, and by state and printer", async () => {
  const { print, read } = await shop();
  for (let n = 1; n <= 30; n++) await print(`j${n}`, "x");
  const seqs = async (path: string) =>
    [...(await read(path)).matchAll(/href="\/paper\/(\d+)"/g)].map(([, seq]) => Number(seq));
  const first = await seqs("/paper");
  assert.deepEqual([first[0], first.length, first.at(-1)], [30, 24, 7]);
  assert.match(await read("/paper"), /rel="next" href="\/paper\?before=7"/);
  assert.deepEqual(await seqs("/paper?before=7"), [6, 5, 4, 3, 2, 1]);
  assert.deepEqual(await seqs("/paper?filter=trouble"), []);
  assert.equal((await seqs("/paper?filter=done&printer=BAR")).length, 24);
  assert.deepEqual(await seqs("/paper?printer=KITCHEN"), []);
});

Deno.test("Paper shows hostile text in every field of every sample as text", async () => {
  const composer = new Composer();
  const { send: _, backend, read, agent } = await shop({
    compose: (job, paper, history) => composer.document(job, paper, history),
    types: () => composer.types,
    settings: { nipt: "L12345678A" },
  });
  for (const [index, { event, payload }] of SAMPLES.entries()) {
    backend.listener?.event(event, { ...(poisoned(payload) as Record<string, unknown>), job_id: `<b>${index}` });
  }
  while (agent.backlog().length > 0) await idle();
  await idle();
  const list = await read("/paper");
  const seqs = [...list.matchAll(/href="\/paper\/(\d+)"/g)].map(([, seq]) => seq);
  assert.ok(seqs.length >= 7, String(seqs.length));
  const pages = [
    list,
    ...await Promise.all(seqs.flatMap((seq) => [`/paper/${seq}`, `/paper/${seq}/picture.svg`]).map(read)),
  ];
  pages.push(
    await read(`/paper?q=${encodeURIComponent("<script>alert(1)</script>")}&printer=${encodeURIComponent('"><b>')}`),
  );
  for (const page of pages) {
    assert.ok(!/<script>|<img src=x|<b>|onerror=alert[^<]*>(?!<)[^<]*<\/script/i.test(page), page.slice(0, 3000));
  }
  assert.ok(pages.some((page) => page.includes("&lt;script&gt;") || page.includes("&lt;img")));
});

Deno.test("DASHBOARD_PRIVACY=masked hides names and telephones in lists and pictures", async () => {
  const composer = new Composer();
  const { backend, read, agent } = await shop({
    compose: (job, paper, history) => composer.document(job, paper, history),
    types: () => composer.types,
  }, Boolean(1));
  backend.listener?.event("print_request", {
    document_name: "Reservation Gashi",
    data: {
      type: "reservation",
      reservation_data: {
        customer_name: "Arben Gashi",
        phone: "+355 69 123 4567",
        date: "2026-03-08",
        time: "20:30",
        party_size: 4,
        notes: "Gashi: window",
      },
    },
  });
  backend.listener?.event("print_request", { data: { type: "text", content: "call 0691234567 soon" } });
  while (agent.backlog().length > 0) await idle();
  await idle();
  const all = [
    await read("/paper"),
    await read("/paper/1"),
    await read("/paper/1/picture.svg"),
    await read("/paper/2/picture.svg"),
  ].join("");
  const leaks = all.match(/.{0,90}(?:Gashi|Arben|123 4567|1234567).{0,40}/g);
  assert.equal(leaks, null, (leaks ?? []).join("\n"));
  assert.match(all, /20:30/);
  assert.match(all, /window/);
  assert.match(all, /Reservation •••••/);
});

Deno.test("Paper shows its first page of 10,000 jobs, and finds one of them", async () => {
  const { store, read } = await shop();
  for (let n = 0; n < 10_000; n++) {
    store.enqueue(
      job(`j${n}`, { type: "receipt", data: { customer_name: n === 77 ? "Zamira" : "Ana", note: "x".repeat(300) } }),
      "OLD",
    );
  }
  const papers = (text: string) => [...text.matchAll(/href="\/paper\/(\d+)"/g)].map(([, seq]) => Number(seq));
  assert.deepEqual(papers(await read("/paper")), Array.from({ length: 24 }, (_, n) => 10_000 - n));
  assert.deepEqual(papers(await read("/paper?filter=done")), []);
  // The first search makes ready what nobody has searched for yet.
  assert.deepEqual(papers(await read("/paper?q=zamira")), [78]);
});
