/**
 * Takes the lock of a data folder (created when missing): one client per folder, across sessions and accounts. `null`
 * when another process holds it. Windows and Linux free the lock when its process ends, however it ends, so it never
 * goes stale; the file itself stays. The result gives the lock back.
 */
export function lockFolder(folder: string): (() => void) | null {
  const file = locked(folder);
  if (file === null) return null;
  // In a file of its own: Windows lets nobody else read what is locked.
  Deno.writeTextFileSync(`${folder}/printer-client.pid`, String(Deno.pid));
  return () => file.close();
}

/** The process that holds the lock of a data folder; `null` when none does. */
export function runningPid(folder: string): number | null {
  const file = locked(folder);
  if (file !== null) {
    file.close();
    return null;
  }
  try {
    return Number(Deno.readTextFileSync(`${folder}/printer-client.pid`)) || null;
  } catch {
    return null;
  }
}

/** Waits until the lock of a data folder is free, and takes it. */
export async function waitForFolder(folder: string, pause: () => Promise<void>): Promise<() => void> {
  for (;;) {
    const unlock = lockFolder(folder);
    if (unlock !== null) return unlock;
    await pause();
  }
}

function locked(folder: string): Deno.FsFile | null {
  Deno.mkdirSync(folder, { recursive: true });
  let file: Deno.FsFile;
  try {
    file = Deno.openSync(`${folder}/printer-client.lock`, { create: true, write: true });
  } catch (error) {
    // Made by another account (SYSTEM), which runs or ran here.
    if (error instanceof Deno.errors.PermissionDenied) return null;
    throw error;
  }
  const exclusive = true;
  if (file.tryLockSync(exclusive)) return file;
  file.close();
  return null;
}
