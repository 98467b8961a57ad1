import type { Probe } from "../check/finding.ts";
import { startFinding } from "../check/windows_pc.ts";
import { taskState } from "../windows/task_scheduler.ts";

/** Whether the program starts with Windows. */
export function startProbe(): Probe {
  return {
    name: "start with Windows",
    unanswered: "note",
    look: async () => {
      const state = await taskState();
      if (state === null) return [startFinding("none")];
      if (state.command === null) return [startFinding("unreadable")];
      const isOurs = state.command.toLowerCase() === Deno.execPath().toLowerCase();
      return [startFinding(isOurs ? "ours" : { starts: state.command })];
    },
  };
}
