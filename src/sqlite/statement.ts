import type { DatabaseSync, SQLInputValue } from "node:sqlite";

/** A prepared statement that tells of its errors before it throws them. */
export class Statement {
  readonly #prepared;
  readonly #failed: (error: unknown) => void;

  /** `failed` is told of each error. */
  constructor(database: DatabaseSync, sql: string, failed: (error: unknown) => void) {
    this.#prepared = database.prepare(sql);
    this.#failed = failed;
  }

  /** Runs it for its effect. */
  run(...values: SQLInputValue[]): { changes: number | bigint } {
    return this.#told(() => this.#prepared.run(...values));
  }

  /** The first row. */
  get(...values: SQLInputValue[]): Record<string, unknown> | undefined {
    return this.#told(() => this.#prepared.get(...values));
  }

  /** All rows. */
  all(...values: SQLInputValue[]): Record<string, unknown>[] {
    return this.#told(() => this.#prepared.all(...values));
  }

  #told<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }
}
