import { deepEqual, equal, notEqual, ok } from "node:assert/strict";
import {
  type EarlierTicket,
  isCompared,
  MAX_TICKETS,
  orderKey,
  ticketHistory,
} from "../../src/domain/earlier_tickets.ts";

type Data = Record<string, unknown>;

const SOUP = { name: "Soup" };
const BEER = { name: "Beer" };
const PIZZA = { name: "Pizza" };

function full(items: Data[], more: Data = {}): Data {
  return { order_number: "7", full_order: true, items, ...more };
}

function ticket(data: Data, more: Partial<EarlierTicket> = {}): EarlierTicket {
  return { data, receivedAtMs: 0, isSure: true, ...more };
}

/** What a ticket tells in view of earlier ones, latest first. */
function told(data: Data, ...earlier: EarlierTicket[]) {
  const { changes, previous } = ticketHistory(data, earlier, () => "20:00");
  return { changes: changes && changes.items.map(({ kind, name }) => `${kind} ${name}`), previous };
}

const SINCE = { time: "20:00", unsure_time: null };

Deno.test("ticketHistory() compares only a ticket that says that it is the full order", () => {
  for (const full_order of [undefined, false, "true", 1]) {
    const data = { order_number: "7", items: [BEER], full_order };
    deepEqual(told(data, ticket(full([SOUP]))), { changes: null, previous: null });
    ok(!isCompared({ type: "kitchen_ticket", data }));
  }
});

Deno.test("ticketHistory() tells nothing of the first ticket", () => {
  deepEqual(told(full([SOUP])), { changes: null, previous: null });
});

Deno.test("ticketHistory() counts from the last full order and what was added to it", () => {
  const earlier = [
    ticket({ order_number: "7", items: [BEER] }),
    ticket(full([SOUP])),
    ticket(full([PIZZA, PIZZA])),
  ];
  deepEqual(told(full([SOUP, BEER]), ...earlier), { changes: [], previous: SINCE });
  deepEqual(told(full([SOUP, PIZZA]), ...earlier), { changes: ["new Pizza", "cancelled Beer"], previous: SINCE });
});

Deno.test("ticketHistory() adds up additions where no full order came before", () => {
  const earlier = [ticket({ items: [BEER] }), ticket({ items: [SOUP] })];
  deepEqual(told(full([SOUP, BEER, PIZZA]), ...earlier).changes, ["new Pizza"]);
  const endless = Array.from({ length: MAX_TICKETS }, () => ticket({ items: [BEER] }));
  equal(told(full([SOUP]), ...endless).changes, null);
  const known = [ticket(full([SOUP])), ...endless.slice(1)];
  deepEqual(told(full([SOUP]), ...known).changes, []);
});

Deno.test("ticketHistory() leaves out a ticket that may not have come out, and names it", () => {
  const sure = ticket(full([SOUP], { time: "20:15" }));
  const unsure = ticket(full([SOUP, BEER], { time: "20:30" }), { isSure: false });
  deepEqual(told(full([SOUP, BEER]), unsure, sure), {
    changes: ["new Beer"],
    previous: { time: "20:15", unsure_time: "20:30" },
  });
  deepEqual(told(full([SOUP]), unsure), { changes: null, previous: { time: null, unsure_time: "20:30" } });
  // What came out after it said so already.
  deepEqual(told(full([SOUP]), sure, unsure).previous, { time: "20:15", unsure_time: null });
});

Deno.test("ticketHistory() tells of another table, other guests and other notes", () => {
  const before = full([SOUP], { table: "7", guests: "4", notes: "nuts!" });
  const { changes } = ticketHistory(full([SOUP], { table: "9", guests: "4" }), [ticket(before)], () => "");
  deepEqual([changes?.was, changes?.none], [{ table: "7", notes: "nuts!" }, false]);
  const addition = ticket({ items: [], table: "" });
  const same = ticketHistory(before, [addition, ticket(before)], () => "");
  deepEqual([same.changes?.was, same.changes?.none], [{}, true]);
});

Deno.test("ticketHistory() counts a ticket that says that it is no full order as additions", () => {
  const before = full([SOUP], { table: "7", guests: "4" });
  const addition = { order_number: "7", full_order: false, items: [BEER], table: "9" };
  const { changes } = ticketHistory(
    full([SOUP, BEER], { table: "9", guests: "4" }),
    [ticket(addition), ticket(before)],
    () => "",
  );
  deepEqual([changes?.items, changes?.was], [[], {}]);
});

Deno.test("ticketHistory() takes a head line that the full order left out as left out", () => {
  const earlier = [ticket(full([SOUP])), ticket(full([SOUP], { notes: "nuts!" }))];
  const { changes } = ticketHistory(full([SOUP]), earlier, () => "");
  deepEqual(changes?.was, {});
});

Deno.test("isCompared() is true for a full order that has a number", () => {
  const kinds = [full([SOUP]), full([SOUP], { order_number: "" })].map((data) =>
    isCompared({ type: "kitchen_ticket", data })
  );
  deepEqual([...kinds, isCompared({ type: "receipt", data: full([SOUP]) })], [true, false, false]);
});

Deno.test("orderKey() tells orders and stations apart", () => {
  const key = (data: Data, type = "kitchen_ticket") => orderKey({ type, data });
  equal(key({ order_number: " 7 ", station: "Bar" }), key({ order_number: "7", station: "bar" }));
  for (const other of [{ order_number: "8" }, { order_number: "7", station: "bar" }]) {
    notEqual(key({ order_number: "7" }), key(other));
  }
  deepEqual([key({}), key({ order_number: "" }), key({ order_number: "7" }, "receipt")], [null, null, null]);
});
