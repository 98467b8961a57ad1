import type { PrintResponse } from "../../../src/domain/outcome.ts";
import type { Paper, Ticket } from "./tickets.ts";

/** What is there at the end of a run. Papers of one printer stand in the order they came. */
export interface Evidence {
  readonly tickets: readonly Ticket[];
  readonly papers: readonly Paper[];
  readonly responses: readonly PrintResponse[];
  /** Jobs that the backend has no response to. */
  readonly left: readonly string[];
}

/** The sum of a run; `problems` is empty when it is exact. */
export interface Verdict {
  readonly problems: readonly string[];
  /** Jobs that are on paper once. */
  readonly once: number;
  /** Jobs that are on paper more than once, each further time with the banner. */
  readonly repeated: number;
  /** Pieces of jobs on paper. */
  readonly torn: number;
  /** Jobs that were left to a person after three tries that may each be on paper, and reported so. */
  readonly setAside: number;
  /** How many of those are not whole on paper. */
  readonly unseen: number;
}

/** Adds up a run: every job on its printer's paper, none twice without a banner, in order, and the backend told the truth. */
export function verdictOf({ tickets, papers, responses, left }: Evidence): Verdict {
  const problems = left.map((id) => `${id}: no response at the backend`);
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  const count = { once: 0, repeated: 0, setAside: 0, unseen: 0 };
  const told = Map.groupBy(responses, ({ job_id }) => job_id);
  const found = Map.groupBy(papers.filter(({ job }) => job !== null), ({ job }) => job);
  for (const { id, printer } of tickets) {
    const copies = found.get(id) ?? [];
    const answers = told.get(id) ?? [];
    const [answer] = answers;
    const isAside = answer?.stage === "uncertain" && answer.attempts >= 3;
    if (isAside) count.setAside++;
    else if (copies.length === 1) count.once++;
    else if (copies.length > 1) count.repeated++;
    if (isAside && copies.length === 0) count.unseen++;
    problems.push(
      ...copies.filter((copy) => copy.printer !== printer).map((copy) => `${id}: on ${copy.printer}, not ${printer}`),
      ...copies.slice(1).filter(({ hasBanner }) => !hasBanner).map(() => `${id}: printed again without the banner`),
      ...(new Set(answers.map((body) => JSON.stringify(body))).size > 1 ? [`${id}: answered in two ways`] : []),
      ...(isAside ? [] : truth(id, copies, answer)),
    );
  }
  for (const printer of new Set(tickets.map((ticket) => ticket.printer))) {
    problems.push(...disorder(printer, papers.filter((paper) => paper.printer === printer), byId));
  }
  return { problems, ...count, torn: papers.filter(({ job, text }) => job === null && text !== "").length };
}

function truth(id: string, copies: readonly Paper[], answer: PrintResponse | undefined): string[] {
  if (copies.length === 0) return [`${id}: not on paper; the backend was told: ${answer?.message ?? "nothing"}`];
  if (answer === undefined) return [`${id}: on paper, and the backend was told nothing`];
  if (answer.status !== "success") return [`${id}: on paper, and the backend was told: ${answer.message}`];
  const isMarked = answer.message.includes("possible duplicate");
  return copies.length > 1 && !isMarked ? [`${id}: on paper ${copies.length} times, and the backend knows of one`] : [];
}

/** Jobs that came out whole for the first time after one that was sent later. */
function disorder(printer: string, papers: readonly Paper[], tickets: ReadonlyMap<string, Ticket>): string[] {
  const problems: string[] = [];
  const seen = new Set<string>();
  let latest = -1;
  for (const { job } of papers) {
    const seq = tickets.get(job ?? "")?.seq;
    if (job === null || seq === undefined || seen.has(job)) continue;
    seen.add(job);
    if (seq < latest) problems.push(`${job}: out of order on ${printer}`);
    latest = Math.max(latest, seq);
  }
  return problems;
}
