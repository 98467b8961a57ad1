/**
 * Takes the lock of a data folder (created when missing): one client per folder, across sessions and accounts. `null`
 * when another process holds it. Windows and Linux free the lock when its process ends, however it ends, so it never
 * goes stale; the file itself stays. The result gives the lock back.
 */
export function lockFolder(folder: string): (() => void) | null {
  Deno.mkdirSync(folder, { recursive: true });
  const file = Deno.openSync(`${folder}/printer-client.lock`, { create: true, write: true });
  const exclusive = true;
  if (file.tryLockSync(exclusive)) return () => file.close();
  file.close();
  return null;
}
