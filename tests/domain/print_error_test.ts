import assert from "node:assert/strict";
import { PrintError } from "../../src/domain/print_error.ts";

Deno.test("PrintError takes its retry from the table of codes", () => {
  assert.equal(new PrintError("access_denied", "No.").retry, "never");
  assert.equal(new PrintError("spooler_stopped", "No.").retry, "later");
  assert.equal(new PrintError("partly_sent", "No.").retry, "uncertain");
});

Deno.test("PrintError.sentence joins what failed and what to do", () => {
  assert.equal(new PrintError("no_printer", "No printer.", { hint: "Add one." }).sentence, "No printer. Add one.");
  assert.equal(new PrintError("no_printer", "No printer.").sentence, "No printer.");
});

Deno.test("PrintError.from() keeps a PrintError and wraps anything else as a fault of ours", () => {
  const error = new PrintError("cancelled", "Gone.");
  assert.equal(PrintError.from(error), error);
  assert.equal(PrintError.from(new TypeError("x is not y")).code, "internal");
  assert.match(PrintError.from("odd").message, /odd/);
});
