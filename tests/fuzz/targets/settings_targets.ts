import fc from "fast-check";
import { formatNotice, maskedSettings, parseSettings } from "../../../src/config.ts";
import { decodeText } from "../../../src/config/decode.ts";
import { editEnv } from "../../../src/config/env_edit.ts";
import { parseEnvText } from "../../../src/config/env_text.ts";
import { parseOptions } from "../../../src/cli/options.ts";
import { GUIDE, source } from "../../config/source.ts";
import { hostileText } from "../hostile_values.ts";
import { hasControls } from "../paper_checks.ts";
import { expect, type Target } from "../target.ts";

const EXAMPLE = Deno.readTextFileSync(new URL("../../../.env.example", import.meta.url));
const KEYS = [...EXAMPLE.matchAll(/^#?([A-Z][A-Z_0-9]+)=/gm)].map(([, key = ""]) => key);
const VALUES = [
  "on",
  "off",
  "0",
  "-1",
  "99999999999999999999",
  "tcp://[::1]:9100",
  "folder:",
  "tcp://",
  "http://x:y@z/%",
];

const key = fc.oneof(
  fc.constantFrom(...KEYS, "PRINTER_A", "PRINTER_A_COLUMNS", "PRINTER_A_FALLBACK", "ROUTE_TEXT", "EXPIRE_TEXT"),
  fc.stringMatching(/^PRINTER_[A-Z_]{1,8}$/),
  hostileText,
);
const line = fc.oneof(
  fc.tuple(key, fc.oneof(hostileText, fc.constantFrom(...VALUES), fc.double().map(String))).map(([key, value]) =>
    `${key}=${value}`
  ),
  fc.constantFrom(...EXAMPLE.split("\n").map((line) => line.replace(/^#(?=[A-Z])/, ""))),
  hostileText,
);
const lines = fc.tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom("\n", "\r\n", "\r"))
  .map(([all, end]) => all.join(end));

const utf16 = (text: string) =>
  new Uint8Array([...Array.from(text, (_, at) => text.charCodeAt(at))].flatMap((unit) => [unit & 255, unit >> 8]));
const envBytes = fc.oneof(
  lines.map((text) => new TextEncoder().encode(GUIDE + text)),
  lines.map((text) => utf16(GUIDE + text)),
  lines.map((text) => new Uint8Array([0xff, 0xfe, ...utf16(text)])),
  fc.uint8Array({ maxLength: 400 }),
  fc.tuple(lines, fc.uint8Array({ maxLength: 20 })).map(([text, tail]) =>
    new Uint8Array([...new TextEncoder().encode(text), ...tail])
  ),
);

/** The bytes of a settings file. */
export const envTarget: Target<Uint8Array> = {
  name: "env",
  runs: 5_000,
  inputs: envBytes,
  check(bytes) {
    const { text, warnings } = decodeText(bytes);
    const path = "C:\\Shop\\.env";
    const read = parseEnvText(text);
    const file = { kind: "found" as const, path, ...read, warnings: [...warnings, ...read.warnings] };
    const loaded = parseSettings(source(null, { file }));
    const notices = [...loaded.warnings, ..."problems" in loaded ? loaded.problems : []];
    for (const said of notices.map(formatNotice)) expect(!hasControls(said), `a control in ${JSON.stringify(said)}`);
    if ("problems" in loaded) return expect(loaded.problems.length > 0, "neither settings nor problems");
    const { sessionId, columns } = { ...loaded.settings, columns: loaded.settings.profile.columns };
    expect(Number.isInteger(columns) && columns > 0, `${columns} columns`);
    const shown = JSON.stringify(maskedSettings(loaded.settings).sessionId);
    expect(sessionId.length < 8 || !shown.includes(sessionId), "the session is shown");
  },
};

interface Edit {
  readonly text: string;
  readonly key: string;
  readonly value: string | null;
}

/** Changing one setting of a file: it reads as wanted, and every other as before. */
export const envEditTarget: Target<Edit> = {
  name: "env_edit",
  runs: 10_000,
  inputs: fc.record({ text: lines, key: fc.constantFrom(...KEYS), value: fc.option(hostileText) }),
  check({ text, key, value }) {
    const edited = editEnv(text, [{ key, value }]);
    if ("problem" in edited) return;
    const valuesOf = (of: string) => new Map([...parseEnvText(of).entries].map(([name, { value }]) => [name, value]));
    const [before, after] = [valuesOf(text), valuesOf(edited.text)];
    expect(after.get(key) === (value ?? undefined), `${key} reads as ${JSON.stringify(after.get(key))}`);
    for (const other of new Set([...before.keys(), ...after.keys()])) {
      expect(other === key || before.get(other) === after.get(other), `${JSON.stringify(other)} changed too`);
    }
  },
};

const FLAGS = [
  ...["check", "print", "preview", "lint", "out", "reprint", "printer", "env", "json", "demo", "help", "version"],
  ...["system", "standby", "force", "calibrate", "test-print", "logs", "support", "list-printers", "no-json"],
];

/** The command line. */
export const argumentsTarget: Target<readonly string[]> = {
  name: "arguments",
  runs: 15_000,
  inputs: fc.array(
    fc.oneof(
      fc.constantFrom(...FLAGS).map((flag) => `--${flag}`),
      fc.tuple(fc.constantFrom(...FLAGS), hostileText).map(([flag, value]) => `--${flag}=${value}`),
      hostileText,
      fc.constantFrom("-", "--", "-h", "-v", "-hv", "-x", "---", "--=", "--__proto__", "a.png", "a.json"),
    ),
    { maxLength: 6 },
  ),
  check(args) {
    const options = parseOptions(args);
    if (!("problem" in options)) return expect(typeof options.command === "string", "no command");
    expect(options.problem.endsWith("."), `no sentence: ${JSON.stringify(options.problem)}`);
    expect(!hasControls(options.problem), `a control in ${JSON.stringify(options.problem)}`);
  },
};
