import assert from "node:assert/strict";
import { DEFAULT_POLICY } from "../../src/domain/policy.ts";
import type { AgentSettings } from "../../src/agent/settings.ts";
import type { Document } from "../../src/domain/document.ts";
import type { Job } from "../../src/domain/job.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { FakePrinters, idle, printerConfig } from "../fakes.ts";
import { asDocument, runningAgent } from "./running_agent.ts";

function compose(job: Job): Document {
  if (job.data.content === "broken template") throw new PrintError("template_invalid", "Template text, line 3.");
  return asDocument(String(job.data.content));
}

interface WorldOptions extends Partial<AgentSettings> {
  readonly path?: string;
  readonly printersBefore?: FakePrinters;
}

/** A running agent with the printers KITCHEN and BAR; `send` emits a print_request unless another event is named. */
async function world({ path = ":memory:", printersBefore, ...settings }: WorldOptions = {}) {
  const running = await runningAgent({
    path,
    printers: printersBefore ?? new FakePrinters("EPSON TM-T20III", "Kitchen 2"),
    settings: {
      printers: [printerConfig("KITCHEN"), printerConfig("BAR")],
      routes: new Map([["receipt", "BAR"]]),
      defaultPrinter: printerConfig("Windows default printer"),
      ...settings,
    },
    compose,
    types: () => ["text", "receipt"],
  });
  return { ...running, send: (payload: unknown, event = "print_request") => running.send(event, payload) };
}

function text(content: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return { data: { type: "text", content }, ...fields };
}

Deno.test("a job is stored, acknowledged, printed and answered", async () => {
  const { backend, printers, send, store, agent } = await world();
  const answers = await send(text("hello", { job_id: "j1", printer_name: "kitchen" }));
  assert.deepEqual(answers, [{ accepted: true, job_id: "j1" }]);
  const [document] = printers.named("KITCHEN").printed;
  assert.ok(new TextDecoder().decode(document?.bytes).includes("hello"));
  assert.equal(document?.title, "Text #j1");
  const [response] = backend.responses;
  assert.deepEqual({ ...response, timestamp: "" }, {
    status: "success",
    message: "Printed on KITCHEN.",
    timestamp: "",
    printer: "KITCHEN",
    job_id: "j1",
    document_name: "Text",
    type: "text",
    attempts: 1,
    stage: "spooled",
    evidence: "spooler",
    warnings: [],
  });
  assert.deepEqual(store.owedResponses(9), []);
  await agent.stop();
});

Deno.test("a job goes to its printer_name, else the route of its type, else the default printer", async (t) => {
  const { printers, send, agent } = await world();
  const receipt = { data: { type: "receipt", receipt_data: { items: [] } } };
  const cases: [string, Record<string, unknown>, string][] = [
    ["alias in another case", text("x", { printer_name: "Bar" }), "BAR"],
    ["installed printer", text("x", { printer_name: "epson tm-t20iii" }), "EPSON TM-T20III"],
    ["route", receipt, "BAR"],
    ["name before route", { ...receipt, printer_name: "KITCHEN" }, "KITCHEN"],
    ["default", text("x"), "Windows default printer"],
  ];
  for (const [title, payload, expected] of cases) {
    await t.step(title, async () => {
      const before = printers.named(expected).printed.length;
      await send(payload);
      assert.equal(printers.named(expected).printed.length, before + 1);
    });
  }
  await agent.stop();
});

Deno.test("a printer that this PC lacks is answered with the known ones, and never matched by part of its name", async () => {
  const { backend, send, agent } = await world();
  const answers = await send(text("x", { printer_name: "Kitchen 22", job_id: "j" }));
  const message = 'printer_name: this PC has no printer "Kitchen 22". ' +
    "Known printers: KITCHEN, BAR, EPSON TM-T20III, Kitchen 2.";
  assert.deepEqual(answers, [{ accepted: false, job_id: "j", message }]);
  assert.deepEqual(backend.responses.map(({ status, stage, message }) => [status, stage, message]), [
    ["error", "rejected", message],
  ]);
  await agent.stop();
});

Deno.test("jobs for another PC are left alone in silence when the settings say so", async () => {
  const { backend, send, agent } = await world({ unknownPrinter: "ignore", acceptTypes: ["text"] });
  assert.deepEqual(await send(text("x", { printer_name: "Terrace" })), []);
  assert.deepEqual(await send({ data: { type: "receipt", receipt_data: { items: [] } } }), []);
  assert.deepEqual(await send({ data: { type: "receipt", receipt_data: { items: 3 } } }), []);
  assert.deepEqual(await send({ nipt: "K9", pos_data: { print_required: true, items: [] } }, "pos"), []);
  assert.deepEqual(backend.responses, []);
  await agent.stop();
});

Deno.test("a refused request is answered with the path of the field", async () => {
  const { backend, send, agent } = await world();
  await send({ data: { type: "receipt", receipt_data: { items: [{ name: "a", price: "abc" }] } }, job_id: "bad" });
  const [response] = backend.responses;
  assert.equal(response?.message, 'receipt_data.items[0].price: expected a number, got "abc"');
  assert.deepEqual([response?.status, response?.job_id, response?.stage, response?.printer], [
    "error",
    "bad",
    "rejected",
    null,
  ]);
  await agent.stop();
});

Deno.test("a job_id that was seen is not printed again; the recorded response is sent again", async () => {
  const { backend, printers, send, agent } = await world();
  await Promise.all([send(text("one", { job_id: "j" })), send(text("one", { job_id: "j" }))]);
  await send(text("one", { job_id: "j" }));
  assert.equal(printers.named("Windows default printer").printed.length, 1);
  assert.ok(backend.responses.length >= 2);
  assert.equal(new Set(backend.responses.map((response) => JSON.stringify(response))).size, 1);
  await agent.stop();
});

Deno.test("a printer that is not ready is tried again, in order, and a broken job fails at once", async () => {
  const { backend, printers, send, clock, agent, events } = await world();
  const printer = printers.named("KITCHEN");
  printer.before = (_, tries) => {
    if (tries <= 2) throw new PrintError("connection_refused", "Cannot reach KITCHEN.", { hint: "Switch it on." });
  };
  await send(text("first", { printer_name: "KITCHEN", job_id: "1" }));
  await send(text("broken template", { printer_name: "KITCHEN", job_id: "2" }));
  await send(text("third", { printer_name: "KITCHEN", job_id: "3" }));
  assert.equal(backend.responses.length, 0);
  await clock.advance(10_000);
  assert.deepEqual(printer.printed.map((document) => document.jobId), ["1", "3"]);
  assert.deepEqual(backend.responses.map(({ job_id, status, attempts }) => [job_id, status, attempts]), [
    ["1", "success", 3],
    ["2", "failed", 1],
    ["3", "success", 1],
  ]);
  const waits = events.filter((event) => event.event === "job_waits");
  assert.deepEqual(waits.map((event) => event.retryInMs), [1000, 2000]);
  await agent.stop();
});

Deno.test("the backend is told once why a job waits, and again when the reason changes", async () => {
  const { backend, printers, send, clock, agent } = await world();
  printers.named("BAR").before = (_, tries) => {
    if (tries <= 3) throw new PrintError("connection_refused", "Cannot reach BAR.");
    if (tries === 4) throw new PrintError("printer_not_ready", "BAR is out of paper.");
  };
  await send(text("x", { printer_name: "BAR", job_id: "j" }));
  await clock.advance(60_000);
  const told = backend.emitted.filter(({ event }) => event === "print_status").map(({ body }) => body);
  assert.deepEqual(told.map((body) => ({ ...body as Record<string, unknown>, timestamp: "" })), [
    { job_id: "j", stage: "queued", printer: "BAR", message: "Cannot reach BAR.", timestamp: "" },
    { job_id: "j", stage: "queued", printer: "BAR", message: "BAR is out of paper.", timestamp: "" },
  ]);
  assert.equal(printers.named("BAR").printed.length, 1);
  await agent.stop();
});

Deno.test("a job that is too old by the time its printer is back is answered as expired, with the reason", async () => {
  const { backend, printers, send, clock, agent } = await world();
  printers.named("BAR").before = () => {
    throw new PrintError("spooler_stopped", "Print Spooler isn't running.", { hint: "Start it." });
  };
  await send(text("x", { printer_name: "BAR", expires_in: 20 }));
  await clock.advance(60_000);
  const [response] = backend.responses;
  assert.deepEqual([response?.status, response?.stage], ["failed", "expired"]);
  assert.match(response?.message ?? "", /too old/i);
  assert.deepEqual(printers.named("BAR").printed, []);
  await agent.stop();
});

Deno.test("a job that a printer took in part is printed again under a banner with the time of the first try", async () => {
  const { backend, printers, send, clock, agent } = await world();
  const started = new Date(clock.nowMs()).toTimeString().slice(0, 5);
  printers.named("BAR").before = (_, tries) => {
    if (tries === 1) throw new PrintError("partly_sent", "The connection broke.");
  };
  await send(text("two coffees", { printer_name: "BAR" }));
  await clock.advance(10_000);
  const [document] = printers.named("BAR").printed;
  const paper = new TextDecoder("latin1").decode(document?.bytes);
  assert.ok(paper.indexOf(`POSSIBLE DUPLICATE`) < paper.indexOf("two coffees"));
  assert.ok(paper.includes(`first try ${started}`), paper);
  assert.equal(backend.responses[0]?.status, "success");
  assert.match(backend.responses[0]?.message ?? "", /possible duplicate/);
  await agent.stop();
});

Deno.test("with UNCERTAIN_JOBS=hold a job that a printer took in part is left to a person", async () => {
  const { backend, printers, send, clock, agent } = await world({
    policy: { ...DEFAULT_POLICY, uncertainJobs: "hold" },
  });
  printers.named("BAR").before = () => {
    throw new PrintError("partly_sent", "The connection broke.");
  };
  await send(text("x", { printer_name: "BAR" }));
  await clock.advance(600_000);
  assert.deepEqual(backend.responses.map(({ status, stage, attempts }) => [status, stage, attempts]), [
    ["failed", "uncertain", 1],
  ]);
  await agent.stop();
});

Deno.test("a job that may be on paper three times is not tried a fourth time", async () => {
  const { backend, printers, send, clock, agent } = await world();
  printers.named("BAR").before = () => {
    throw new PrintError("partly_sent", "The connection broke.");
  };
  await send(text("x", { printer_name: "BAR" }));
  await send(text("y", { printer_name: "BAR", job_id: "next" }));
  printers.named("BAR").before = (document) => {
    if (document.jobId !== "next") throw new PrintError("partly_sent", "The connection broke.");
  };
  await clock.advance(600_000);
  assert.deepEqual(backend.responses.map(({ stage, attempts }) => [stage, attempts]), [["uncertain", 3], [
    "spooled",
    1,
  ]]);
  await agent.stop();
});

Deno.test("after FALLBACK_AFTER a job goes to the fallback, says for whom it is, and is not printed again", async () => {
  const kitchen = { ...printerConfig("KITCHEN"), fallback: "BAR" };
  const { backend, printers, send, clock, agent } = await world({ printers: [kitchen, printerConfig("BAR")] });
  printers.named("KITCHEN").before = () => {
    throw new PrintError("connection_refused", "Printer KITCHEN is offline.");
  };
  await send(text("soup", { printer_name: "KITCHEN" }));
  await clock.advance(55_000);
  assert.equal(printers.named("BAR").printed.length, 0);
  await clock.advance(60_000);
  const [document] = printers.named("BAR").printed;
  const paper = new TextDecoder("latin1").decode(document?.bytes).replaceAll("\n", " ");
  assert.ok(paper.indexOf("FOR KITCHEN") >= 0 && paper.indexOf("FOR KITCHEN") < paper.indexOf("soup"), paper);
  assert.deepEqual(backend.responses.map(({ status, printer, message }) => [status, printer, message]), [
    ["success", "BAR", "Printed on BAR instead of KITCHEN (Printer KITCHEN is offline.)."],
  ]);
  await send(text("bread", { printer_name: "KITCHEN" }));
  assert.equal(printers.named("BAR").printed.length, 2);
  printers.named("KITCHEN").before = () => {};
  await clock.advance(600_000);
  assert.equal(printers.named("KITCHEN").printed.length, 0);
  await agent.stop();
});

Deno.test("after an outage one slip comes first, lists what waited, and comes only once", async () => {
  const { printers, send, clock, agent } = await world();
  const kitchen = printers.named("KITCHEN");
  kitchen.before = () => {
    throw new PrintError("connection_refused", "Printer KITCHEN is offline.");
  };
  for (const name of ["one", "two", "three", "four"]) {
    const document_name = `Ticket ${name}`;
    await send(text(name, { printer_name: "KITCHEN", document_name, ...(name === "two" ? { expires_in: 60 } : {}) }));
  }
  await clock.advance(11 * 60_000);
  kitchen.before = () => {};
  await clock.advance(2 * 60_000);
  assert.deepEqual(kitchen.printed.map(({ title }) => title.split(" #")[0]), [
    "Tickets that waited",
    "Ticket one",
    "Ticket three",
    "Ticket four",
  ]);
  const slip = new TextDecoder("latin1").decode(kitchen.printed[0]?.bytes);
  for (const words of ["4 TICKETS WAITED", "Printed now: 3", "Too old, not printed: 1", "Ticket two"]) {
    assert.ok(slip.includes(words), slip);
  }
  await agent.stop();
});

Deno.test("a drawer is not opened by a job that waited longer than anybody stands there", async () => {
  const { backend, printers, send, clock, agent } = await world();
  printers.named("BAR").before = (_, tries) => {
    if (tries <= 7) throw new PrintError("connection_refused", "Off.");
  };
  await send(text("bill", { printer_name: "BAR", open_drawer: true }));
  await clock.advance(20 * 60_000);
  assert.equal(printers.named("BAR").printed.length, 1);
  assert.match(backend.responses[0]?.warnings[0] ?? "", /drawer was not opened/);
  await agent.stop();
});

Deno.test("a printer that hangs does not hold up another", async () => {
  const { printers, send, agent } = await world();
  let release = () => {};
  printers.named("KITCHEN").before = () => new Promise<void>((resolve) => release = resolve);
  await send(text("slow", { printer_name: "KITCHEN" }));
  await send(text("quick", { printer_name: "BAR" }));
  assert.equal(printers.named("BAR").printed.length, 1);
  assert.equal(printers.named("KITCHEN").printed.length, 0);
  release();
  await idle();
  assert.equal(printers.named("KITCHEN").printed.length, 1);
  await agent.stop();
});

Deno.test("responses wait for the connection and are sent again after it came back", async () => {
  const { backend, send, agent, store } = await world();
  backend.confirms = () => {
    backend.down();
    return false;
  };
  await send(text("x", { job_id: "j" }));
  assert.equal(store.owedResponses(9).length, 1);
  assert.equal(store.owedResponses(9)[0]?.unconfirmedTries, 0);
  backend.confirms = () => true;
  backend.up();
  await idle();
  assert.deepEqual(backend.responses.map(({ job_id }) => job_id), ["j", "j"]);
  assert.deepEqual(store.owedResponses(9), []);
  await agent.stop();
});

Deno.test("a server that never confirms gets a response three times, then it counts as delivered", async () => {
  const { backend, send, agent, store, events } = await world();
  backend.confirms = (event) => event !== "print_response";
  await send(text("x"));
  await idle();
  assert.equal(backend.responses.length, 3);
  assert.deepEqual(store.owedResponses(9), []);
  assert.equal(events.filter(({ event }) => event === "response_unconfirmed").length, 1);
  await agent.stop();
});

Deno.test("each connect announces the client, its printers and what is unconfirmed", async () => {
  const { backend, agent } = await world();
  await idle();
  assert.deepEqual(backend.emitted, [{
    event: "printer_client_ready",
    body: {
      protocol: 1,
      version: "1.2.3",
      session_id: "s1",
      username: "till",
      nipt: "L1",
      printers: [
        { name: "KITCHEN", alias: "KITCHEN", state: "unknown" },
        { name: "BAR", alias: "BAR", state: "unknown" },
        { name: "EPSON TM-T20III", alias: null, state: "unknown" },
        { name: "Kitchen 2", alias: null, state: "unknown" },
      ],
      unconfirmed: [],
    },
  }]);
  await agent.stop();
});

Deno.test("a dry run prints nothing and says what would have been printed", async () => {
  const { backend, printers, send, agent } = await world();
  await send(text("x", { printer_name: "BAR", dry_run: true }));
  assert.deepEqual(printers.named("BAR").printed, []);
  assert.match(backend.responses[0]?.message ?? "", /^Dry run: \d+ bytes for BAR\. Nothing was printed\.$/);
  await agent.stop();
});

Deno.test("stop() lets the printing job finish, answers it, and takes nothing new", async () => {
  const { backend, printers, send, agent } = await world();
  let release = () => {};
  printers.named("KITCHEN").before = () => new Promise<void>((resolve) => release = resolve);
  await send(text("printing", { printer_name: "KITCHEN", job_id: "1" }));
  await send(text("waiting", { printer_name: "KITCHEN", job_id: "2" }));
  const stopped = agent.stop();
  await send(text("late", { printer_name: "BAR", job_id: "3" }));
  release();
  await stopped;
  assert.deepEqual(backend.responses.map(({ job_id }) => job_id), ["1"]);
  assert.ok(printers.named("KITCHEN").isClosed);
  assert.deepEqual(printers.named("BAR").printed, []);
});

Deno.test("after a restart a job that was being printed comes again under a banner, then those that waited", async () => {
  const path = `${await Deno.makeTempDir()}/jobs.sqlite`;
  const crashed = await world({ path });
  crashed.printers.named("KITCHEN").before = () => new Promise(() => {});
  await crashed.send(text("printing", { printer_name: "KITCHEN", job_id: "1" }));
  await crashed.send(text("waiting", { printer_name: "KITCHEN", job_id: "2" }));
  const { backend, printers, agent } = await world({ path });
  assert.deepEqual(printers.named("KITCHEN").printed.map(({ jobId }) => jobId), ["1", "2"]);
  const [first, second] = printers.named("KITCHEN").printed.map(({ bytes }) => new TextDecoder("latin1").decode(bytes));
  assert.ok(first?.includes("POSSIBLE DUPLICATE") && !second?.includes("POSSIBLE DUPLICATE"));
  assert.deepEqual(backend.responses.map(({ job_id, attempts }) => [job_id, attempts]), [["1", 2], ["2", 1]]);
  await agent.stop();
});

Deno.test("after a restart a job that the printer's queue holds counts as spooled and is not printed again", async () => {
  const path = `${await Deno.makeTempDir()}/jobs.sqlite`;
  const crashed = await world({ path });
  crashed.printers.named("KITCHEN").before = () => new Promise(() => {});
  await crashed.send(text("printing", { printer_name: "KITCHEN", job_id: "1" }));
  const printersBefore = new FakePrinters();
  printersBefore.named("KITCHEN").held.add("1");
  const { backend, printers, agent } = await world({ path, printersBefore });
  assert.deepEqual(printers.named("KITCHEN").printed, []);
  assert.deepEqual(backend.responses.map(({ status, stage, evidence }) => [status, stage, evidence]), [
    ["success", "spooled", "spooler"],
  ]);
  await agent.stop();
});

Deno.test("with UNCERTAIN_JOBS=hold an interrupted job is left to a person", async () => {
  const path = `${await Deno.makeTempDir()}/jobs.sqlite`;
  const crashed = await world({ path });
  crashed.printers.named("KITCHEN").before = () => new Promise(() => {});
  await crashed.send(text("printing", { printer_name: "KITCHEN", job_id: "1" }));
  const { backend, printers, agent } = await world({ path, policy: { ...DEFAULT_POLICY, uncertainJobs: "hold" } });
  assert.deepEqual(printers.named("KITCHEN").printed, []);
  assert.deepEqual(backend.responses.map(({ job_id, stage }) => [job_id, stage]), [["1", "uncertain"]]);
  await agent.stop();
});

Deno.test("a job that ends the program each time is set aside after three starts", async () => {
  const path = `${await Deno.makeTempDir()}/jobs.sqlite`;
  for (let start = 0; start < 3; start++) {
    const printersBefore = new FakePrinters();
    printersBefore.named("KITCHEN").before = () => new Promise(() => {});
    const crashed = await world({ path, printersBefore });
    if (start === 0) await crashed.send(text("poison", { printer_name: "KITCHEN", job_id: "1" }));
    if (start === 0) await crashed.send(text("good", { printer_name: "KITCHEN", job_id: "2" }));
  }
  const { backend, printers, agent } = await world({ path });
  assert.deepEqual(printers.named("KITCHEN").printed.map(({ jobId }) => jobId), ["2"]);
  assert.match(backend.responses[0]?.message ?? "", /set aside/);
  await agent.stop();
});

Deno.test("jobs are forgotten after HISTORY_DAYS, unless their response is still owed", async () => {
  const { backend, printers, send, clock, agent } = await world({
    policy: { ...DEFAULT_POLICY, historyMs: 3_600_000 },
  });
  await send(text("confirmed", { job_id: "1", printer_name: "BAR" }));
  backend.down();
  await send(text("owed", { job_id: "2", printer_name: "BAR" }));
  await clock.advance(2 * 3_600_000);
  await send(text("confirmed", { job_id: "1", printer_name: "BAR" }));
  await send(text("owed", { job_id: "2", printer_name: "BAR" }));
  assert.deepEqual(printers.named("BAR").printed.map(({ jobId }) => jobId), ["1", "2", "1"]);
  await agent.stop();
});

Deno.test("a store that fails refuses new jobs with words and records what was printed once it works again", async () => {
  const { backend, printers, send, agent, store, clock } = await world();
  const full = new Error("database or disk is full");
  const enqueue = store.enqueue.bind(store);
  store.enqueue = () => {
    throw full;
  };
  const [answer] = await send(text("x", { job_id: "1" }));
  assert.match((answer as { message: string }).message, /could not be stored .* disk is full.* send the job again/);
  assert.equal(backend.responses[0]?.status, "error");
  store.enqueue = enqueue;
  const settle = store.settle.bind(store);
  store.settle = () => {
    throw full;
  };
  await send(text("y", { job_id: "2", printer_name: "BAR" }));
  assert.equal(backend.responses.length, 1);
  store.settle = settle;
  await clock.advance(10_000);
  assert.equal(printers.named("BAR").printed.length, 1);
  assert.deepEqual(backend.responses.map(({ job_id, status }) => [job_id, status]), [["1", "error"], ["2", "success"]]);
  await agent.stop();
});

Deno.test("connect failures are marked as the first or as repeated since the last connection", async () => {
  const { backend, events, agent } = await world();
  for (let time = 0; time < 3; time++) backend.listener?.connectFailed("nothing listens");
  backend.up();
  backend.listener?.connectFailed("nothing listens");
  const firsts = events.filter((event) => event.event === "connect_failed").map((event) => event.first);
  assert.deepEqual(firsts, [true, false, false, true]);
  await agent.stop();
});
