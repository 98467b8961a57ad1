import { join } from "node:path";
import { settingsText } from "../../client_settings.ts";
import { type LineProcess, startLines } from "./line_process.ts";

const MAIN = new URL("../../../main.ts", import.meta.url).pathname;

/** The client as the shop starts it, in a process of its own that can be killed and started again. */
export class Client {
  /** How often each event happened, over all its lives. */
  readonly events = new Map<string, number>();
  /** What should not happen: faults it told of, and ends that nobody asked for. */
  readonly complaints: string[] = [];
  readonly #envFile: string;
  #process: LineProcess | null = null;
  /** Resolves at the first event of the present life. */
  #awake = Promise.withResolvers<void>();

  private constructor(envFile: string) {
    this.#envFile = envFile;
  }

  /** A client whose settings and data are in `folder`. */
  static create(folder: string, settings: Readonly<Record<string, string>>): Client {
    const envFile = join(folder, ".env");
    const all = {
      SESSION_ID: "chaos",
      NIPT: "L1",
      DATA_DIR: join(folder, "data"),
      RECONNECT_DELAY: "0.1",
      ...settings,
    };
    Deno.writeTextFileSync(envFile, settingsText(all));
    return new Client(envFile);
  }

  start(): void {
    const awake = Promise.withResolvers<void>();
    this.#awake = awake;
    const child = startLines(
      Deno.execPath(),
      ["run", "--allow-all", MAIN, "--env", this.#envFile, "--json"],
      (line) => {
        awake.resolve();
        this.#hear(line);
      },
    );
    this.#process = child;
    void child.ended.then(({ code }) => {
      awake.resolve();
      if (this.#process !== child) return;
      this.#process = null;
      this.complaints.push(`the client ended by itself with code ${code}: ${child.complaints()}`);
    });
  }

  /** Ends it with SIGKILL, at whatever it does. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    child?.kill();
    await child?.ended;
  }

  /** Ends it as Ctrl+C does, once it is up: before that the signal would end Deno itself. */
  async stop(): Promise<void> {
    await this.#awake.promise;
    const child = this.#process;
    this.#process = null;
    if (child === null) return;
    child.signal("SIGINT");
    const { code } = await child.ended;
    if (code !== 0) this.complaints.push(`the client ended with code ${code} after Ctrl+C: ${child.complaints()}`);
  }

  #hear(line: string): void {
    let event: Record<string, unknown>;
    try {
      event = JSON.parse(line);
    } catch {
      // The half line of one that was killed while it wrote.
      return;
    }
    const name = String(event.event);
    this.events.set(name, (this.events.get(name) ?? 0) + 1);
    if (name === "fault") this.complaints.push(line);
  }
}
