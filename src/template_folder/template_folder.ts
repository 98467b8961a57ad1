import { join } from "node:path";
import { printable, shown } from "../domain/printable.ts";
import { MAX_TEMPLATE_BYTES, type ShopTemplates, templateNameProblem } from "../domain/shop_templates.ts";

/** More files than any shop has job types: a wrong folder. */
const MAX_FILES = 200;
const LABELS = "labels.json";

interface Found {
  readonly file: string;
  readonly bytes: number;
  readonly mark: string;
}

/**
 * The folder of the shop's own templates. It is looked at again and again instead of being watched: that works on every
 * disk and network share, and a file that is still being written is left until two looks see the same.
 */
export class TemplateFolder {
  readonly path: string;
  #taken: string | null = null;
  #seen = "";
  readonly #texts = new Map<string, string>();

  constructor(path: string) {
    this.path = path;
  }

  /**
   * What the folder holds, when that is news: at the first look, and after a change that the look before has seen too;
   * else `null`. A folder that is not there is empty. Never rejects: what cannot be read is among the problems, and a
   * file that cannot be read for the moment keeps its last text.
   */
  async look(): Promise<ShopTemplates | null> {
    const problems: string[] = [];
    let found: Found[] | null;
    try {
      found = await this.#files(problems);
    } catch (error) {
      const problem = `Cannot read the templates folder "${printable(this.path)}": ${reasonOf(error)}.`;
      return this.#news(problem) ? this.#result([problem]) : null;
    }
    const marks = JSON.stringify([problems, found.map(({ mark }) => mark)]);
    if (!this.#news(marks)) return null;
    await this.#readAll(found, problems);
    return this.#result(problems);
  }

  #news(marks: string): boolean {
    const isSettled = this.#taken === null || marks === this.#seen;
    this.#seen = marks;
    if (!isSettled || marks === this.#taken) return false;
    this.#taken = marks;
    return true;
  }

  async #files(problems: string[]): Promise<Found[]> {
    const names: string[] = [];
    try {
      for await (const { name, isDirectory } of Deno.readDir(this.path)) {
        if (!isDirectory && isOurs(name, problems)) names.push(name);
      }
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return [];
      throw error;
    }
    if (names.length > MAX_FILES) {
      problems.push(
        `The templates folder "${printable(this.path)}" has more than ${MAX_FILES} files: is it the right one?`,
      );
    }
    const found: Found[] = [];
    for (const file of names.sort().slice(0, MAX_FILES)) {
      const info = await Deno.stat(join(this.path, file)).catch(() => null);
      // Editors replace a file by another: for a moment there is none.
      if (info?.isFile) {
        found.push({ file, bytes: info.size, mark: `${file} ${info.size} ${info.mtime?.getTime() ?? 0}` });
      }
    }
    problems.sort();
    return found;
  }

  async #readAll(found: readonly Found[], problems: string[]): Promise<void> {
    for (const file of [...this.#texts.keys()]) {
      if (!found.some((one) => one.file === file)) this.#texts.delete(file);
    }
    for (const { file, bytes } of found) {
      if (bytes > MAX_TEMPLATE_BYTES) {
        problems.push(`${file} was not read: it has ${bytes} bytes, at most ${MAX_TEMPLATE_BYTES} are allowed.`);
        continue;
      }
      try {
        const text = new TextDecoder("utf-8", { fatal: true }).decode(await Deno.readFile(join(this.path, file)));
        this.#texts.set(file, text.replaceAll("\r\n", "\n"));
      } catch (error) {
        if (error instanceof TypeError) problems.push(`${file} is not UTF-8: save it again with the encoding UTF-8.`);
        else {
          problems.push(`${file} could not be read: ${reasonOf(error)}.`);
          // An editor may hold it for a moment: the next look tries again.
          this.#taken = "";
        }
      }
    }
  }

  #result(problems: readonly string[]): ShopTemplates {
    const templates = new Map<string, string>();
    for (const [file, text] of this.#texts) if (file !== LABELS) templates.set(file.slice(0, -".html".length), text);
    return { templates, labels: this.#texts.get(LABELS) ?? null, problems };
  }
}

function isOurs(name: string, problems: string[]): boolean {
  if (name === LABELS) return true;
  if (!name.endsWith(".html")) return false;
  const problem = templateNameProblem(name.slice(0, -".html".length));
  if (problem !== null) problems.push(`${shown(name)} is ignored: ${problem}.`);
  return problem === null;
}

function reasonOf(error: unknown): string {
  return printable(error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
