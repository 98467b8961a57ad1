import { parseArgs } from "node:util";

/** What the program can be asked to do; `run` when nothing is asked. */
export type Command =
  | "run"
  | "test-print"
  | "list-printers"
  | "list-profiles"
  | "check"
  | "print"
  | "preview"
  | "reprint"
  | "export-templates"
  | "install-task"
  | "uninstall-task"
  | "task-status"
  | "logs"
  | "support"
  | "demo"
  | "help"
  | "version";

/** The command line as understood. */
export interface Options {
  readonly command: Command;
  /** The FILE of `--print` and `--preview`. */
  readonly file: string;
  /** The JOB_ID of `--reprint`, or `last`. */
  readonly job: string;
  readonly printer: string | null;
  readonly envFile: string | null;
  readonly json: boolean;
  /** Whether `--export-templates` overwrites. */
  readonly force: boolean;
  /** Whether `--install-task` is for SYSTEM. */
  readonly system: boolean;
  /** Whether to wait while another one runs. */
  readonly standby: boolean;
}

const FLAGS = {
  "test-print": { type: "boolean" },
  "list-printers": { type: "boolean" },
  "list-profiles": { type: "boolean" },
  check: { type: "boolean" },
  print: { type: "string" },
  preview: { type: "string" },
  reprint: { type: "string" },
  "export-templates": { type: "boolean" },
  "install-task": { type: "boolean" },
  "uninstall-task": { type: "boolean" },
  "task-status": { type: "boolean" },
  system: { type: "boolean" },
  standby: { type: "boolean" },
  logs: { type: "boolean" },
  support: { type: "boolean" },
  demo: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
  printer: { type: "string" },
  env: { type: "string" },
  json: { type: "boolean" },
  force: { type: "boolean" },
} as const;

const COMMANDS = [
  "help",
  "version",
  "test-print",
  "list-printers",
  "list-profiles",
  "check",
  "print",
  "preview",
  "reprint",
  "export-templates",
  "install-task",
  "uninstall-task",
  "task-status",
  "logs",
  "support",
  "demo",
] as const;
const TAKES_PRINTER: readonly Command[] = ["test-print", "print", "preview", "reprint"];

/** Reads the command line; a problem is a sentence for the person who typed it. */
export function parseOptions(args: readonly string[]): Options | { readonly problem: string } {
  let values: ReturnType<typeof parse>["values"];
  try {
    const parsed = parse(args);
    if (parsed.positionals.length > 0) {
      return { problem: `"${parsed.positionals[0]}" is not an option. Options begin with two hyphens.` };
    }
    values = parsed.values;
  } catch (error) {
    // Node's texts end with advice on how to pass positionals, which there are none of here.
    const message = (error instanceof Error ? error.message : String(error)).split(/\. To specify|\n/)[0] ?? "";
    return { problem: message.endsWith(".") ? message : `${message}.` };
  }
  const asked = COMMANDS.filter((name) => values[name] !== undefined);
  const [command = "run"] = asked;
  if (asked.length > 1 && command !== "help" && command !== "version") {
    return { problem: `--${asked.join(" and --")} cannot be asked at once. Choose one.` };
  }
  if (values.printer !== undefined && !TAKES_PRINTER.includes(command)) {
    return { problem: "--printer goes with --test-print, --print, --preview or --reprint." };
  }
  if (values.system && command !== "install-task") return { problem: "--system goes with --install-task." };
  if (values.standby && command !== "run") return { problem: "--standby goes with no command." };
  if (values.force && command !== "export-templates") return { problem: "--force goes with --export-templates." };
  const file = values.print ?? values.preview ?? "";
  if ((command === "print" || command === "preview") && file === "") {
    return { problem: `--${command} needs the name of a JSON file.` };
  }
  if (command === "reprint" && values.reprint === "") return { problem: "--reprint needs a job_id, or the word last." };
  return {
    command,
    file,
    job: values.reprint ?? "",
    printer: values.printer ?? null,
    envFile: values.env ?? null,
    json: values.json ?? false,
    force: values.force ?? false,
    system: values.system ?? false,
    standby: values.standby ?? false,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: FLAGS, strict: true, allowPositionals: true });
}
