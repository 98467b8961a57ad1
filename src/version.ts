/** The program's name, as the log, `--version` and the backend see it. */
export const NAME = "printer-client";

/** The program's version; a test keeps it equal to deno.json's. */
export const VERSION = "0.1.0";
