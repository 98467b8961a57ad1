import { replaceFile } from "../windows/replace_file.ts";
import { decodeText } from "./decode.ts";
import { encodeLike } from "./encode.ts";

/** A settings file opened to be changed. */
export interface OpenedEnv {
  /** Where it really is: links are followed. */
  readonly path: string;
  readonly text: string;
  /** As read; `null` when there is no file yet. */
  readonly bytes: Uint8Array | null;
}

/** What saving came to. `backup` is the file with what was there before; `note` a sentence without its full stop. */
export type SavedEnv =
  | { readonly backup: string | null; readonly note: string | null }
  | { readonly problem: string };

/** Reads the settings file at `path`, or an empty one where there is none. */
export function openEnv(path: string): OpenedEnv | { readonly problem: string } {
  try {
    const real = Deno.realPathSync(path);
    const bytes = Deno.readFileSync(real);
    return { path: real, text: decodeText(bytes).text, bytes };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { path, text: "", bytes: null };
    return { problem: `Cannot read the settings file "${path}": ${reason(error)}. Allow this account to read it.` };
  }
}

/**
 * Writes `text` in place of what was opened: at once or not at all, in the file's own encoding and with its rights, and
 * with a copy of what was there in `FILE.bak`. Refuses when the file has changed since.
 */
export function saveEnv({ path, bytes: before }: OpenedEnv, text: string): SavedEnv {
  const cannot = (why: string) => ({
    problem: `Cannot write the settings file "${path}": ${why}. Nothing was changed.`,
  });
  const encoded = encodeLike(before ?? new Uint8Array(), text);
  if ("problem" in encoded) return cannot(encoded.problem);
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    const obstacle = obstacleOf(path, before);
    if (obstacle !== null) return cannot(obstacle);
    if (before === null) {
      writeDurably(path, encoded.bytes);
      return { backup: null, note: encoded.note };
    }
    writeDurably(temporary, encoded.bytes);
    const backup = `${path}.bak`;
    if (!replaceFile(path, temporary, backup)) replaceByName(path, temporary, backup);
    return { backup, note: encoded.note };
  } catch (error) {
    return cannot(reason(error));
  } finally {
    removeIfThere(temporary);
  }
}

function obstacleOf(path: string, before: Uint8Array | null): string | null {
  const now = readIfThere(path);
  const isSame = now === null || before === null
    ? now === before
    : now.length === before.length && now.every((byte, index) => byte === before[index]);
  if (!isSame) return "somebody has changed it meanwhile. Start again";
  if (before === null) return null;
  const readOnly = 'it is read-only. Take that away (Properties, "Read-only") and start again';
  // An administrator may write to it all the same, but somebody wanted it to stay as it is.
  if (((Deno.statSync(path).mode ?? 0o200) & 0o222) === 0) return readOnly;
  try {
    Deno.openSync(path, { write: true }).close();
    return null;
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) {
      return "it is read-only, or this account may not write to it. Take that away and start again";
    }
    throw error;
  }
}

/** Never over a file that is there. */
function writeDurably(path: string, bytes: Uint8Array): void {
  using file = Deno.openSync(path, { createNew: true, write: true, mode: 0o600 });
  for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
  file.syncSync();
}

function replaceByName(path: string, temporary: string, backup: string): void {
  // ReplaceFileW may fail half-way: the older file has the backup's name then, and the newer one still its own.
  if (readIfThere(path) === null) return Deno.renameSync(temporary, path);
  const { mode, uid, gid } = Deno.statSync(path);
  Deno.copyFileSync(path, backup);
  if (Deno.build.os !== "windows") {
    if (mode !== null) Deno.chmodSync(temporary, mode & 0o7777);
    const own = Deno.statSync(temporary);
    if (own.uid !== uid || own.gid !== gid) chown(temporary, uid, gid);
  }
  Deno.renameSync(temporary, path);
}

/** Only an administrator may give files away; for all others the writer owns what is written. */
function chown(path: string, uid: number | null, gid: number | null): void {
  try {
    Deno.chownSync(path, uid, gid);
  } catch (error) {
    if (!(error instanceof Deno.errors.PermissionDenied)) throw error;
  }
}

function readIfThere(path: string): Uint8Array | null {
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
