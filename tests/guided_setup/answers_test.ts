import assert from "node:assert/strict";
import { readBackendAddress } from "../../src/setup/backend_address.ts";
import { likelyCurrency, likelyLocale } from "../../src/setup/country.ts";
import { readAlias, readPrinter } from "../../src/setup/printer_answer.ts";
import { inWords } from "../../src/setup/setting_words.ts";

Deno.test("readBackendAddress() takes an address as people write it", async (t) => {
  for (
    const [typed, ...urls] of [
      ["192.168.1.20", "http://192.168.1.20:5001", "http://192.168.1.20"],
      [" 192.168.1.20:8080 ", "http://192.168.1.20:8080", "https://192.168.1.20:8080"],
      ["192.168.1.20:443", "https://192.168.1.20"],
      ["192.168.1.20:80", "http://192.168.1.20"],
      ["http://192.168.1.20", "http://192.168.1.20", "http://192.168.1.20:5001"],
      ["http://192.168.1.20:5001/admin/login?x=1#top", "http://192.168.1.20:5001/?x=1"],
      ["https://shop.example.com", "https://shop.example.com"],
      ["shop.example.com", "https://shop.example.com", "http://shop.example.com:5001", "http://shop.example.com"],
      ["shop.example.com/till", "https://shop.example.com", "http://shop.example.com:5001", "http://shop.example.com"],
      ["server.local", "http://server.local:5001", "http://server.local"],
      ["localhost", "http://localhost:5001", "http://localhost"],
      ["wss://shop.example.com", "https://shop.example.com"],
      ["SOCKET_URL=http://192.168.1.20:5001", "http://192.168.1.20:5001"],
      ['"192.168.1.20:5001"', "http://192.168.1.20:5001", "https://192.168.1.20:5001"],
      ["http://ana:pw@192.168.1.20:5001", "http://ana:pw@192.168.1.20:5001"],
      ["[fe80::1]:5001", "http://[fe80::1]:5001", "https://[fe80::1]:5001"],
    ] as const
  ) {
    await t.step(typed, () => assert.deepEqual(readBackendAddress(typed), { urls }));
  }
});

Deno.test("readBackendAddress() says what to type instead of what is no address", async (t) => {
  for (
    const [typed, reason] of [
      ["", /^Type the server's address, for example 192\.168\.1\.20/],
      ["our server", /^An address has no spaces\. Type/],
      ["ftp://192.168.1.20", /http:\/\/ or https:\/\//],
      ["0.0.0.0", /^This is where a server listens.* 127\.0\.0\.1/],
      ["http://", /^This is no address\. Type/],
      ["192.168.1.20:99999", /^This is no address\. Type/],
    ] as const
  ) {
    await t.step(JSON.stringify(typed), () => {
      const read = readBackendAddress(typed);
      assert.match("problem" in read ? read.problem : "", reason);
    });
  }
});

Deno.test("readPrinter() takes a number, a name, an address and a folder", async (t) => {
  const specs = ["EPSON TM-T20III", "Kitchen 2", "folder:printed"];
  for (
    const [typed, spec] of [
      ["1", "EPSON TM-T20III"],
      ["3", "folder:printed"],
      ["kitchen 2", "Kitchen 2"],
      ["'Kitchen 2'", "Kitchen 2"],
      ["192.168.1.50", "tcp://192.168.1.50"],
      ["192.168.1.50:9101", "tcp://192.168.1.50:9101"],
      ["tcp://192.168.1.50", "tcp://192.168.1.50"],
      ["printer.local", "tcp://printer.local"],
      ["printer-7:9100", "tcp://printer-7:9100"],
      ["folder:out", "folder:out"],
      ["C:\\Paper", "folder:C:\\Paper"],
    ] as const
  ) {
    await t.step(typed, () => assert.deepEqual(readPrinter(typed, specs), { spec }));
  }
  for (const typed of ["4", "0", "Kitchen", "EPSON", "", "tcp://", "192.168.1.50:99999"]) {
    await t.step(`not ${JSON.stringify(typed)}`, () => assert.ok("problem" in readPrinter(typed, specs)));
  }
});

Deno.test("readAlias() makes one word that a setting may be called by", () => {
  assert.deepEqual(readAlias("kitchen", ["RECEIPT"]), { alias: "KITCHEN" });
  assert.deepEqual(readAlias("bar 2", []), { alias: "BAR_2" });
  assert.deepEqual(readAlias("Café", []), { alias: "CAFÉ" });
  for (const typed of ["", "2", "a=b", "#", "x".repeat(31), "kitchen"]) {
    assert.ok("problem" in readAlias(typed, ["KITCHEN"]), typed);
  }
});

Deno.test("likelyLocale() and likelyCurrency() go by what Windows is set to", () => {
  assert.equal(likelyLocale("sq-AL"), "sq-AL");
  assert.equal(likelyLocale("de-AT"), "de-AT");
  assert.equal(likelyLocale("it"), "it-IT");
  assert.equal(likelyLocale("fr-FR"), null);
  assert.equal(likelyLocale("C"), null);
  assert.equal(likelyCurrency("sq-AL"), "ALL");
  assert.equal(likelyCurrency("sq-XK"), "EUR");
  assert.equal(likelyCurrency("de-CH"), "CHF");
  assert.equal(likelyCurrency("ja-JP"), "");
  assert.equal(likelyCurrency("sq"), "");
  assert.equal(likelyCurrency("?"), "");
});

Deno.test("inWords() has words for what the set-up writes, and the name for the rest", () => {
  assert.equal(inWords("SOCKET_URL"), "the server");
  assert.equal(inWords("PRINTER_KITCHEN"), "printer KITCHEN");
  assert.equal(inWords("PRINTER_KITCHEN_COLUMNS"), "letters on a line of KITCHEN");
  assert.equal(inWords("ROUTE_KITCHEN_TICKET"), "kitchen ticket goes to");
  assert.equal(inWords("LOG_LEVEL"), "LOG_LEVEL");
});
