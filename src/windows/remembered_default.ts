import { join } from "node:path";

/** The Windows default printer as it was last seen, and what it was before. */
export interface RememberedDefault {
  readonly name: string;
  /** ms since 1970: when it was first seen to be the default; `null` when it always was. */
  readonly sinceMs: number | null;
  readonly before: string | null;
}

/** The Windows default printer in a small file of the data folder, so that a change shows after a restart too. */
export class DefaultPrinterMemory {
  readonly #path: string;
  readonly #wallMs: () => number;

  /** `wallMs` is the PC's clock. */
  constructor(dataDir: string, wallMs: () => number) {
    this.#path = join(dataDir, "default_printer.json");
    this.#wallMs = wallMs;
  }

  /** What the file has; `null` when there is none that can be read. */
  read(): RememberedDefault | null {
    try {
      const { name, sinceMs, before } = JSON.parse(Deno.readTextFileSync(this.#path)) as Record<string, unknown>;
      if (typeof name !== "string") return null;
      return {
        name,
        sinceMs: typeof sinceMs === "number" ? sinceMs : null,
        before: typeof before === "string" ? before : null,
      };
    } catch {
      return null;
    }
  }

  /** Remembers the default printer of now; gives the one before when this is another one, and `null` after that. */
  seen(name: string): string | null {
    const known = this.read();
    if (known?.name === name) return null;
    this.#write({ name, sinceMs: known === null ? null : this.#wallMs(), before: known?.name ?? null });
    return known?.name ?? null;
  }

  // Under another name first: what is read is whole. One that cannot be written is a matter of the whole folder, which others
  // report; the change is then told again at each start.
  #write(remembered: RememberedDefault): void {
    const fresh = `${this.#path}.new`;
    try {
      Deno.writeTextFileSync(fresh, `${JSON.stringify(remembered)}\n`);
      Deno.renameSync(fresh, this.#path);
    } catch {
      // See above.
    }
  }
}
