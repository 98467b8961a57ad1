import assert from "node:assert/strict";
import { SETTINGS_WORDS } from "../../src/dashboard/settings/words/settings_words.ts";
import { settingHelp } from "../../src/dashboard/settings/setting_help.ts";
import { PRINTER_SETTING_KEYS, SETTING_KEYS } from "../../src/config/schema.ts";

/** Words that are the same in another language, by its code and their place. */
const SAME = ["de.group.backend", "de.label.HTTPS_PROXY", "de.alias"];

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === "function") return [[path, String(value(2))]];
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, one]) => leaves(one, `${path}.${key}`));
}

Deno.test("the words of Settings are said in every language, and differ from English", () => {
  const english = new Map(leaves(SETTINGS_WORDS.en, ""));
  for (const [code, words] of Object.entries(SETTINGS_WORDS)) {
    const all = leaves(words, "");
    assert.deepEqual(all.filter(([, text]) => text.trim() === ""), [], code);
    if (code === "en") continue;
    const same = all.filter(([path, text]) => english.get(path) === text).map(([path]) => `${code}${path}`);
    assert.deepEqual(same.filter((path) => !SAME.includes(path)), []);
  }
});

Deno.test("settingHelp() finds in the example file what every setting is for, and its group", async () => {
  const help = settingHelp(await Deno.readTextFile(new URL("../../.env.example", import.meta.url)));
  for (const key of [...SETTING_KEYS, ...PRINTER_SETTING_KEYS.map((name) => `PRINTER_KITCHEN_${name}`)]) {
    assert.ok((help.get(key)?.text.length ?? 0) > 10, key);
  }
  assert.deepEqual(
    ["SOCKET_URL", "PROFILE", "ALLOW_RAW", "LOCALE", "FALLBACK_AFTER", "ALERT_AFTER", "DATA_DIR"].map((key) =>
      help.get(key)?.group
    ),
    [
      ...["backend", "printers", "which", "templates", "waiting", "watching", "files"],
    ],
  );
  assert.equal(
    help.get("TLS_INSECURE")?.text,
    "on takes any certificate and says so at each start: only for finding a fault. Default: off",
  );
  assert.equal(help.get("LOG_FILES")?.text, help.get("LOG_MAX_MB")?.text);
});
