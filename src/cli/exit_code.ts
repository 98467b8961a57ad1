/** Exit codes, as documented in `--help` and the README. */
export const EXIT = {
  /** Done. */
  done: 0,
  /** Something could not be printed, reached or opened. */
  failed: 1,
  /** The command line or the settings are wrong. */
  usage: 2,
  /** Another client runs with the same data folder. */
  running: 3,
} as const;

/** What a run ends with instead of an exit code when it is to begin anew, with the settings as they are by then. */
export const AGAIN = "again";
