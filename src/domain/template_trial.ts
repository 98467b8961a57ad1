import type { Job } from "./job.ts";
import type { TemplatePlace } from "./print_error.ts";
import type { Profile } from "./profile.ts";

/** A text that somebody considers for a template, and what it is to be tried with. */
export interface TrialWish {
  /** The name of the template, which is the type of its jobs. */
  readonly name: string;
  readonly text: string;
  /** The first is drawn; the others are only composed. */
  readonly jobs: readonly [Job, ...Job[]];
  readonly printer: string;
  readonly profile: Profile;
  /** Whether pictures and codes of the job are left out, because they may tell who somebody is. */
  readonly isMasked: boolean;
  /** Whether the other templates, which may contain this one, are looked at too. */
  readonly isFinal: boolean;
  /** Lines in bold at the head of `bytes`; without any there are no bytes. */
  readonly notices: readonly string[];
}

/**
 * One thing about the text: with an `error` it cannot be printed, a `warning` makes something else of it than was meant
 * most likely, a `note` is worth a look.
 */
export interface TrialFinding {
  readonly kind: "error" | "warning" | "note";
  readonly text: string;
  /** Where it is; `null` where that is not known. */
  readonly place: TemplatePlace | null;
}

/** What became of a trial. */
export interface Trial {
  /** Errors first. */
  readonly findings: readonly TrialFinding[];
  /** The paper as SVG; `null` when there is an error. */
  readonly svg: string | null;
  /** What the printer would be sent, with the notices; `null` when there are none or there is an error. */
  readonly bytes: Uint8Array | null;
}

/** Tries a text. Never rejects: what goes wrong is among the findings. */
export type TryTemplate = (wish: TrialWish) => Promise<Trial>;

/** Whether a trial found nothing that keeps the text from being printed. */
export function isPrintable({ findings }: Trial): boolean {
  return !findings.some(({ kind }) => kind === "error");
}
