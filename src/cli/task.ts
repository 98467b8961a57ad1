import { dirname } from "node:path";
import type { Settings } from "../config.ts";
import { NAME } from "../version.ts";
import { runningPid } from "../windows/single_instance.ts";
import { installTask, startTask, TASK_NAME, taskState, uninstallTask } from "../windows/task_scheduler.ts";
import { commandLine } from "../windows/task_xml.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import type { Options } from "./options.ts";

const NOT_HERE = "Task Scheduler is part of Windows; this system has none.";

/** What starts this very program: the exe, or from source `deno run -A main.ts`. */
function thisProgram(): string[] {
  const exe = Deno.execPath();
  return Deno.build.standalone ? [exe] : [exe, "run", "-A", new URL("../../main.ts", import.meta.url).href];
}

/**
 * `--install-task [--system]`: starts with Windows from now on, and now. Called with settings that are free of problems: a task that
 * fails each minute helps nobody.
 */
export async function installStart(io: Io, options: Options, settings: Settings): Promise<number> {
  if (Deno.build.os !== "windows") return refused(io, NOT_HERE);
  const [command = "", ...words] = thisProgram();
  const envFile = options.envFile === null || settings.envFile === null ? [] : ["--env", settings.envFile];
  const user = options.system ? null : `${Deno.env.get("USERDOMAIN") ?? "."}\\${Deno.env.get("USERNAME") ?? ""}`;
  const plan = {
    user,
    command,
    arguments: commandLine([...words, "--standby", ...envFile]),
    workingDirectory: dirname(command),
  };
  const { isDone, said } = await installTask(plan, settings.dataDir);
  if (!isDone) {
    const hint = options.system || /0x80070005|denied/i.test(said)
      ? "Right-click the Command Prompt, choose Run as administrator, and try again."
      : "Task Scheduler must be running (services.msc, Task Scheduler).";
    return refused(io, `Windows did not take the task: ${said}\n${hint}`);
  }
  io.out(
    user === null
      ? `From now on ${NAME} starts with Windows, as SYSTEM, and again within a minute whenever it ends.\n` +
        systemWarning(settings)
      : `From now on ${NAME} starts when ${user} logs on, and again within a minute whenever it ends.`,
  );
  const started = await startTask();
  io.out(started.isDone ? "It was started now." : `It starts within a minute (${started.said}).`);
  return EXIT.done;
}

/** SYSTEM has no default printer and sees no printer that belongs to a user. */
function systemWarning({ defaultPrinter, printers }: Settings): string {
  const all = [defaultPrinter, ...printers];
  const lines = [
    "  SYSTEM sees only printers of this PC itself (USB, TCP/IP port), none that a user connected from the network.",
  ];
  if (all.some(({ address }) => address.kind === "windows" && address.name === null)) {
    lines.push("  SYSTEM has no default printer: write the printer's name into DEFAULT_PRINTER.");
  }
  return lines.join("\n");
}

/** `--uninstall-task`: no longer starts with Windows. The running program goes on. */
export async function uninstallStart(io: Io): Promise<number> {
  if (Deno.build.os !== "windows") return refused(io, NOT_HERE);
  const { isDone, said } = await uninstallTask();
  if (!isDone && await taskState() !== null) return refused(io, `Windows did not remove the task: ${said}`);
  if (!isDone) {
    io.out(`There is no task "${TASK_NAME}" that this account may see. Nothing to do.`);
    return EXIT.done;
  }
  io.out(`${NAME} no longer starts with Windows. If it runs now, it runs on until its window is closed.`);
  return EXIT.done;
}

/** `--task-status`: whether it starts with Windows, and whether it runs. `settings` is `null` when they have problems. */
export async function startStatus(io: Io, settings: Settings | null, json: boolean): Promise<number> {
  const state = Deno.build.os === "windows" ? await taskState() : null;
  const pid = settings === null ? null : runningPid(settings.dataDir);
  const isOurs = state?.command?.toLowerCase() === Deno.execPath().toLowerCase();
  if (json) {
    io.out(
      JSON.stringify({
        installed: state !== null,
        command: state?.command ?? null,
        this_program: isOurs,
        running_pid: pid,
      }),
    );
    return EXIT.done;
  }
  if (Deno.build.os !== "windows") io.out(NOT_HERE);
  else if (state === null) io.out(`Does not start with Windows. ${NAME} --install-task changes that.`);
  else if (state.command === null || isOurs) io.out(`Starts with Windows (task "${TASK_NAME}").`);
  else io.out(`The task "${TASK_NAME}" starts another program: ${state.command}. --install-task makes it this one.`);
  io.out(pid === null ? "It does not run now." : `It runs now (process ${pid}).`);
  return EXIT.done;
}

function refused(io: Io, problem: string): number {
  io.err(problem);
  return EXIT.failed;
}
