import type { DriverKind } from "../domain/driver.ts";
import { count, timeText } from "./amounts.ts";
import { fail, type Finding, note, ok } from "./finding.ts";

/** What is known of one printer of the settings. */
export interface PrinterFacts {
  /** The alias, or the name. */
  readonly name: string;
  /** What it is for: `default`, `receipt`, `stands in for BAR`. */
  readonly roles: readonly string[];
  /** Where it is, as the settings write it. */
  readonly address: string;
  /** Why it cannot be opened, with what to do; `null` when it can. */
  readonly problem: string | null;
  /** What it says of itself, or Windows of it: `ready`, or what is wrong. */
  readonly state: string;
  /** What to do about the state; may be empty. */
  readonly hint: string;
  /** Whether the state keeps it from printing, is worth a word, or neither. */
  readonly severity: "fine" | "notable" | "troubled";
  /** Of a Windows printer; `null` where there is no driver or Windows does not tell. */
  readonly driver: { readonly name: string; readonly kind: DriverKind; readonly port: string } | null;
  /** Documents in its Windows queue; `null` where there is none. `oldestMs`: the age of the oldest; `null` unknown. */
  readonly queue: { readonly documents: number; readonly stuck: number; readonly oldestMs: number | null } | null;
  readonly profile: string;
  readonly format: string;
  /** Why it has that format, where nobody set it; missing otherwise. */
  readonly formatReason?: string;
  readonly columns: number;
}

/** Documents that have been in a queue for longer do not get on. */
const STUCK_MS = 2 * 60_000;

const DRIVERS: Readonly<Record<DriverKind, string>> = {
  raw: "passes bytes on",
  text: "passes bytes on",
  unknown: "kind unknown",
  office: "for office printers",
  xpsdrv: "XPS",
  v4: "v4 (XPS)",
  virtual: "makes files",
  fax: "makes faxes",
};

/** A printer: opens, what it says, its driver, its queue, and how it is printed on. */
export function printerFinding(facts: PrinterFacts): Finding {
  const { roles, driver, queue } = facts;
  const name = `printer ${facts.name}`;
  const role = roles.length === 0 ? "" : ` (${roles.join(", ")})`;
  if (facts.problem !== null) return fail(name, `${facts.problem}${role}`);
  const stuck = stuckText(queue);
  const vanishes = vanishing(facts);
  const about = [
    facts.address,
    facts.state,
    ...(driver === null ? [] : [`driver "${driver.name}" (${DRIVERS[driver.kind]}) at ${driver.port}`]),
    `profile ${facts.profile}`,
    `${facts.format}${facts.formatReason === undefined ? "" : ` (${facts.formatReason})`}, ${facts.columns} columns`,
    ...(queue === null || stuck !== null
      ? []
      : [queue.documents === 0 ? "queue empty" : `${queue.documents} in the queue`]),
  ].join(", ") + role;
  const trouble = [
    ...(facts.severity === "fine"
      ? []
      : [facts.hint === "" ? "Look at the printer, and at its queue in Windows." : facts.hint]),
    ...(stuck === null ? [] : [stuck]),
    ...(vanishes === null ? [] : [vanishes]),
  ];
  if (facts.severity === "troubled" || stuck !== null || isLost(facts)) {
    return fail(name, [about, ...trouble].join(". "));
  }
  return trouble.length === 0 ? ok(name, about) : note(name, [about, ...trouble].join(". "));
}

function stuckText(queue: PrinterFacts["queue"]): string | null {
  if (queue === null || queue.documents === 0) return null;
  const isOld = queue.oldestMs !== null && queue.oldestMs > STUCK_MS;
  if (queue.stuck === 0 && !isOld) return null;
  const age = queue.oldestMs === null ? "" : `, the oldest for ${timeText(queue.oldestMs)}`;
  return `${count(queue.documents, "document")} in its Windows queue ${
    queue.documents === 1 ? "does" : "do"
  } not get on${age}: ` +
    "open the queue, look what the first one says, and delete what nobody needs";
}

/** Whether the printer's own language would be turned into something else on its way. */
function isLost({ driver, format }: PrinterFacts): boolean {
  if (driver === null) return false;
  if (driver.kind === "fax" || (driver.kind === "virtual" && format !== "gdi")) return true;
  return driver.kind === "office" && isReceiptLanguage(format);
}

function isReceiptLanguage(format: string): boolean {
  return format !== "text" && format !== "gdi";
}

function vanishing(facts: PrinterFacts): string | null {
  const { driver, format } = facts;
  if (driver === null) return null;
  if (driver.kind === "virtual" || driver.kind === "fax") {
    return `Its driver ${DRIVERS[driver.kind]} and puts nothing on paper: name another printer in the settings`;
  }
  if (driver.kind === "office" && isReceiptLanguage(format)) {
    return `Its driver is for an office printer, which does not understand ${format}: name a receipt printer, or ` +
      "set its format to gdi (docs/windows.md)";
  }
  if ((driver.kind === "v4" || driver.kind === "xpsdrv") && isReceiptLanguage(format)) {
    return "Its driver wants XPS, so bytes are marked XPS_PASS: if --test-print brings no paper, add a queue with the " +
      'maker\'s driver or "Generic / Text Only" on the same port';
  }
  return null;
}
