import { parseArgs } from "node:util";
import { printable } from "../domain/printable.ts";
import { outEnding, outEndings } from "./out_file.ts";

/** What the program can be asked to do; `run` when nothing is asked. */
export type Command =
  | "run"
  | "setup"
  | "test-print"
  | "calibrate"
  | "list-printers"
  | "list-profiles"
  | "check"
  | "print"
  | "preview"
  | "lint"
  | "reprint"
  | "export-templates"
  | "install-task"
  | "uninstall-task"
  | "task-status"
  | "logs"
  | "open"
  | "support"
  | "demo"
  | "help"
  | "version";

/** The command line as understood. */
export interface Options {
  readonly command: Command;
  /** The FILE of `--print`, `--preview` and `--lint`. */
  readonly file: string;
  /** The JOB_ID of `--reprint`, or `last`. */
  readonly job: string;
  /** The file that `--preview` writes the paper into, instead of showing it. */
  readonly out: string | null;
  readonly printer: string | null;
  readonly envFile: string | null;
  readonly json: boolean;
  /** Whether `--export-templates` overwrites. */
  readonly force: boolean;
  /** Whether `--check` is also put on paper. */
  readonly paper: boolean;
  /** Whether `--install-task` is for SYSTEM. */
  readonly system: boolean;
  /** Whether to wait while another one runs. */
  readonly standby: boolean;
}

const FLAGS = {
  setup: { type: "boolean" },
  "test-print": { type: "boolean" },
  calibrate: { type: "boolean" },
  "list-printers": { type: "boolean" },
  "list-profiles": { type: "boolean" },
  check: { type: "boolean" },
  print: { type: "string" },
  preview: { type: "string" },
  lint: { type: "string" },
  out: { type: "string" },
  reprint: { type: "string" },
  "export-templates": { type: "boolean" },
  "install-task": { type: "boolean" },
  "uninstall-task": { type: "boolean" },
  "task-status": { type: "boolean" },
  system: { type: "boolean" },
  standby: { type: "boolean" },
  logs: { type: "boolean" },
  open: { type: "boolean" },
  support: { type: "boolean" },
  demo: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  printer: { type: "string" },
  env: { type: "string" },
  json: { type: "boolean" },
  force: { type: "boolean" },
  paper: { type: "boolean" },
} as const;

const COMMANDS = [
  "help",
  "version",
  "setup",
  "test-print",
  "calibrate",
  "list-printers",
  "list-profiles",
  "check",
  "print",
  "preview",
  "lint",
  "reprint",
  "export-templates",
  "install-task",
  "uninstall-task",
  "task-status",
  "logs",
  "open",
  "support",
  "demo",
] as const;
const TAKES_PRINTER: readonly Command[] = ["test-print", "calibrate", "print", "preview", "lint", "reprint"];

/** Reads the command line; a problem is a sentence for the person who typed it. */
export function parseOptions(args: readonly string[]): Options | { readonly problem: string } {
  let values: ReturnType<typeof parse>["values"];
  try {
    const parsed = parse(args);
    if (parsed.positionals.length > 0) {
      return {
        problem: `"${printable(parsed.positionals[0] ?? "")}" is not an option. Options begin with two hyphens.`,
      };
    }
    values = parsed.values;
  } catch (error) {
    // Node's texts end with advice on how to pass positionals, which there are none of here.
    const said = (error instanceof Error ? error.message : String(error)).split(/\. To specify|\.\n/)[0] ?? "";
    const message = printable(said);
    return { problem: message.endsWith(".") ? message : `${message}.` };
  }
  const asked = COMMANDS.filter((name) => values[name] !== undefined);
  const [command = "run"] = asked;
  if (asked.length > 1 && command !== "help" && command !== "version") {
    return { problem: `--${asked.join(" and --")} cannot be asked at once. Choose one.` };
  }
  const paper = values.paper ?? false;
  if (paper && command !== "check") return { problem: "--paper goes with --check." };
  if (values.printer !== undefined && !TAKES_PRINTER.includes(command) && !paper) {
    const takers = "--test-print, --calibrate, --print, --preview, --lint, --reprint or --check --paper";
    return { problem: `--printer goes with ${takers}.` };
  }
  if (values.json && (command === "calibrate" || command === "setup")) {
    return { problem: `--${command} asks a person: it has no --json.` };
  }
  if (values.system && command !== "install-task") return { problem: "--system goes with --install-task." };
  if (values.standby && command !== "run") return { problem: "--standby goes with no command." };
  if (values.force && command !== "export-templates") return { problem: "--force goes with --export-templates." };
  if (values.out !== undefined && command !== "preview") return { problem: "--out goes with --preview." };
  if (values.out === "") return { problem: `--out needs the name of a file that ends in ${outEndings()}.` };
  if (values.out !== undefined && outEnding(values.out) === null) {
    return { problem: `--out "${printable(values.out)}": the name must end in ${outEndings()}.` };
  }
  const file = values.print ?? values.preview ?? values.lint ?? "";
  if ((command === "print" || command === "preview" || command === "lint") && file === "") {
    return { problem: `--${command} needs the name of a JSON file.` };
  }
  if (command === "reprint" && values.reprint === "") return { problem: "--reprint needs a job_id, or the word last." };
  return {
    command,
    file,
    job: values.reprint ?? "",
    out: values.out ?? null,
    printer: values.printer ?? null,
    envFile: values.env ?? null,
    json: values.json ?? false,
    force: values.force ?? false,
    paper,
    system: values.system ?? false,
    standby: values.standby ?? false,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: true });
}
