import { join } from "node:path";
import { PROJECT } from "../../source_files.ts";
import { settingsText } from "../../client_settings.ts";
import { type RunningProgram, watchProgram } from "../../running_program.ts";

/** The company of every till. */
export const NIPT = "L12345678A";

/** Where a till finds its backend and its printer. */
export interface TillOptions {
  readonly url: string;
  readonly printerPort: number;
  readonly sessionId?: string;
  /** Further settings. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The client as a real process, with a data folder that outlives it. */
export class Till implements AsyncDisposable {
  readonly sessionId: string;
  readonly #options: TillOptions;
  readonly #folder: string;
  #process: { readonly pid: number; readonly program: RunningProgram } | null = null;
  #output = "";

  /** Does not start it. */
  constructor(options: TillOptions) {
    this.#options = options;
    this.sessionId = options.sessionId ?? "till-1";
    this.#folder = Deno.makeTempDirSync({ prefix: "till-" });
  }

  /** Starts the client; resolves when it is connected. */
  async start(): Promise<void> {
    const file = join(this.#folder, ".env");
    await Deno.writeTextFile(
      file,
      settingsText({
        SOCKET_URL: this.#options.url,
        SESSION_ID: this.sessionId,
        NIPT,
        DATA_DIR: this.#folder,
        DEFAULT_PRINTER: `tcp://127.0.0.1:${this.#options.printerPort}`,
        ...this.#options.settings,
      }),
    );
    const child = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", join(PROJECT, "main.ts"), "--env", file, "--json"],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#process = { pid: child.pid, program: watchProgram(child) };
    await this.waitFor(/"event":"connected"/);
  }

  /** Waits for something in what this run of the client wrote. */
  async waitFor(pattern: RegExp, timeoutMs = 12_000): Promise<void> {
    await this.#process?.program.waitFor(pattern, timeoutMs);
  }

  /** What all its runs wrote. */
  get output(): string {
    return this.#output + (this.#process?.program.output ?? "");
  }

  /** SIGKILL: as a power cut. */
  async kill(): Promise<void> {
    await this.#process?.program.kill();
    this.#output = this.output;
    this.#process = null;
  }

  /** SIGSTOP: it stands still, and its connections stay. */
  freeze(): void {
    if (this.#process !== null) Deno.kill(this.#process.pid, "SIGSTOP");
  }

  /** SIGCONT. */
  thaw(): void {
    if (this.#process !== null) Deno.kill(this.#process.pid, "SIGCONT");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await Deno.remove(this.#folder, { recursive: true });
  }
}
