import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { freePort } from "../flask/flask_backend.ts";
import { type RunningProgram, watchProgram } from "../../running_program.ts";
import { writeDocumentedFiles } from "./document.ts";
import { eventually } from "./eventually.ts";

/** Debian's Python, which has Flask-SocketIO from apt; `python3` on the PATH may be another one. */
const PYTHON = "/usr/bin/python3";

/** What a backend of docs/backend.md is started with. */
export interface DocumentedOptions {
  /** `standby`: app_socket.py with its one line changed as the document says. */
  readonly outbox?: "standby";
  /** Settings of its files, such as `LEASE` or `MESSAGE_QUEUE`. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The backend of docs/backend.md, its files in a folder of their own, as a process that can be killed and started again. */
export class DocumentedBackend implements AsyncDisposable {
  readonly folder: string;
  readonly port: number;
  readonly #env: Record<string, string>;
  #process: RunningProgram | null = null;

  private constructor(folder: string, env: Record<string, string>) {
    this.folder = folder;
    this.port = freePort();
    this.#env = { ...env, HOST: "127.0.0.1", PORT: String(this.port), PYTHONUNBUFFERED: "1" };
  }

  /** Writes the files and starts app_socket.py. */
  static async start({ outbox, env = {} }: DocumentedOptions = {}): Promise<DocumentedBackend> {
    const folder = await Deno.makeTempDir({ prefix: "documented-backend-" });
    await writeDocumentedFiles(folder);
    if (outbox === "standby") {
      const path = join(folder, "app_socket.py");
      const app = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, app.replace("\nimport outbox ", "\nimport standby as outbox "));
    }
    const backend = new DocumentedBackend(folder, env);
    await backend.restart();
    return backend;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts app_socket.py on the port it always had; resolves when it listens. */
  async restart(): Promise<void> {
    const child = this.#python(["-B", "app_socket.py"]).spawn();
    const process = watchProgram(child);
    this.#process = process;
    const died = process.ended.then(({ stderr }) => {
      throw new Error(`app_socket.py ended:\n${stderr}`);
    });
    died.catch(() => {});
    const listens = eventually("app_socket.py listens", async () => {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port: this.port }).catch(() => null);
      connection?.close();
      return connection !== null;
    });
    await Promise.race([listens, died]);
  }

  /** Ends it with SIGKILL. */
  async kill(): Promise<void> {
    await this.#process?.kill();
    this.#process = null;
  }

  /** What it wrote. */
  get output(): string {
    return this.#process?.output ?? "";
  }

  /** Orders a print over HTTP as any client of its would; the `job_id`. */
  async order(to: string, content: string, options: Record<string, unknown> = {}): Promise<string> {
    const response = await fetch(`${this.url}/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ to, data: { type: "text", content }, ...options }),
    });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}\n${this.output}`);
    return (await response.json() as { job_id: string }).job_id;
  }

  /** Runs another file of the document in a process of its own, with the backend's settings. */
  async run(file: string, ...args: string[]): Promise<void> {
    const { code, stderr } = await this.#python(["-B", file, ...args]).output();
    if (code !== 0) throw new Error(`${file}: ${new TextDecoder().decode(stderr)}`);
  }

  /** The rows of a table of `file`, in order of arrival. */
  rows(file: string, table: string): Record<string, unknown>[] {
    const database = new DatabaseSync(join(this.folder, file), { readOnly: true, timeout: 5_000 });
    try {
      return database.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all();
    } finally {
      database.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.folder, { recursive: true });
  }

  #python(args: string[]): Deno.Command {
    return new Deno.Command(PYTHON, {
      args,
      cwd: this.folder,
      env: this.#env,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    });
  }
}
