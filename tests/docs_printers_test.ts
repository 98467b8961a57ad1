import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { HEAD, profileRow } from "../src/cli/list_profiles.ts";
import { MODELS } from "../src/domain/models/known_models.ts";
import { PRINTER_SETTING_KEYS } from "../src/config/schema.ts";

const FILE = fileURLToPath(new URL("../docs/printers.md", import.meta.url));
const [BEGIN, END] = ["<!-- profiles -->\n", "<!-- end of profiles -->"];

function table(): string {
  const rows = [
    [...HEAD],
    HEAD.map(() => ""),
    ...MODELS.map((model) => {
      const [name = "", ...rest] = profileRow(model);
      return [`\`${name}\``, ...rest];
    }),
  ];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill: string) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  return rows.map((row, at) => `${line(row, at === 1 ? "-" : " ")}\n`).join("");
}

Deno.test("docs/printers.md has the table of profiles as it is", () => {
  const text = Deno.readTextFileSync(FILE).replaceAll("\r\n", "\n");
  const [head, rest] = text.split(BEGIN);
  const tail = rest?.split(END)[1];
  assert.ok(head !== undefined && tail !== undefined);
  const expected = `${head}${BEGIN}\n${table()}\n${END}${tail}`;
  if (Deno.env.get("UPDATE_GOLDEN") === "1") Deno.writeTextFileSync(FILE, expected);
  else assert.equal(text, expected, "UPDATE_GOLDEN=1 writes the table anew");
});

Deno.test("docs/printers.md names settings that there are", () => {
  const text = Deno.readTextFileSync(FILE);
  const named = [...text.matchAll(/`(?:PRINTER_<ALIAS>_)?([A-Z][A-Z_]+)(?:=[^`]*)?`/g)].map(([, key]) => key ?? "");
  // Plain settings, an alias of an example, control characters, and what a self-test prints.
  const plain = [
    "DEFAULT_PRINTER",
    "RECEIPT",
    "PROFILE",
    "PAPER_COLUMNS",
    "PRINT_FORMAT",
    "STAR",
    "BEL",
    "SUB",
    "FS",
    "EM",
    "CAN",
    "RS",
  ];
  assert.deepEqual(named.filter((key) => !plain.includes(key) && !PRINTER_SETTING_KEYS.includes(key as never)), []);
  assert.ok(named.length > 15);
});
