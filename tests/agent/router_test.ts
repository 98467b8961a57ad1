import assert from "node:assert/strict";
import { namedPrinter } from "../../src/agent/router.ts";
import { settingsOf } from "../config/source.ts";

Deno.test("namedPrinter() prints on a printer as its alias says, by whatever name it is called", async () => {
  const settings = settingsOf(
    "PRINTER_BAR=POS-80\nPRINTER_BAR_COLUMNS=42\nPRINTER_ANY=default\nPRINTER_ANY_COLUMNS=20\n",
  );
  const installed = () => Promise.resolve([{ name: "POS-80", isDefault: true }, { name: "Office", isDefault: false }]);
  const columns = async (name: string) => (await namedPrinter(name, settings, installed)).profile.columns;
  assert.deepEqual([await columns("bar"), await columns("pos-80"), await columns("Office")], [42, 42, 48]);
  // Its jobs wait where they did: the lane has the name that the job has.
  assert.equal((await namedPrinter("pos-80", settings, installed)).name, "POS-80");
});
