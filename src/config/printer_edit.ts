import type { PrinterConfig } from "../domain/ports.ts";
import type { Profile } from "../domain/profile.ts";
import type { EnvChange } from "./env_edit.ts";
import { specOf } from "./printer_spec.ts";
import { writtenSettings } from "./written.ts";

/** What to write for one printer. */
export interface PrinterEdit {
  readonly changes: readonly EnvChange[];
  /** The name under which the settings know the printer then. */
  readonly alias: string;
  /** Whether the alias is a new one. */
  readonly isNew: boolean;
}

/** The alias of a printer that had none; a number is added where it is taken. */
const NEW_ALIAS = "RECEIPT";

/**
 * How `values` of a printer get into the settings file: as `PRINTER_<ALIAS>_…`. A printer without an alias gets one, for
 * settings without alias would count for all printers; where it is the printer of all jobs, `DEFAULT_PRINTER` names the
 * alias from then on. `comment` stands above lines that are new.
 */
export function printerEdit(
  config: PrinterConfig,
  values: Partial<Profile>,
  { printers, defaultPrinter }: {
    readonly printers: readonly PrinterConfig[];
    readonly defaultPrinter: PrinterConfig;
  },
  comment: string,
): PrinterEdit {
  const known = printers.find((printer) => printer.name === config.name || isSame(printer, config));
  const alias = known?.name ?? freeAlias(printers);
  const settings = [...writtenSettings(values)].map(([name, value]) => ({ key: `PRINTER_${alias}_${name}`, value }));
  if (known !== undefined) return { changes: settings, alias, isNew: false };
  const { address } = config;
  const spec = address.kind === "windows" && address.name === null ? "default" : specOf(address);
  return {
    changes: [
      { key: `PRINTER_${alias}`, value: spec, comment },
      ...settings,
      ...(isSame(config, defaultPrinter) ? [{ key: "DEFAULT_PRINTER", value: alias, comment }] : []),
    ],
    alias,
    isNew: true,
  };
}

function isSame(left: PrinterConfig, right: PrinterConfig): boolean {
  return specOf(left.address).toUpperCase() === specOf(right.address).toUpperCase();
}

function freeAlias(printers: readonly PrinterConfig[]): string {
  const taken = new Set(printers.map(({ name }) => name.toUpperCase()));
  let number = 1;
  const alias = () => number === 1 ? NEW_ALIAS : `${NEW_ALIAS}_${number}`;
  while (taken.has(alias())) number++;
  return alias();
}
