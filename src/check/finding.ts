import type { Clock } from "../domain/ports.ts";

/** `ok`; `note`: it prints, but somebody should know; `fail`: it does not print, or not for long. */
export type FindingKind = "ok" | "note" | "fail";

/** What was found about one thing. */
export interface Finding {
  /** What it is about, in lower case: `backend`, `printer KITCHEN`. */
  readonly name: string;
  readonly kind: FindingKind;
  /** One sentence or more; when not ok, with what to do. */
  readonly message: string;
}

/** One look at one thing. */
export interface Probe {
  readonly name: string;
  /** What it means when the look fails or takes too long. */
  readonly unanswered: "note" | "fail";
  /** `LIMIT_MS` when missing. */
  readonly limitMs?: number;
  /** What to do when nothing answers; a general word when missing. */
  readonly remedy?: string;
  /** Gives nothing where there is nothing to say on this system. */
  look(): readonly Finding[] | Promise<readonly Finding[]>;
}

/** How long a look may take. */
export const LIMIT_MS = 5_000;

/** Something in order. */
export function ok(name: string, message: string): Finding {
  return { name, kind: "ok", message };
}

/** Something that somebody should know. */
export function note(name: string, message: string): Finding {
  return { name, kind: "note", message };
}

/** Something that keeps from printing, or will soon. */
export function fail(name: string, message: string): Finding {
  return { name, kind: "fail", message };
}

/**
 * Takes every look at the same time and gives their findings in the order of the probes; `found` hears each as soon as
 * those before it are known. One that throws or takes too long is a finding itself. Never rejects.
 */
export async function carryOut(
  probes: readonly Probe[],
  clock: Clock,
  found: (finding: Finding) => void = () => {},
): Promise<Finding[]> {
  const looks = probes.map((probe) => withinLimit(probe, clock));
  const all: Finding[] = [];
  for (const look of looks) {
    for (const finding of await look) {
      all.push(finding);
      found(finding);
    }
  }
  return all;
}

async function withinLimit(probe: Probe, clock: Clock): Promise<readonly Finding[]> {
  const { name, unanswered: kind, limitMs = LIMIT_MS, remedy = "Try again; then restart the PC." } = probe;
  const { promise, resolve } = Promise.withResolvers<readonly Finding[]>();
  const cancel = clock.after(
    limitMs,
    () =>
      resolve([{
        name,
        kind,
        message: `no answer within ${Math.round(limitMs / 1000)} s. ${remedy}`,
      }]),
  );
  // One turn later, so that a look that never yields does not keep the others from beginning.
  Promise.resolve().then(() => probe.look()).then(resolve, (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    resolve([{ name, kind, message: `cannot be looked at: ${reason}` }]);
  });
  const findings = await promise;
  cancel();
  return findings;
}

/** How many things there are to do. */
export function thingsToDo(findings: readonly Finding[]): number {
  return findings.filter(({ kind }) => kind === "fail").length;
}

/** The last line: `Ready to print.` or `Not ready: 2 things to do.` */
export function verdict(findings: readonly Finding[]): string {
  const things = thingsToDo(findings);
  if (things === 0) return "Ready to print.";
  return `Not ready: ${things} ${things === 1 ? "thing" : "things"} to do.`;
}
