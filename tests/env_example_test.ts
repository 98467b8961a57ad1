import assert from "node:assert/strict";
import { parseSettings } from "../src/config.ts";
import { PRINTER_SETTING_KEYS, SETTING_KEYS, USERNAME_ALIAS } from "../src/config/schema.ts";
import { problemsOf, source } from "./config/source.ts";

const EXAMPLE = await Deno.readTextFile(new URL("../.env.example", import.meta.url));

/** Stand for EXPIRE_<TYPE>. */
const OF_A_TYPE = ["EXPIRE_RECEIPT", "EXPIRE_TEXT", "EXPIRE_RESERVATION"];

Deno.test(".env.example loads without a problem when copied as it is", () => {
  const loaded = parseSettings(source(EXAMPLE));
  assert.ok("settings" in loaded, "problems" in loaded ? problemsOf(loaded).join("\n") : "");
  assert.deepEqual(loaded.warnings.map(({ key }) => key), ["NIPT"]);
});

Deno.test(".env.example loads without a problem when every line of it is switched on", () => {
  const loaded = parseSettings(source(EXAMPLE.replace(/^#(?=[A-Z_]+=)/gm, "")));
  assert.ok("settings" in loaded, "problems" in loaded ? problemsOf(loaded).join("\n") : "");
});

Deno.test(".env.example has every setting there is, and no other", () => {
  const keys = [...EXAMPLE.matchAll(/^#?([A-Z_]+)=/gm)].map(([, key]) => key ?? "");
  const plain = keys.filter((key) => !/^(PRINTER|ROUTE)_/.test(key) && !OF_A_TYPE.includes(key));
  assert.deepEqual(plain.sort(), [...SETTING_KEYS, USERNAME_ALIAS].sort());
  const ofPrinter = keys.flatMap((key) => /^PRINTER_KITCHEN_(.+)$/.exec(key)?.[1] ?? []);
  assert.deepEqual(ofPrinter.sort(), [...PRINTER_SETTING_KEYS].sort());
});

Deno.test(".env.example states the defaults that hold when nothing is written", () => {
  const [, ...given] = EXAMPLE.split("SOCKET_URL=");
  assert.ok(given.length > 0);
  const required = "SESSION_ID=printer_client_session_001\nUSERNAME=printer_client\nNIPT=your_company_nipt\n";
  const [copied, bare] = [parseSettings(source(EXAMPLE)), parseSettings(source(required))];
  assert.ok("settings" in copied && "settings" in bare);
  assert.deepEqual(copied.settings, bare.settings);
});
