import { DEFAULT_PROFILE } from "../../../src/domain/profile.ts";
import { interpret } from "../../../src/render/interpret.ts";
import type { Dice } from "./dice.ts";

/** One job of a run. */
export interface Ticket {
  readonly id: string;
  /** Order of arrival at the backend. */
  readonly seq: number;
  /** Alias of its printer. */
  readonly printer: string;
  /** The lines that must be on paper. */
  readonly lines: readonly string[];
}

/** What one connection to a printer left on paper. */
export interface Paper {
  readonly printer: string;
  /** The job whose whole text it has, up to the cut; `null` for a torn piece. */
  readonly job: string | null;
  readonly hasBanner: boolean;
  /** All that is readable, for messages. */
  readonly text: string;
}

/** Ticket number `seq`; a few are so long that they do not leave in one piece. */
export function ticket(dice: Dice, run: string, seq: number, printers: readonly string[]): Ticket {
  const id = `${run}-${String(seq).padStart(5, "0")}`;
  const length = dice.once(40) ? dice.whole(800, 1_500) : dice.whole(1, 12);
  const body = Array.from({ length }, (_, line) => `${line + 1} ${dice.whole(0, 2 ** 31).toString(36)}`);
  const printer = printers[dice.whole(0, printers.length - 1)] ?? "";
  return { id, seq, printer, lines: [`JOB ${id}`, ...body, `END ${id}`] };
}

/** The body of the ticket's `print_request`. */
export function requestOf({ id, printer, lines }: Ticket): Record<string, unknown> {
  return { data: { type: "text", content: lines.join("\n") }, printer_name: printer, job_id: id };
}

/** Reads what a printer was given on one connection as it would print it: the papers between its cuts. */
export function readPapers(printer: string, bytes: Uint8Array, tickets: ReadonlyMap<string, Ticket>): Paper[] {
  const { items } = interpret(bytes, DEFAULT_PROFILE);
  const papers: Paper[] = [];
  let start = 0;
  for (const [index, { kind }] of items.entries()) {
    if (kind !== "cut" && index < items.length - 1) continue;
    papers.push(paperOf(printer, items.slice(start, index + 1), tickets));
    start = index + 1;
  }
  return papers.length === 0 ? [paperOf(printer, [], tickets)] : papers;
}

/** The first of the papers of a connection. */
export function readPaper(printer: string, bytes: Uint8Array, tickets: ReadonlyMap<string, Ticket>): Paper {
  return readPapers(printer, bytes, tickets)[0] ?? paperOf(printer, [], tickets);
}

type Items = ReturnType<typeof interpret>["items"];

function paperOf(printer: string, items: Items, tickets: ReadonlyMap<string, Ticket>): Paper {
  const cut = items.findIndex((item) => item.kind === "cut");
  const lines = items.flatMap((item) => item.kind === "line" ? [item.runs.map(({ text }) => text).join("").trim()] : [])
    .filter((line) => line !== "");
  const start = lines.findIndex((line) => line.startsWith("JOB "));
  const wanted = tickets.get(lines[start]?.slice("JOB ".length) ?? "");
  const isWhole = wanted !== undefined && cut >= 0 && lines.slice(start).join("\n") === wanted.lines.join("\n");
  return {
    printer,
    job: isWhole ? wanted.id : null,
    hasBanner: lines.slice(0, Math.max(0, start)).join(" ").includes("POSSIBLE DUPLICATE"),
    text: lines.slice(0, 6).join(" | "),
  };
}
