import { parsePrinterSpec } from "../config/printer_spec.ts";
import { isWrong } from "../config/values.ts";

/** A printer as the settings write it (SPEC), or what is wrong with what was typed, as sentences. */
export type PrinterAnswer = { readonly spec: string } | { readonly problem: string };

/**
 * Reads which printer is meant: a number of the list (`specs`, from 1), the name of one, a network printer's address with or
 * without `tcp://`, or a folder.
 */
export function readPrinter(typed: string, specs: readonly string[]): PrinterAnswer {
  const text = typed.trim().replace(/^(["'])(.*)\1$/, "$2").trim();
  if (/^\d{1,4}$/.test(text)) {
    const spec = specs[Number(text) - 1];
    if (spec !== undefined) return { spec };
    return { problem: `There is no number ${text} in the list.` };
  }
  const listed = specs.find((spec) => spec.toLowerCase() === text.toLowerCase());
  if (listed !== undefined) return { spec: listed };
  const spec = specOf(text);
  if (spec === null) {
    return {
      problem:
        `No printer of the list is called ${JSON.stringify(text)}. Type a number of the list, or the address of a ` +
        "network printer, for example 192.168.1.50.",
    };
  }
  const address = parsePrinterSpec(spec, (path) => path);
  return isWrong(address) ? { problem: `That is not right: ${address.wrong}. ${address.remedy}` } : { spec };
}

function specOf(text: string): string | null {
  if (/^(tcp|folder):/i.test(text)) return text;
  if (/^[a-z]:[\\/]|^\\\\|^\.{0,2}\//i.test(text)) return `folder:${text}`;
  // Four numbers, or a name with a dot or a port: nothing that a queue is called by.
  const host = /^(\d{1,3}(\.\d{1,3}){3}|[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+|[a-z0-9-]+(?=:\d))(:\d{1,5})?$/i;
  return host.test(text) ? `tcp://${text}` : null;
}

/** A name for a printer as part of a setting's name, or what is wrong with it. */
export function readAlias(typed: string, taken: readonly string[]): { readonly alias: string } | {
  readonly problem: string;
} {
  const alias = typed.trim().toUpperCase().replace(/[\s-]+/g, "_");
  if (!/^[\p{L}][\p{L}\d_]*$/u.test(alias) || alias.length > 30) {
    return { problem: "Take one short word of letters and digits, such as KITCHEN." };
  }
  if (taken.includes(alias)) return { problem: `There is a printer ${alias} already. Take another name.` };
  return { alias };
}
