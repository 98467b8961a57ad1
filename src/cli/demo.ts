import { join } from "node:path";
import { DIRECT } from "../domain/network.ts";
import { DEFAULT_POLICY } from "../domain/policy.ts";
import type { PrintResponse } from "../domain/outcome.ts";
import type { Printer, PrinterConfig, PrinterDocument, Printers } from "../domain/ports.ts";
import { DEFAULT_PROFILE } from "../domain/profile.ts";
import { startDemoBackend } from "../demo/demo_backend.ts";
import { SAMPLES } from "../demo/samples.ts";
import { FolderPrinter } from "../folder/folder_printer.ts";
import { renderedText } from "../render/render.ts";
import { EXIT } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { Composer } from "../template/engine.ts";
import { openAgent, PAINTERS } from "./wire.ts";

/** How long anything in the demo may take before it is called broken. */
const PATIENCE_MS = 15_000;
/** The company of the samples. */
const NIPT = "L12345678A";

/**
 * `--demo`: the whole way on real parts, with nothing set up. A Socket.IO backend in this process emits the samples, the
 * client prints them into a folder, and the paper and each `print_response` are shown.
 */
export async function demo(io: Io): Promise<number> {
  const folder = await Deno.makeTempDir({ prefix: "printer-client-demo-" });
  const printer = new ShownPrinter(join(folder, "printed"));
  const backend = await startDemoBackend();
  const ignored = new Signal();
  const agent = openAgent(demoSettings(backend.url, folder, printer.path), printer, new Composer(), (event) => {
    if (event.event === "event_ignored") ignored.give();
  });
  let failures = 0;
  try {
    await agent.start();
    const client = await backend.nextClient(PATIENCE_MS);
    io.out(`A backend listens on ${backend.url}; the client has connected (${client.transport}).\n`);
    for (const { name, event, payload, prints } of SAMPLES) {
      io.out(`━━ ${event}: ${name}`);
      backend.emit(event, payload);
      if (!prints) {
        await ignored.wait();
        io.out("   not for this client or not to be printed: nothing printed, nothing answered\n");
        continue;
      }
      const response = await backend.nextResponse(PATIENCE_MS);
      if (response.status !== "success") failures += 1;
      io.out(`${printer.lastPaper}\n${described(response)}\n`);
    }
    io.out(
      `The bytes, the text, a picture (.svg, for a browser) and a listing of each document are in ${printer.path}`,
    );
  } finally {
    await agent.stop();
    await backend.close();
  }
  return failures === 0 ? EXIT.done : EXIT.failed;
}

function demoSettings(socketUrl: string, dataDir: string, path: string): Parameters<typeof openAgent>[0] {
  return {
    socketUrl,
    sessionId: "demo",
    username: "demo",
    nipt: NIPT,
    reconnectDelayMs: 500,
    maxReconnectAttempts: 0,
    network: DIRECT,
    dataDir,
    printers: [],
    routes: new Map(),
    defaultPrinter: { name: "Demo", address: { kind: "folder", path }, profile: DEFAULT_PROFILE },
    profile: DEFAULT_PROFILE,
    acceptTypes: null,
    unknownPrinter: "error",
    policy: DEFAULT_POLICY,
  };
}

function described(response: PrintResponse): string {
  const { status, message, timestamp, printer, ...more } = response;
  return `   print_response ${
    JSON.stringify({ status, message, printer, timestamp, ...more }, null, 2).replaceAll("\n", "\n   ")
  }`;
}

/** The folder printer, and the paper of what it printed last. */
class ShownPrinter implements Printers {
  lastPaper = "";
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  installed(): Promise<readonly never[]> {
    return Promise.resolve([]);
  }

  open({ name, profile }: PrinterConfig): Printer {
    const printer = new FolderPrinter({ name, path: this.path, profile, codes: PAINTERS.codes });
    return {
      print: async (document: PrinterDocument) => {
        const receipt = await printer.print(document);
        this.lastPaper = renderedText(document.bytes, profile);
        return receipt;
      },
      check: () => printer.check(),
      close: () => printer.close(),
    };
  }
}

/** Something that happens once at a time, and is waited for with patience. */
class Signal {
  #given = Promise.withResolvers<void>();

  give(): void {
    this.#given.resolve();
  }

  async wait(): Promise<void> {
    const timer = setTimeout(() => this.#given.reject(new Error("The client did not react.")), PATIENCE_MS);
    await this.#given.promise;
    clearTimeout(timer);
    this.#given = Promise.withResolvers<void>();
  }
}
