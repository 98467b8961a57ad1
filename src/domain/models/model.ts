import type { Profile } from "../profile.ts";

/** A known printer, or a family whose printers are alike. */
export interface Model {
  /** What stands in the settings: `epson-tm-t88`. */
  readonly name: string;
  /** The printers it is for, in words. */
  readonly covers: string;
  /** What it has otherwise than `DEFAULT_PROFILE`. What nobody documents is left as it is there. */
  readonly values: Partial<Profile>;
  /** The names of queues and drivers that are taken for it. */
  readonly guess?: RegExp;
  /**
   * Many makers sell printers under such a name: a guess takes nothing but the width of the paper, for numbers of code
   * pages and abilities differ.
   */
  readonly isShared?: boolean;
  /** Where the values are from. */
  readonly source: string;
}
