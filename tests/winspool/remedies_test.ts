import assert from "node:assert/strict";
import type { PrintErrorCode } from "../../src/domain/print_error.ts";
import type { About } from "../../src/winspool/messages.ts";
import { printErrorOf, REMEDIES } from "../../src/winspool/remedies.ts";

const ABOUT: About = { printer: "Kitchen", perhapsOnPaper: false, installed: [] };

/** Every code of the table of print errors that Windows documents, and whether another try can help. */
const EXPECTED: readonly [numbers: readonly number[], code: PrintErrorCode][] = [
  [[1801, 3012], "printer_not_found"],
  [[1905], "printer_deleted"],
  [[1804], "datatype_refused"],
  [[5], "access_denied"],
  [[1722, 1726, 1727, 1753, 1702, 6], "spooler_stopped"],
  [[3002, 3003, 3020], "write_failed"],
  [[3000, 3004, 1796, 1797, 1798, 1805, 3009, 3013, 3014, 3015, 3016, 3017, 3018, 3019], "driver_broken"],
  [[63], "cancelled"],
  [[112, 62, 61], "spool_full"],
  [[28, 21, 29, 31, 121, 1117, 1167, 1906], "printer_not_ready"],
  [[53, 55, 64, 67], "network_unreachable"],
  [[8, 122, 234], "spooler_busy"],
];

Deno.test("printErrorOf() has a sentence and a remedy for every error that Windows documents", async (t) => {
  for (const [numbers, code] of EXPECTED) {
    for (const number of numbers) {
      await t.step(`${number} is ${code}`, () => {
        const error = printErrorOf({ kind: "call", step: "OpenPrinterW", code: number, about: ABOUT });
        assert.equal(error.code, code);
        assert.match(error.message, /^Cannot open printer "Kitchen": .+ \(OpenPrinterW, Windows error \d+\)\.$/);
        assert.match(error.hint, /^[A-Z].*\.$/);
        // What says that it is tried again is tried again, and the other way round.
        const promises = /(tried|sent) again/.test(error.hint);
        assert.equal(promises, error.retry === "later");
      });
    }
  }
  const listed = EXPECTED.flatMap(([numbers]) => numbers);
  assert.deepEqual([...REMEDIES.keys()].sort(), listed.sort());
});

Deno.test("printErrorOf() gives an unknown code its number, and another try", () => {
  const error = printErrorOf({ kind: "call", step: "EndDocPrinter", code: 4711, about: ABOUT });
  assert.equal(error.retry, "later");
  assert.equal(
    error.message,
    'Cannot finish the document on printer "Kitchen": Windows reported an error (EndDocPrinter, Windows error 4711).',
  );
});

Deno.test("printErrorOf() is uncertain, whatever the code, when something may be on paper", () => {
  for (const code of [0, 5, 112, 1722, 1726, 4711]) {
    const about = { ...ABOUT, perhapsOnPaper: true };
    const error = printErrorOf({ kind: "call", step: "WritePrinter", code, about });
    assert.equal(error.retry, "uncertain");
    assert.match(error.hint, /may be on paper/);
  }
});

Deno.test("printErrorOf() lists ten printers and counts the rest", () => {
  const installed = Array.from({ length: 12 }, (_, i) => `Printer ${i + 1}`);
  const error = printErrorOf({ kind: "call", step: "OpenPrinterW", code: 1801, about: { ...ABOUT, installed } });
  assert.match(error.hint, /"Printer 10" and 2 more\./);
  assert.doesNotMatch(error.hint, /Printer 11/);
});

Deno.test("printErrorOf() shows no control characters of a name", () => {
  const about = { ...ABOUT, printer: "Kit\x1b[31mchen\n" };
  const error = printErrorOf({ kind: "call", step: "OpenPrinterW", code: 1801, about });
  // deno-lint-ignore no-control-regex
  assert.doesNotMatch(error.sentence, /[\x00-\x1f]/);
});
