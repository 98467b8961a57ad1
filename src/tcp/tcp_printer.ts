import type { Printer, PrinterDocument, PrintReceipt } from "../domain/ports.ts";
import { PrintError, type PrintErrorCode } from "../domain/print_error.ts";
import { connect, type Connection, StallError } from "./connection.ts";

/** Where a network printer is, and how long it may take. Times are in ms. */
export interface TcpPrinterOptions {
  /** For messages and receipts. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs?: number;
  /** How long the printer may take no byte at all, as it does while paper is changed. */
  readonly writeTimeoutMs?: number;
  /** Wait before the first byte: a printer that is busy with another PC accepts the connection and closes it at once. */
  readonly settleMs?: number;
  /** How long the printer has for closing its side after the last byte. Many never do. */
  readonly graceMs?: number;
}

/** Bytes handed over at a time: small enough that a stall is noticed where it happens. */
const CHUNK_BYTES = 16 * 1024;

/**
 * A network printer that takes raw bytes (port 9100). One connection per document, gone before `print` returns:
 * printers take one connection at a time. Such a printer says nothing about paper, so a document is `spooled` at best.
 */
export class TcpPrinter implements Printer {
  readonly #name: string;
  readonly #host: string;
  readonly #port: number;
  readonly #connectTimeoutMs: number;
  readonly #writeTimeoutMs: number;
  readonly #settleMs: number;
  readonly #graceMs: number;

  constructor(options: TcpPrinterOptions) {
    this.#name = options.name;
    this.#host = options.host;
    this.#port = options.port;
    this.#connectTimeoutMs = options.connectTimeoutMs ?? 5_000;
    this.#writeTimeoutMs = options.writeTimeoutMs ?? 30_000;
    this.#settleMs = options.settleMs ?? 10;
    this.#graceMs = options.graceMs ?? 2_000;
  }

  async print(document: PrinterDocument): Promise<PrintReceipt> {
    const connection = await this.#connect();
    let sent = 0;
    try {
      for (; sent < document.bytes.length; sent += CHUNK_BYTES) {
        await connection.write(document.bytes.subarray(sent, sent + CHUNK_BYTES), this.#writeTimeoutMs);
      }
      // What closes before it was told that this is all has not taken all.
      if (connection.isEnded && sent > 0) throw new Error("the printer closed the connection");
      connection.finish();
      await connection.untilClosed(this.#graceMs);
    } catch (error) {
      await connection.abort();
      throw this.#broken(error, Math.min(sent, document.bytes.length), document.bytes.length);
    }
    await connection.close();
    return { stage: "spooled", evidence: "none", printer: this.#name };
  }

  async check(): Promise<string> {
    const connection = await this.#connect();
    connection.finish();
    await connection.close();
    return "ready";
  }

  async close(): Promise<void> {}

  async #connect(): Promise<Connection> {
    let connection: Connection;
    try {
      connection = await connect(this.#host, this.#port, this.#connectTimeoutMs);
    } catch (error) {
      throw this.#unreachable(error);
    }
    const refused = (cause?: unknown) =>
      new PrintError("connection_refused", `${this.#cannot("reach")} it closed the connection at once.`, {
        hint: "It is probably busy with another computer. If this lasts, switch it off and on.",
        cause,
      });
    try {
      if (await connection.untilClosed(this.#settleMs) === "quiet") return connection;
    } catch (error) {
      await connection.abort();
      throw refused(error);
    }
    await connection.abort();
    throw refused();
  }

  #unreachable(error: unknown): PrintError {
    const [code, reason, hint] = error instanceof StallError
      ? TIMED_OUT(this.#connectTimeoutMs)
      : REASONS[systemCode(error)] ?? UNREACHABLE(error);
    return new PrintError(code, `${this.#cannot("reach")} ${reason}.`, { hint, cause: error });
  }

  // From the first write on, nobody can say how much the printer took: it may have started to print.
  #broken(error: unknown, sent: number, total: number): PrintError {
    const reason = error instanceof StallError
      ? `it took no more data for ${this.#writeTimeoutMs / 1000} s`
      : "the connection broke";
    const message = `${this.#cannot("finish printing on")} ${reason} after ${sent} of ${total} bytes.`;
    const hint = "Look whether the ticket came out before it is printed again; check paper, cover and cable.";
    return new PrintError("partly_sent", message, { hint, cause: error });
  }

  #cannot(what: string): string {
    const host = this.#host.includes(":") ? `[${this.#host}]` : this.#host;
    return `Cannot ${what} printer "${this.#name}" at ${host}:${this.#port}:`;
  }
}

type Reason = readonly [code: PrintErrorCode, reason: string, hint: string];

const CHECK_ADDRESS = "Check the address in the settings, and that printer and PC are in the same network.";

const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: [
    "connection_refused",
    "it refused the connection",
    "It may be busy with another computer, still starting, or use another port than this one.",
  ],
  ECONNRESET: ["connection_refused", "it broke the connection off at once", "It may be busy with another computer."],
  ENOTFOUND: ["network_unreachable", "there is no device of that name", CHECK_ADDRESS],
  EAI_AGAIN: ["network_unreachable", "its name cannot be looked up now", CHECK_ADDRESS],
  EHOSTUNREACH: [
    "network_unreachable",
    "nothing answers at this address",
    "Is it switched on and its cable plugged in?",
  ],
  ENETUNREACH: ["network_unreachable", "this PC has no network", "Check the PC's network cable or Wi-Fi."],
  ETIMEDOUT: ["timed_out", "nothing answers at this address", "Is it switched on and its cable plugged in?"],
  EACCES: ["network_unreachable", "this PC does not allow the connection", "Check its firewall and antivirus."],
};

const TIMED_OUT = (ms: number): Reason => [
  "timed_out",
  `no answer within ${ms / 1000} s`,
  "Is it switched on and its cable plugged in? It may also be busy with another computer.",
];

const UNREACHABLE = (error: unknown): Reason => [
  "network_unreachable",
  error instanceof Error ? error.message : String(error),
  CHECK_ADDRESS,
];

// A name with several addresses fails with all their errors together; the first says enough.
function systemCode(error: unknown): string {
  if (error instanceof AggregateError) return systemCode(error.errors[0]);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
