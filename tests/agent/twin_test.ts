import assert from "node:assert/strict";
import { leftBehind, moveAdvice, twinsOf } from "../../src/agent/twin.ts";
import { parseEnvText } from "../../src/config/env_text.ts";
import type { InstalledPrinter } from "../../src/domain/ports.ts";

const DRIVER = "EPSON TM-T20III Receipt6";

function queue(name: string, more: Partial<InstalledPrinter> = {}): InstalledPrinter {
  return { name, isDefault: false, driver: DRIVER, port: "USB001", jobs: 0, isOffline: false, ...more };
}

const KITCHEN = { setting: { key: "PRINTER_KITCHEN", line: 12 } };
const NAME = "EPSON TM-T20III";

Deno.test("twinsOf() knows the names that Windows gives copies, in its languages", () => {
  const copies = [
    `${NAME} (Copy 1)`,
    `${NAME} (Kopie 2)`,
    `${NAME} (copia 3)`,
    `${NAME} (Kopja 4)`,
    `${NAME} (Αντίγραφο 5)`,
    `${NAME} (6)`,
    `${NAME} #7`,
  ];
  const others = ["EPSON TM-T20", "EPSON TM-T20III Kitchen", "EPSON TM-T88V (Copy 1)", "Bar"];
  const twins = twinsOf(NAME, [...copies, ...others].map((name) => queue(name)), []);
  assert.deepEqual(twins.map(({ name }) => name), copies.toReversed());
  assert.deepEqual(twinsOf(`${NAME} (Copy 1)`, [queue(NAME)], []).map(({ name }) => name), [NAME]);
});

Deno.test("twinsOf() takes no printer of another driver or of another alias, and one that is there first", () => {
  const installed = [
    queue(NAME),
    queue(`${NAME} (Copy 1)`),
    queue(`${NAME} (Copy 2)`, { isOffline: true }),
    queue(`${NAME} (Copy 3)`, { driver: "Other" }),
    queue(`${NAME} (Copy 4)`),
  ];
  const names = (configured: string[]) => twinsOf(NAME, installed, configured).map(({ name }) => name.at(-2));
  assert.deepEqual(names([NAME]), ["4", "1", "2"]);
  assert.deepEqual(names([NAME, `${NAME} (copy 4)`]), ["1", "2"]);
});

Deno.test("moveAdvice() has both names and the very line to write when a printer is gone", () => {
  const installed = [queue(`${NAME} (Copy 1)`, { port: "USB003" })];
  assert.equal(
    moveAdvice(KITCHEN, NAME, installed, [NAME]),
    '"EPSON TM-T20III (Copy 1)" is there on USB003: the printer was probably plugged in elsewhere or installed again. ' +
      "In .env, line 12, write PRINTER_KITCHEN=EPSON TM-T20III (Copy 1) and start again.",
  );
  const environment = moveAdvice({ setting: { key: "DEFAULT_PRINTER", line: null } }, NAME, installed, []);
  assert.match(environment ?? "", /\. In the settings, write DEFAULT_PRINTER=EPSON TM-T20III \(Copy 1\) and/);
  assert.match(moveAdvice({}, NAME, installed, []) ?? "", /Name it in the settings: EPSON TM-T20III \(Copy 1\)\.$/);
});

Deno.test("moveAdvice() for one that stays offline also tells what waits in its queue", () => {
  const copy = queue(`${NAME} (Copy 1)`, { port: "USB003" });
  const dead = queue(NAME, { isOffline: true, jobs: 3 });
  assert.match(
    moveAdvice(KITCHEN, NAME, [dead, copy], [NAME]) ?? "",
    / and start again\. 3 documents wait in the queue "EPSON TM-T20III" and would come out when the printer is plugged in /,
  );
  assert.equal(moveAdvice(KITCHEN, NAME, [dead, { ...copy, isOffline: true }], [NAME]), null);
  assert.equal(moveAdvice(KITCHEN, NAME, [dead, { ...copy, port: "USB001" }], [NAME]), null);
  assert.equal(moveAdvice(KITCHEN, NAME, [dead], [NAME]), null);
});

Deno.test("moveAdvice() writes a name so that it is read as it is", () => {
  for (const name of [`${NAME} #7`, `${NAME} 'a' #7`, `${NAME} 'a' "b" #7`]) {
    const advice = moveAdvice(KITCHEN, name.slice(0, -3), [queue(name)], []) ?? "";
    const line = /write (.*) and start again/.exec(advice)?.[1] ?? "";
    assert.equal(parseEnvText(line).entries.get("PRINTER_KITCHEN")?.value, name);
  }
});

Deno.test("leftBehind() tells of documents in a queue that nothing prints, and of no others", () => {
  const now = `${NAME} (Copy 1)`;
  const dead = queue(NAME, { isOffline: true, jobs: 1 });
  assert.match(
    leftBehind(now, [queue(now), dead], [now]) ?? "",
    /^1 document waits in the queue "EPSON TM-T20III" and/,
  );
  assert.equal(leftBehind(now, [queue(now), dead], [now, NAME]), null);
  assert.equal(leftBehind(now, [queue(now), { ...dead, jobs: 0 }], [now]), null);
  assert.equal(leftBehind(now, [queue(now), { ...dead, isOffline: false }], [now]), null);
});
