import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { renderedText } from "../../src/render/render.ts";
import { Composer } from "../../src/template/engine.ts";
import { FakeClock, FakePrinters, printerConfig } from "../fakes.ts";
import { runningAgent } from "./running_agent.ts";

const composer = new Composer();
const HOUR_MS = 3_600_000;

/** A running client with the shipped templates and the printers KITCHEN and BAR. */
async function kitchen(wishes: { path?: string; clock?: FakeClock } = {}) {
  const fallback = { ...printerConfig("KITCHEN"), fallback: "BAR" };
  const running = await runningAgent({
    ...wishes,
    printers: new FakePrinters(),
    settings: { printers: [fallback, printerConfig("BAR")], defaultPrinter: fallback },
    compose: (job, paper, history) => composer.compose(job, paper, {}, history),
    types: () => composer.types,
  });
  const { printers, send } = running;
  return {
    ...running,
    kitchen: printers.named("KITCHEN"),
    /** Sends a ticket with the whole order: `2 Soup, 1 Beer`. */
    order: (job_id: string, order: string, more: Record<string, unknown> = {}, printer_name = "KITCHEN") => {
      const items = order.split(", ").map((one) => ({ quantity: one.split(" ")[0], name: one.split(" ")[1] }));
      const data = { type: "kitchen_ticket", order_number: "7", time: job_id, full_order: true, items, ...more };
      return send("print_request", { data, job_id, printer_name });
    },
    /** The lines with dishes and changes of a printer's papers, one text each. */
    papers: (name = "KITCHEN") =>
      printers.named(name).printed.map(({ bytes }) =>
        renderedText(bytes, DEFAULT_PROFILE).split("\n").map((line) => line.trim())
          .filter((line) => /×|SINCE|DUPLICATE|FOR |Perhaps|Unchanged/.test(line)).join(" | ")
          .replace(/ – first try .*? \|/, " |")
      ),
  };
}

Deno.test("the second ticket with the full order shows what changed, the third that nothing did", async () => {
  const { order, papers, agent } = await kitchen();
  await order("20:01", "2 Soup, 1 Beer");
  await order("20:02", "2 Soup, 3 Beer, 1 Pizza");
  await order("20:03", "2 Soup, 3 Beer, 1 Pizza");
  await order("20:04", "3 Beer");
  assert.deepEqual(papers(), [
    "2 × Soup | 1 × Beer",
    "CHANGES SINCE 20:01 | +2 × Beer (now 3) | 1 × NEW Pizza | Unchanged: 1 | 2 × Soup",
    "NO CHANGES SINCE 20:02 | Unchanged: 3 | 2 × Soup | 3 × Beer | 1 × Pizza",
    "CHANGES SINCE 20:03 | 2 × CANCELLED Soup | 1 × CANCELLED Pizza | Unchanged: 1 | 3 × Beer",
  ]);
  await agent.stop();
});

Deno.test("a ticket that does not say full_order cancels nothing, whatever its items claim", async () => {
  const { order, papers, agent } = await kitchen();
  await order("20:01", "2 Soup");
  const items = [{ name: "Beer", kind: "cancelled", was: { note: "x" } }];
  await order("20:02", "1 Beer", {
    full_order: undefined,
    items,
    changes: { items, was: {} },
    previous: { time: "x" },
  });
  await order("20:03", "2 Soup, 1 Beer");
  assert.deepEqual(papers(), [
    "2 × Soup",
    "1 × Beer",
    "NO CHANGES SINCE 20:02 | Unchanged: 2 | 2 × Soup | 1 × Beer",
  ]);
  await agent.stop();
});

Deno.test("a ticket is compared with those of its order, printer and evening", async () => {
  const { order, papers, clock, agent } = await kitchen();
  await order("20:01", "2 Soup");
  await order("20:02", "1 Beer", {}, "BAR");
  await order("20:03", "1 Beer", { order_number: "8" });
  await clock.advance(11 * HOUR_MS);
  await order("07:01", "2 Beer", { order_number: "8" });
  await clock.advance(HOUR_MS);
  await order("08:01", "1 Tea");
  assert.deepEqual([papers(), papers("BAR")], [
    ["2 × Soup", "1 × Beer", "CHANGES SINCE 20:03 | +1 × Beer (now 2)", "1 × Tea"],
    ["1 × Beer"],
  ]);
  await agent.stop();
});

Deno.test("what changed counts from the last ticket that came out", async () => {
  const { order, papers, kitchen: printer, agent } = await kitchen();
  await order("20:01", "2 Soup");
  printer.before = () => {
    throw new PrintError("access_denied", "No.");
  };
  await order("20:02", "1 Pizza");
  printer.before = () => {};
  await order("20:03", "2 Soup, 1 Beer");
  assert.deepEqual(papers().at(-1), "CHANGES SINCE 20:01 | 1 × NEW Beer | Unchanged: 1 | 2 × Soup");
  await agent.stop();
});

Deno.test("a ticket that is tried again shows the same changes, marked as a possible duplicate", async () => {
  const { order, papers, kitchen: printer, clock, agent } = await kitchen();
  await order("20:01", "2 Soup");
  const shown: string[] = [];
  printer.before = ({ bytes }, tries) => {
    shown.push(renderedText(bytes, DEFAULT_PROFILE));
    if (tries === 2) throw new PrintError("partly_sent", "It broke off.");
  };
  await order("20:02", "1 Soup");
  await clock.advance(60_000);
  assert.equal(shown.length, 2);
  for (const paper of shown) assert.match(paper, /CHANGES SINCE 20:01[^]*-1 × Soup \(now 1\)/);
  assert.match(papers().at(-1) ?? "", /^POSSIBLE DUPLICATE \| CHANGES SINCE 20:01/);
  await agent.stop();
});

Deno.test("a ticket that another printer stood in for is compared with those of its own", async () => {
  const { order, papers, kitchen: printer, clock, agent } = await kitchen();
  await order("20:01", "2 Soup");
  await order("20:02", "1 Beer", {}, "BAR");
  printer.before = () => {
    throw new PrintError("connection_refused", "Off.");
  };
  await order("20:03", "3 Soup");
  await clock.advance(10 * 60_000);
  assert.match(papers("BAR").at(-1) ?? "", /^FOR KITCHEN .*CHANGES SINCE 20:01 \| \+1 × Soup \(now 3\)$/);
  printer.before = () => {};
  await order("20:04", "4 Soup");
  assert.match(papers().at(-1) ?? "", /^CHANGES SINCE 20:03 \| \+1 × Soup \(now 4\)$/);
  await agent.stop();
});

Deno.test("a ticket whose history cannot be read is printed for itself", async () => {
  const { order, papers, store, events, agent } = await kitchen();
  await order("20:01", "2 Soup");
  store.earlier = () => {
    throw new Error("database disk image is malformed");
  };
  await order("20:02", "3 Soup");
  assert.deepEqual(papers(), ["2 × Soup", "3 × Soup"]);
  assert.ok(events.some((event) => event.event === "fault" && /malformed/.test(event.problem)));
  await agent.stop();
});

Deno.test("the client knows after a restart what it printed before, and a dry run too", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/jobs.sqlite`;
  const clock = new FakeClock();
  const before = await kitchen({ path, clock });
  await before.order("20:01", "2 Soup");
  await before.agent.stop();
  const { order, papers, send, backend, agent } = await kitchen({ path, clock });
  await order("20:02", "2 Soup, 1 Beer");
  assert.deepEqual(papers(), ["CHANGES SINCE 20:01 | 1 × NEW Beer | Unchanged: 1 | 2 × Soup"]);
  const dry = async (full_order: "yes" | "no") => {
    const data = { type: "kitchen_ticket", order_number: "7", full_order, items: [{ name: "Soup" }] };
    await send("print_request", { data, job_id: `dry ${full_order}`, dry_run: true });
    return backend.responses.at(-1)?.message;
  };
  assert.notEqual(await dry("yes"), await dry("no"));
  await agent.stop();
  await Deno.remove(folder, { recursive: true });
});
