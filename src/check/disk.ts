import { sizeText } from "./amounts.ts";
import { fail, type Finding, note, ok } from "./finding.ts";

/** Below this, jobs are soon refused: each must be on disk before it is acknowledged. */
const TOO_LITTLE = 100_000_000;
/** Below this Windows itself gets into trouble (updates, the page file), and its spooler with it. */
const LITTLE = 1_000_000_000;

/** The free space of the disk that a folder is on. */
export function diskFinding(name: string, folder: string, freeBytes: number): Finding {
  const room = `${sizeText(freeBytes)} free on the disk of ${folder}`;
  if (freeBytes < TOO_LITTLE) {
    return fail(name, `only ${room}: jobs will be refused. Delete what is not needed, and empty the recycle bin.`);
  }
  if (freeBytes < LITTLE) return note(name, `only ${room}. Delete what is not needed.`);
  return ok(name, room);
}
