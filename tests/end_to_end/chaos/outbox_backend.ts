import { DatabaseSync } from "node:sqlite";
import type { PrintResponse } from "../../../src/domain/outcome.ts";
import { type LineProcess, startLines } from "./line_process.ts";

const PYTHON = "/usr/bin/python3";
const SERVER = new URL("outbox.py", import.meta.url).pathname;

/** The Flask backend with its outbox, which is killed and started again on the same port with the same file. */
export class OutboxBackend {
  readonly #mode: "threading" | "eventlet";
  readonly #file: string;
  readonly port: number;
  #process: LineProcess | null = null;
  #answer: (line: Record<string, unknown> | null) => void = () => {};
  /** One at a time: answers carry no number. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(mode: "threading" | "eventlet", port: number, file: string) {
    this.#mode = mode;
    this.port = port;
    this.#file = file;
  }

  /** Starts the server and waits until it listens. */
  start(): Promise<void> {
    return this.#inTurn(() => this.#start());
  }

  async #start(): Promise<void> {
    const listening = this.#next();
    const child = startLines(PYTHON, ["-B", SERVER, this.#mode, String(this.port), this.#file], (line) => {
      // Flask's own banner goes to stdout too.
      if (line.startsWith("{")) this.#answer(JSON.parse(line));
    });
    this.#process = child;
    void child.ended.then(() => this.#answer(null));
    if (await listening === null) throw new Error(`the backend ended at once:\n${child.complaints()}`);
  }

  /** Ends it with SIGKILL. */
  async kill(): Promise<void> {
    const child = this.#process;
    child?.kill();
    await child?.ended;
    if (this.#process === child) this.#process = null;
  }

  /** Sends a command; `null` when the server was killed before it answered. */
  command(body: Record<string, unknown>): Promise<Record<string, unknown> | null> {
    return this.#inTurn(async () => {
      if (this.#process === null) return null;
      const answer = this.#next();
      await this.#process.write(JSON.stringify(body));
      return await answer;
    });
  }

  /** What the file says, after the server has ended: jobs without a response, and every response in order of arrival. */
  read(): { left: string[]; responses: PrintResponse[] } {
    const database = new DatabaseSync(this.#file);
    try {
      return {
        left: database.prepare("SELECT job_id FROM outbox ORDER BY seq").all().map((row) => String(row.job_id)),
        responses: database.prepare("SELECT body FROM responses ORDER BY rowid").all()
          .map((row) => JSON.parse(String(row.body)) as PrintResponse),
      };
    } finally {
      database.close();
    }
  }

  #inTurn<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(action);
    this.#turn = result.catch(() => {});
    return result;
  }

  #next(): Promise<Record<string, unknown> | null> {
    return new Promise((resolve) => this.#answer = resolve);
  }
}
