import { lastLines, type LogFile } from "./log_files.ts";

/** What a log says last about the connection to the backend. */
export interface LastConnection {
  readonly connected: boolean;
  /** As the log writes it. */
  readonly time: string;
}

const LINES = 2_000;
const ABOUT = /^(connected|disconnected|connect_failed|gave_up|started|stopped)$/;

/** The last word about the connection in the newest lines of a log; `null` when they have none. */
export function lastConnection(files: readonly LogFile[]): LastConnection | null {
  for (const line of lastLines(files, LINES).reverse()) {
    const { time, event } = line.startsWith("{") ? ofJson(line) : ofText(line);
    if (!ABOUT.test(event)) continue;
    // Nothing is known yet of a run that has only begun.
    return event === "started" ? null : { connected: event === "connected", time: time.slice(0, 19).replace("T", " ") };
  }
  return null;
}

function ofText(line: string): { time: string; event: string } {
  const [, time = "", event = ""] = /^(\S+ \S+) [A-Z]+ (\w+)/.exec(line) ?? [];
  return { time, event };
}

function ofJson(line: string): { time: string; event: string } {
  try {
    const { time, event } = JSON.parse(line) as Record<string, unknown>;
    return { time: String(time), event: String(event) };
  } catch {
    return { time: "", event: "" };
  }
}
