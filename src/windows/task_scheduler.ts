import { join } from "node:path";
import { type TaskPlan, taskXml, utf16 } from "./task_xml.ts";

/** The name of our task, in the root folder of Task Scheduler. */
export const TASK_NAME = "printer-client";

/** What `schtasks` said. */
export interface TaskAnswer {
  readonly isDone: boolean;
  /** In the words and the language of Windows. */
  readonly said: string;
}

/** What is known of the task. */
export interface TaskState {
  /** The program that it starts, `null` where that could not be read. */
  readonly command: string | null;
}

/** The full path: the exe may run this and nothing else. */
function schtasks(): string {
  return `${Deno.env.get("SystemRoot") ?? "C:\\Windows"}\\System32\\schtasks.exe`;
}

/** Registers the task in place of one of the same name. `folder` is for a file that is deleted again. */
export async function installTask(plan: TaskPlan, folder: string): Promise<TaskAnswer> {
  const file = join(folder, `${TASK_NAME}-task-${Deno.pid}.xml`);
  await Deno.writeFile(file, utf16(taskXml(plan)));
  try {
    return await run("/Create", "/TN", TASK_NAME, "/XML", file, "/F");
  } finally {
    await Deno.remove(file);
  }
}

/** Starts the task now. */
export function startTask(): Promise<TaskAnswer> {
  return run("/Run", "/TN", TASK_NAME);
}

/** Removes the task. A program that it started goes on. */
export function uninstallTask(): Promise<TaskAnswer> {
  return run("/Delete", "/TN", TASK_NAME, "/F");
}

/** The task, `null` when there is none that this account may see. */
export async function taskState(): Promise<TaskState | null> {
  const { isDone, said } = await run("/Query", "/TN", TASK_NAME, "/XML", "ONE");
  if (!isDone || !said.includes("<Task")) return null;
  const command = /<Command>([^<]*)<\/Command>/.exec(said)?.[1];
  return { command: command === undefined ? null : plain(command) };
}

async function run(...args: string[]): Promise<TaskAnswer> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(schtasks(), { args, stdin: "null" }).output();
    return { isDone: success, said: `${decoded(stdout)}${decoded(stderr)}`.trim() };
  } catch (error) {
    return { isDone: false, said: error instanceof Error ? error.message : String(error) };
  }
}

/** UTF-16 where it is redirected so; else the console's own page, of which ASCII is all that matters here. */
function decoded(bytes: Uint8Array): string {
  return new TextDecoder(bytes[1] === 0 || (bytes[0] === 0xff && bytes[1] === 0xfe) ? "utf-16le" : "utf-8").decode(
    bytes,
  );
}

function plain(text: string): string {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? "");
}
