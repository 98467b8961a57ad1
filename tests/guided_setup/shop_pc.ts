import { join } from "node:path";
import type { Io } from "../../src/cli/io.ts";
import { parseOptions } from "../../src/cli/options.ts";
import { reachBackend } from "../../src/cli/reach.ts";
import { setUp, type SetupEnd, type SetupWorld } from "../../src/cli/setup/setup.ts";
import { CLOCK } from "../../src/cli/wire.ts";
import type { DriverKind, QueueDescription } from "../../src/domain/driver.ts";
import type {
  InstalledPrinter,
  Printer,
  PrinterConfig,
  PrinterDocument,
  Printers,
  PrintReceipt,
} from "../../src/domain/ports.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { FolderPrinter } from "../../src/folder/folder_printer.ts";
import { TcpPrinter } from "../../src/tcp/tcp_printer.ts";

/** A question as it is expected, and what is typed; `null` for an input that ends. */
export type Turn = readonly [question: RegExp, answer: string | null];

/** Somebody at the console who expects certain questions. An input that has no answer left has ended. */
export class Visitor implements Io {
  readonly args: readonly string[] = [];
  readonly isTerminal = true;
  readonly ownsWindow = false;
  readonly hasColours = false;
  /** Everything on the screen, answers too. */
  screen = "";
  readonly #turns: readonly Turn[];
  #asked = 0;

  constructor(turns: readonly Turn[]) {
    this.#turns = turns;
  }

  /** Whether every expected question came. */
  get isDone(): boolean {
    return this.#asked >= this.#turns.length;
  }

  out(text: string): void {
    this.screen += `${text}\n`;
  }

  err(text: string): void {
    this.out(text);
  }

  ask(question: string): Promise<string | null> {
    const [expected, answer] = this.#turns[this.#asked++] ?? [/(?:)/, null];
    this.screen += `${question}${answer}\n`;
    if (!expected.test(question)) throw new Error(`expected ${expected} in question ${this.#asked}:\n${this.screen}`);
    return Promise.resolve(answer);
  }

  enter(): Promise<void> {
    return Promise.resolve();
  }

  onInterrupt(): () => void {
    return () => {};
  }
}

/** A queue of the shop's Windows. */
export interface Queue extends Omit<InstalledPrinter, "isDefault"> {
  readonly isDefault?: boolean;
  readonly kind?: DriverKind;
  /** Sentences of its first tries, each of which fails. */
  readonly faults?: readonly string[];
}

/** The printers of a shop: Windows queues that keep what they are given, and real network and folder printers. */
export class ShopPrinters implements Printers {
  /** What was printed: the queue and the bytes. */
  readonly documents: { readonly queue: string; readonly bytes: Uint8Array }[] = [];
  readonly #queues: readonly Queue[];
  readonly #faults = new Map<string, string[]>();

  constructor(queues: readonly Queue[]) {
    this.#queues = queues;
    for (const { name, faults = [] } of queues) this.#faults.set(name, [...faults]);
  }

  installed(): Promise<readonly InstalledPrinter[]> {
    return Promise.resolve(this.#queues.map((queue) => ({ isDefault: false, ...queue })));
  }

  describe(name: string | null): Promise<QueueDescription | null> {
    const queue = this.#queues.find((it) => it.name === name);
    const { driver = "a driver", port = "USB001", kind = "raw" } = queue ?? {};
    return Promise.resolve(queue === undefined ? null : { name: queue.name, driver, port, kind });
  }

  open({ address, name, profile }: PrinterConfig): Printer {
    if (address.kind === "tcp") {
      return new TcpPrinter({ name, host: address.host, port: address.port, asksStatus: false });
    }
    if (address.kind === "folder") return new FolderPrinter({ name, path: address.path, profile });
    const queue = address.name ?? "Windows default printer";
    return {
      print: ({ bytes }: PrinterDocument): Promise<PrintReceipt> => {
        const fault = this.#faults.get(queue)?.shift();
        if (fault !== undefined) throw new PrintError("printer_not_ready", fault, { hint: "Switch it on." });
        this.documents.push({ queue, bytes });
        return Promise.resolve({ stage: "spooled", evidence: "spooler", printer: queue });
      },
      check: () => Promise.resolve("ready"),
      close: () => Promise.resolve(),
    };
  }
}

/** How a visit ended. */
export interface Visit extends SetupEnd {
  readonly screen: string;
  readonly isDone: boolean;
  /** The settings file afterwards; `null` when there is none. */
  readonly env: string | null;
  readonly documents: ShopPrinters["documents"];
  /** The folders and files beside the program. */
  readonly files: readonly string[];
}

/** Goes through the set-up of a PC whose program stands in an empty folder, or with this settings file beside it. */
export async function visit(
  turns: readonly Turn[],
  { env, queues = [], args = [], world = {} }: {
    readonly env?: string;
    readonly queues?: readonly Queue[];
    readonly args?: readonly string[];
    readonly world?: Partial<SetupWorld>;
  } = {},
): Promise<Visit> {
  const folder = await Deno.makeTempDir();
  try {
    const path = join(folder, ".env");
    if (env !== undefined) await Deno.writeTextFile(path, env);
    const io = new Visitor(turns);
    const options = parseOptions(args);
    if ("problem" in options) throw new Error(options.problem);
    const printers = new ShopPrinters(queues);
    const end = await setUp(io, options, {
      facts: {
        os: "other",
        standalone: true,
        execPath: join(folder, "printer-client"),
        projectFolder: "/nowhere",
        environment: {},
      },
      printers,
      systemLocale: "sq-AL",
      reach: (line) => reachBackend(line, CLOCK),
      startWithWindows: null,
      newId: () => "0123abcd-4567-4890-8000-000000000000",
      ...world,
    });
    const text = await Deno.readTextFile(path).catch(() => null);
    const files = [...Deno.readDirSync(folder)].map(({ name }) => name).toSorted();
    return { ...end, screen: io.screen, isDone: io.isDone, env: text, documents: printers.documents, files };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The settings that count in the text of a file. */
export function counting(env: string | null): string[] {
  return (env ?? "").split(/\r?\n/).filter((line) => /^[^#\s][^=]*=./.test(line));
}
