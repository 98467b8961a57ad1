import type { Block } from "../domain/document.ts";
import type { Profile } from "../domain/profile.ts";

/** What a calibration can find out about a printer. */
export type Findings = Partial<
  Pick<
    Profile,
    | "disableRealtime"
    | "cancelChinese"
    | "codePages"
    | "textEncoding"
    | "columns"
    | "dots"
    | "pictureMode"
    | "nativeCodes"
    | "cutter"
    | "drawerPin"
    | "buzzer"
  >
>;

/** Blocks, and the profile they are rendered with: each sample of a sheet may be made for another printer. */
export interface Part {
  readonly blocks: readonly Block[];
  readonly profile: Profile;
}

/** One thing that is sent to the printer at once. */
export type Sheet = readonly Part[];

/** What answers lead to: findings, or a remark for the person where they lead to none. */
export interface Conclusion {
  readonly found: Findings;
  readonly remark?: string;
}

/** One question, and the paper it is about. */
export interface Step {
  /** A few words: `Letters`. */
  readonly title: string;
  /** Asked before anything is sent, where more happens than printing. Yes or no. */
  readonly consent?: string;
  /** With more than one, the person is waited for between them. */
  readonly sheets: readonly Sheet[];
  /** How the samples look when they are right, one line each; shown in the terminal. */
  readonly expected: readonly string[];
  readonly question: string;
  /** The numbers that can be answered. */
  readonly numbers: readonly number[];
  /** What it means that these of the numbers are right. */
  conclude(right: readonly number[]): Conclusion;
}

/** The step for a printer as it is known so far; `null` when it makes no sense for it. */
export type StepMaker = (profile: Profile) => Step | null;

/** The profile with what was found. */
export function withFindings(profile: Profile, found: Findings): Profile {
  const { dots, ...rest } = profile;
  // Dots that were right for another width are not for this one.
  const isKept = dots !== undefined && (found.columns === undefined || found.columns === profile.columns);
  return { ...rest, ...(isKept ? { dots } : {}), ...found };
}
