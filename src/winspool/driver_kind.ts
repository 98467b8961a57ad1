import type { DriverKind } from "../domain/driver.ts";
import { ATTRIBUTE } from "./status_words.ts";

/** What Windows tells of a queue's driver. */
export interface DriverFacts {
  readonly driver: string;
  readonly port: string;
  /** Bits of `QueueInfo.attributes`. */
  readonly queueAttributes: number;
  /** `cVersion`: 3 or 4; `null` when Windows does not tell. */
  readonly version: number | null;
  /** `dwPrinterDriverAttributes`; `null` when Windows does not tell. */
  readonly attributes: number | null;
}

/** Bits of `dwPrinterDriverAttributes` (PRINTER_DRIVER_*, winspool.h). */
export const DRIVER = { XPS: 0x2, CATEGORY_FAX: 0x40, CATEGORY_FILE: 0x80, CATEGORY_VIRTUAL: 0x100, SERVICE: 0x200 };

/** Ports at which Windows asks a person for a file's name, and a program waits for that. */
const ASKING_PORT = /^(portprompt|file|xpsport):?$/i;
const FAX_PORT = /^(shrfax|fax|msfax).*:$/i;
const OTHER_VIRTUAL_PORT = /^(nul:?|microsoft\.office\.onenote.*|.*\.(pdf|xps|oxps|prn))$/i;

const FAX_DRIVER = /\bfax\b/i;
// Written out: "pdf" alone also stands in the names of drivers for paper.
const VIRTUAL_DRIVER =
  /print to pdf|xps document writer|onenote|adobe pdf|pdfcreator|cutepdf|bullzip|dopdf|novapdf|pdf24|primopdf|foxit.*pdf|snagit|journal note writer/i;
const V4_DRIVER = /\b(ipp|universal print|virtual print|opentype.*) class driver\b/i;
const TEXT_DRIVER = /^generic ?\/ ?text only$/i;
// A receipt or label printer, whatever else its driver's name says.
const RECEIPT_DRIVER =
  /\b(receipt|thermal|pos\b|pos-?\d+|label|zdesigner|zpl|epl|esc\/?pos|tm-|tsp ?\d|sp ?[57]\d\d|mc-?print|srp-|ct-s|ql-|rp-?\d)/i;
const OFFICE_DRIVER = new RegExp(
  [
    "laserjet|deskjet|officejet|photosmart|pagewide|designjet|smart ?tank|\\benvy\\b",
    "\\b(pcl ?-?[3456][ce]?|pcl ?xl|pcl ?ms|postscript|kpdl|ufr ?ii|ps3?|br-?script ?3?|lips ?lx|rpcs)\\b",
    "\\b(workforce|ecotank|expression|stylus|aculaser|xp-\\d+ series|et-\\d+ series|l\\d{3,5} series)\\b",
    "\\b(hl|mfc|dcp)-[a-z]?\\d|imagerunner|imageclass|i-sensys|pixma|maxify",
    "canon .*\\b(mf|lbp|mg|mx|ts|tr|ix|ip|g)\\d{3,4}",
    "xerox|phaser|workcentre|versalink|altalink|kyocera|ecosys|taskalfa|ricoh|lexmark|konica|bizhub|\\boki\\b|develop ineo",
    "samsung .*\\b(ml|clp|clx|scx|sl|m)-?\\d|universal (print|laser)",
  ].join("|"),
  "i",
);

/** The ports of a queue, one by one. */
export function portsOf(port: string): string[] {
  return port.split(",").map((name) => name.trim()).filter((name) => name !== "");
}

/** The first port of a queue at which Windows would ask for a file's name; `null` without one. */
export function askingPort(port: string): string | null {
  return portsOf(port).find((name) => ASKING_PORT.test(name)) ?? null;
}

/**
 * What kind of driver it is: by Windows' own bits where there are any, then by port, then by name. An `office` printer
 * is known by its name alone; what has none of these marks is `raw`, as receipt printers' drivers are.
 */
export function driverKind(facts: DriverFacts): DriverKind {
  const { driver, version } = facts;
  const has = (bits: number) => ((facts.attributes ?? 0) & bits) !== 0;
  const leadsTo = (ports: RegExp) => portsOf(facts.port).some((name) => ports.test(name));
  const isReceipt = RECEIPT_DRIVER.test(driver);
  const isFaxQueue = (facts.queueAttributes & ATTRIBUTE.FAX) !== 0 || has(DRIVER.CATEGORY_FAX);
  if (isFaxQueue || leadsTo(FAX_PORT) || FAX_DRIVER.test(driver)) return "fax";
  if (leadsTo(ASKING_PORT) || leadsTo(OTHER_VIRTUAL_PORT) || VIRTUAL_DRIVER.test(driver)) return "virtual";
  if (has(DRIVER.CATEGORY_FILE | DRIVER.CATEGORY_VIRTUAL | DRIVER.SERVICE)) return "virtual";
  if ((version ?? 0) >= 4 || V4_DRIVER.test(driver)) return "v4";
  if (has(DRIVER.XPS)) return "xpsdrv";
  if (TEXT_DRIVER.test(driver.trim())) return "text";
  if (!isReceipt && OFFICE_DRIVER.test(driver)) return "office";
  return version === null && facts.attributes === null ? "unknown" : "raw";
}
