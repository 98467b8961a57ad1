import { timeText } from "./amounts.ts";
import { fail, type Finding, note, ok } from "./finding.ts";

/** The task that starts the program with Windows. */
export type TaskFacts = "none" | "ours" | "unreadable" | { readonly starts: string };

/** Whether the program starts with Windows. */
export function startFinding(facts: TaskFacts): Finding {
  const name = "start with Windows";
  if (facts === "ours") return ok(name, "the task starts this program");
  if (facts === "unreadable") return ok(name, "there is a task");
  if (facts === "none") {
    return note(name, "no task that this account may see starts the program. printer-client --install-task makes one.");
  }
  return note(
    name,
    `the task starts another program, "${facts.starts}". printer-client --install-task makes it this one.`,
  );
}

/** After how long the PC sleeps on mains power, in ms: 0 never, `null` unknown. */
export interface SleepFacts {
  readonly standbyMs: number | null;
  readonly hibernateMs: number | null;
}

/** Whether the PC goes to sleep by itself: then nothing prints until somebody wakes it. */
export function sleepFinding({ standbyMs, hibernateMs }: SleepFacts): Finding {
  const name = "sleep";
  const wanted = [
    ...((standbyMs ?? 0) > 0 ? [["sleeps", standbyMs ?? 0, "powercfg /change standby-timeout-ac 0"] as const] : []),
    ...((hibernateMs ?? 0) > 0
      ? [["hibernates", hibernateMs ?? 0, "powercfg /change hibernate-timeout-ac 0"] as const]
      : []),
  ];
  if (wanted.length > 0) {
    const what = wanted.map(([does, ms]) => `${does} after ${timeText(ms)}`).join(" and ");
    const commands = wanted.map(([, , command]) => command).join(" and ");
    return note(name, `this PC ${what} without use, and prints nothing then. In a Command Prompt: ${commands}`);
  }
  if (standbyMs === null) return ok(name, "Windows does not tell after how long this PC sleeps");
  return ok(name, "this PC does not go to sleep by itself");
}

/** Whether Windows waits for a restart, which it may then do by itself. */
export function restartFinding(isPending: boolean): Finding {
  const name = "Windows restart";
  if (!isPending) return ok(name, "none is waiting");
  return note(
    name,
    "Windows wants to restart to finish an update. Do it now, before it does so by itself during service.",
  );
}

/** Whether the client runs. */
export function runningFinding(pid: number | null): Finding {
  const name = "program";
  return pid === null
    ? note(name, "it does not run now, so nothing that the backend sends is printed. Start it.")
    : ok(name, `it runs (process ${pid})`);
}

/** Whether the folder of data can be written; `problem` is why not. */
export function folderFinding(folder: string, problem: string | null): Finding {
  const name = "data folder";
  if (problem === null) return ok(name, folder);
  return fail(name, `cannot write in "${folder}": ${problem}. Set DATA_DIR to a folder that can be written.`);
}
