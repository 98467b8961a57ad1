import assert from "node:assert/strict";
import { NAME, VERSION } from "../src/version.ts";

Deno.test("VERSION equals deno.json's", async () => {
  const config = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
  assert.equal(VERSION, config.version);
  assert.equal(NAME, "printer-client");
});
