import { NAME } from "../version.ts";
import { lockFolder, runningPid, waitForFolder } from "../windows/single_instance.ts";
import type { Io } from "./io.ts";

/** How often a standby looks whether the running one has ended. */
const STANDBY_MS = 2_000;

/**
 * Takes the data folder, so that there is one client for it; the result gives it back. `null` after saying that another one
 * runs. With `standby` it waits for that to end, because Task Scheduler would otherwise start it anew each minute, a window each time.
 */
export async function takeFolder(io: Io, dataDir: string, standby: boolean): Promise<(() => void) | null> {
  const unlock = lockFolder(dataDir);
  if (unlock !== null) return unlock;
  const pid = runningPid(dataDir);
  const running = `${NAME} is already running with the data folder ${dataDir}${
    pid === null ? "" : ` (process ${pid})`
  }.`;
  if (!standby) {
    io.err(
      `${running}\nLook for its window, or for that process in the Task Manager. A second one would print everything twice.`,
    );
    return null;
  }
  io.out(`${running}\nThis one waits, and takes over when it ends.`);
  return await waitForFolder(dataDir, () => new Promise((resolve) => setTimeout(resolve, STANDBY_MS)));
}
