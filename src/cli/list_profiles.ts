import { MODELS, profileOfModel } from "../domain/models/known_models.ts";
import type { Model } from "../domain/models/model.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";

/** `--list-profiles`: every known printer with what the program takes it for. Needs no settings. */
export function listProfiles(io: Io, json: boolean): number {
  if (json) {
    io.out(JSON.stringify({ profiles: MODELS.map(asJson) }, null, 2));
    return EXIT.done;
  }
  const rows = [HEAD, ...MODELS.map(profileRow)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    io.out(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
  }
  io.out("\nChoose with PRINTER_<ALIAS>_PROFILE=NAME, or PROFILE=NAME for all printers. docs/printers.md says more.");
  return EXIT.done;
}

/** The columns of the table. */
export const HEAD = [
  "name",
  "format",
  "columns",
  "dots",
  "knife",
  "own codes",
  "pictures",
  "beep",
  "printers",
] as const;

/** A model as cells of text, in the order of `HEAD`. */
export function profileRow(model: Model): string[] {
  const { columns, dots, cutter, nativeCodes, pictureMode, buzzer, format } = profileOfModel(model);
  const codes = nativeCodes.length === 0 ? "none" : nativeCodes.length === 3 ? "all" : nativeCodes.join(", ");
  return [
    model.name,
    format,
    String(columns),
    format === "text" ? "-" : String(dots ?? columns * 12),
    cutter ? "yes" : "no",
    codes,
    pictureMode,
    buzzer,
    model.covers,
  ];
}

function asJson(model: Model): Record<string, unknown> {
  const profile = profileOfModel(model);
  const codePages = profile.codePages.map(({ encoding, number }) => `${encoding}:${number}`);
  return { name: model.name, covers: model.covers, source: model.source, ...profile, codePages };
}
