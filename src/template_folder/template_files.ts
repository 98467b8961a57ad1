import { createHash } from "node:crypto";
import { join } from "node:path";
import { printable } from "../domain/printable.ts";
import {
  type FileChange,
  MAX_TEMPLATE_BYTES,
  type OwnTemplate,
  templateNameProblem,
  type TemplateShelf,
} from "../domain/shop_templates.ts";

/** Of what stood there before the last change. */
const BEFORE = ".before";

/**
 * Changes templates in the shop's folder. Names are checked: none leads out of the folder. Each file keeps the one before it
 * beside it, so that the last change can be taken back. A change needs the mark of what its author has seen.
 */
export class TemplateFiles implements TemplateShelf {
  readonly folder: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The names of the templates that are there. Throws what the disk does; a folder that is not there is empty. */
  async names(): Promise<string[]> {
    const names: string[] = [];
    try {
      for await (const { name, isDirectory } of Deno.readDir(this.folder)) {
        const bare = name.slice(0, -".html".length);
        if (!isDirectory && name.endsWith(".html") && templateNameProblem(bare) === null) names.push(bare);
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
    return names.sort();
  }

  /** A template; `null` where there is no file. Throws an Error whose message is for a person. */
  async read(name: string): Promise<OwnTemplate | null> {
    const path = this.#path(name);
    const bytes = await bytesOf(path).catch((error) => {
      throw new Error(`Cannot read "${printable(path)}": ${reasonOf(error)}.`);
    });
    if (bytes === null) return null;
    if (bytes.length > MAX_TEMPLATE_BYTES) {
      throw new Error(`"${printable(path)}" has ${bytes.length} bytes, at most ${MAX_TEMPLATE_BYTES} are allowed.`);
    }
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
      return { text, mark: markOf(bytes) };
    } catch {
      throw new Error(`"${printable(path)}" is not UTF-8: save it again with the encoding UTF-8.`);
    }
  }

  /** Whether the last change can be taken back. */
  async hasBefore(name: string): Promise<boolean> {
    return await bytesOf(`${this.#path(name)}${BEFORE}`).then((bytes) => bytes !== null, () => false);
  }

  /** Puts a text in the place of what has `mark`. */
  save(name: string, text: string, mark: string): Promise<FileChange> {
    const bytes = new TextEncoder().encode(text);
    return this.#change(name, mark, (path, now) => replace(path, bytes, now));
  }

  /** Takes the file away, so that the shipped template is used. */
  remove(name: string, mark: string): Promise<FileChange> {
    return this.#change(name, mark, (path, now) => replace(path, null, now));
  }

  /** Takes the last change back; the same again brings it back. Without one nothing happens. */
  undo(name: string, mark: string): Promise<FileChange> {
    return this.#change(name, mark, async (path, now) => {
      const before = await bytesOf(`${path}${BEFORE}`);
      if (before !== null) await replace(path, before, now);
    });
  }

  /** One change after the other, so that two windows cannot do one at the same time. */
  #change(
    name: string,
    mark: string,
    act: (path: string, now: Uint8Array<ArrayBuffer> | null) => Promise<void>,
  ): Promise<FileChange> {
    const path = this.#path(name);
    const change = this.#last.then(async (): Promise<FileChange> => {
      try {
        const now = await bytesOf(path);
        if ((now === null ? "" : markOf(now)) !== mark) return { is: "changed" };
        await Deno.mkdir(this.folder, { recursive: true });
        await act(path, now);
        return { is: "done" };
      } catch (error) {
        return { is: "failed", problem: `Cannot write "${printable(path)}": ${reasonOf(error)}.` };
      }
    });
    this.#last = change;
    return change;
  }

  #path(name: string): string {
    const problem = templateNameProblem(name);
    if (problem !== null) throw new Error(`No template can be called "${printable(name, 60)}": ${problem}.`);
    return join(this.folder, `${name}.html`);
  }
}

/** What is kept first, so that at every moment one of the two is there whole. */
async function replace(
  path: string,
  bytes: Uint8Array<ArrayBuffer> | null,
  now: Uint8Array<ArrayBuffer> | null,
): Promise<void> {
  await write(`${path}${BEFORE}`, now);
  await write(path, bytes);
}

/** Writes a file whole or not at all; `null` takes it away. */
async function write(path: string, bytes: Uint8Array<ArrayBuffer> | null): Promise<void> {
  if (bytes === null) {
    await Deno.remove(path).catch(unlessMissing);
    return;
  }
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await writeDurably(temporary, bytes);
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

async function writeDurably(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  using file = await Deno.open(path, { createNew: true, write: true });
  for (let written = 0; written < bytes.length;) written += await file.write(bytes.subarray(written));
  await file.sync();
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  return await Deno.readFile(path).catch(unlessMissing);
}

function unlessMissing(error: unknown): null {
  if (error instanceof Deno.errors.NotFound) return null;
  throw error;
}

function markOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function reasonOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
