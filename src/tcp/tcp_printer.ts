import type { Printer, PrinterDocument, PrintReceipt } from "../domain/ports.ts";
import { plainState, type PrinterState } from "../domain/printer_state.ts";
import { PrintError } from "../domain/print_error.ts";
import { Caution } from "./caution.ts";
import { reasonOf } from "./connect_reason.ts";
import { connect, type Connection, StallError } from "./connection.ts";
import { Device } from "./device.ts";
import { isPaperLow, type Trouble, troubleOf } from "./device_state.ts";
import { Patience } from "./patience.ts";

/** Where a network printer is, and how long it may take. Times are in ms. */
export interface TcpPrinterOptions {
  /** For messages and receipts. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Whether to ask the device for its state before a document, and whether it has printed it after that. */
  readonly asksStatus?: boolean;
  readonly connectTimeoutMs?: number;
  /** How long the printer may take no byte at all, as it does while paper is changed. */
  readonly writeTimeoutMs?: number;
  /**
   * How long after connecting a printer that is busy may hang up: waited for before the first byte where that is to be
   * feared, else after the last one.
   */
  readonly settleMs?: number;
  /** How long the printer has for closing its side after the last byte. Many never do, and soon get less. */
  readonly graceMs?: number;
  /** How long the device has for one question about its state. One that is silent twice soon gets less. */
  readonly answerTimeoutMs?: number;
  /** How long the device has for saying that it has printed, besides 1 ms for each byte. */
  readonly finishTimeoutMs?: number;
  /** Any clock that goes on steadily. */
  readonly nowMs?: () => number;
}

/** Bytes handed over at a time: small enough that a stall is noticed where it happens. */
const CHUNK_BYTES = 16 * 1024;
/** What a printer gets that is known not to close its side. */
const SHORT_GRACE_MS = 200;
/** What a device gets that is known not to answer. */
const SHORT_ANSWER_MS = 100;
/** The longest time that is added for the length of a document. */
const LONGEST_EXTRA_MS = 20_000;
/** Round trips, as measured by the connecting, in which a printer's closing is sure to be heard of. */
const ROUND_TRIPS = 3;

/** A printer that can be written to. */
interface Ready {
  readonly connection: Connection;
  /** `null` when its state is not asked for. */
  readonly device: Device | null;
  /** Whether the device says what state it is in. */
  readonly isTalking: boolean;
  readonly isPaperLow: boolean;
  /** What keeps it from printing, by its own word. */
  readonly trouble: Trouble | null;
}

/**
 * A network printer that takes raw bytes (port 9100). One connection per document, gone before `print` returns:
 * printers take one connection at a time. A document is `spooled` at best, unless the device is asked and says more.
 */
export class TcpPrinter implements Printer {
  readonly #options: Required<TcpPrinterOptions>;
  readonly #caution: Caution;
  readonly #grace: Patience;
  readonly #answers: Patience;
  readonly #finishes: Patience;
  /** Documents that are being printed. */
  #printing = 0;
  /** The question about the state that is going on. */
  #question: { readonly giveUp: AbortController; readonly answer: Promise<PrinterState> } | null = null;

  constructor(options: TcpPrinterOptions) {
    this.#options = {
      asksStatus: false,
      connectTimeoutMs: 5_000,
      writeTimeoutMs: 30_000,
      settleMs: 10,
      graceMs: 2_000,
      answerTimeoutMs: 500,
      finishTimeoutMs: 10_000,
      nowMs: () => performance.now(),
      ...options,
    };
    const { graceMs, answerTimeoutMs, finishTimeoutMs, nowMs } = this.#options;
    this.#caution = new Caution(nowMs);
    this.#grace = new Patience(graceMs, SHORT_GRACE_MS);
    this.#answers = new Patience(answerTimeoutMs, SHORT_ANSWER_MS);
    this.#finishes = new Patience(finishTimeoutMs, answerTimeoutMs);
  }

  async print(document: PrinterDocument): Promise<PrintReceipt> {
    this.#printing += 1;
    try {
      // The printer takes one connection at a time: a question makes way, or ends first.
      this.#question?.giveUp.abort();
      await this.#question?.answer;
      return await this.#print(document);
    } finally {
      this.#printing -= 1;
    }
  }

  async #print(document: PrinterDocument): Promise<PrintReceipt> {
    const { bytes } = document;
    const ready = await this.#ready();
    const { connection } = ready;
    try {
      if (ready.trouble !== null) throw this.#notReady(ready.trouble);
      await document.beforeFirstByte?.();
    } catch (error) {
      await connection.close();
      throw error;
    }
    if (connection.isEnded) throw await this.#hungUp(connection);
    let sent = 0;
    let isPrinted = false;
    try {
      for (; sent < bytes.length; sent += CHUNK_BYTES) {
        await connection.write(bytes.subarray(sent, sent + CHUNK_BYTES), this.#options.writeTimeoutMs);
      }
      isPrinted = await this.#hasPrinted(ready, bytes.length);
      if (!isPrinted) await this.#finish(connection);
    } catch (error) {
      this.#caution.wentWrong({ hungUp: !(error instanceof StallError) });
      await connection.abort();
      throw this.#broken(error, Math.min(sent, bytes.length), bytes.length);
    }
    if (isPrinted) await this.#leave(connection);
    await connection.close();
    this.#caution.wentWell();
    const printer = this.#options.name;
    return isPrinted
      ? { stage: "printed", evidence: "device", printer }
      : { stage: "spooled", evidence: "none", printer };
  }

  /** `ready`, also when the state is unknown; or what the device says keeps it from printing: `paper out`. */
  async check(): Promise<string> {
    const { connection, trouble } = await this.#ready();
    connection.finish();
    await connection.close();
    return trouble?.words ?? "ready";
  }

  /** What the device says of itself, where it is asked; `unknown` else. While a document is printed nobody asks. */
  async state(): Promise<PrinterState> {
    if (!this.#options.asksStatus) return { state: "unknown", words: "its state is not asked for", hint: "" };
    if (this.#printing > 0) return plainState("printing");
    if (this.#question !== null) return await this.#question.answer;
    const giveUp = new AbortController();
    const answer = this.#askState(giveUp.signal);
    this.#question = { giveUp, answer };
    return await answer;
  }

  async close(): Promise<void> {
    this.#question?.giveUp.abort();
    await this.#question?.answer;
  }

  async #askState(signal: AbortSignal): Promise<PrinterState> {
    try {
      const ready = await this.#ready(signal);
      await this.#leave(ready.connection);
      await ready.connection.close();
      return stateOf(ready);
    } catch (error) {
      if (signal.aborted) return plainState("printing");
      const { message, hint } = PrintError.from(error);
      const words = message.replace(`${this.#cannot("reach")} `, "").replace(/\.$/, "");
      return { state: "offline", words, hint };
    } finally {
      this.#question = null;
    }
  }

  async #ready(signal?: AbortSignal): Promise<Ready> {
    const { host, port, connectTimeoutMs, writeTimeoutMs, settleMs, asksStatus } = this.#options;
    let connection: Connection;
    try {
      connection = await connect(host, port, connectTimeoutMs, signal);
    } catch (error) {
      if (signal?.aborted !== true) this.#caution.wentWrong({ hungUp: false });
      const [code, reason, hint] = reasonOf(error, connectTimeoutMs);
      throw new PrintError(code, `${this.#cannot("reach")} ${reason}.`, { hint, cause: error });
    }
    try {
      if (!asksStatus) {
        if (this.#caution.isDue) await connection.until(() => false, settleMs);
        return { connection, device: null, isTalking: false, isPaperLow: false, trouble: null };
      }
      const device = new Device(connection, writeTimeoutMs);
      const state = await device.state(this.#answers.ms);
      this.#answers.learn(state.size > 0);
      const isTalking = state.size > 0;
      return { connection, device, isTalking, isPaperLow: isPaperLow(state), trouble: troubleOf(state) };
    } catch (error) {
      throw await this.#hungUp(connection, error);
    }
  }

  /** The printer ended the connection before the first byte. */
  async #hungUp(connection: Connection, cause?: unknown): Promise<PrintError> {
    this.#caution.wentWrong({ hungUp: true });
    await connection.abort();
    return new PrintError("connection_refused", `${this.#cannot("reach")} it closed the connection at once.`, {
      hint: "It is probably busy with another computer. If this lasts, switch it off and on.",
      cause,
    });
  }

  #notReady({ clause, hint }: Trouble): PrintError {
    return new PrintError("printer_not_ready", `${this.#cannot("print on")} ${clause}.`, { hint });
  }

  async #hasPrinted({ device, isTalking }: Ready, bytes: number): Promise<boolean> {
    if (device === null) return false;
    const { answerTimeoutMs } = this.#options;
    if (!isTalking) return await device.hasFinished(this.#answers.ms);
    const extraMs = this.#finishes.isShort ? 0 : Math.min(bytes, LONGEST_EXTRA_MS);
    const isPrinted = await device.hasFinished(this.#finishes.ms + extraMs);
    if (isPrinted) this.#finishes.learn(isPrinted);
    else {
      // Who is out of paper does not answer yet; who is ready and does not answer never will.
      const state = await device.state(answerTimeoutMs);
      if (state.size > 0 && troubleOf(state) === null) this.#finishes.learn(isPrinted);
    }
    return isPrinted;
  }

  async #finish(connection: Connection): Promise<void> {
    // What closes before it was told that this is all has not taken all. One that did so before our bytes arrived is
    // heard of within a round trip. One that hangs up without looking at them resets the connection (RFC 1122,
    // 4.2.2.13), which only shows as long as our side is open: so it stays open as long as settling would have taken.
    const guardMs = Math.max(ROUND_TRIPS * connection.acceptedInMs, this.#options.settleMs - connection.ageMs);
    await connection.until(() => false, Math.min(this.#options.settleMs, guardMs));
    connection.finish();
    this.#grace.learn(await connection.untilClosed(this.#grace.ms) === "closed");
  }

  // All is on paper, so nothing that happens now matters, but the next connection should find the printer free.
  async #leave(connection: Connection): Promise<void> {
    connection.finish();
    await connection.untilClosed(Math.min(SHORT_GRACE_MS, this.#grace.ms)).catch(() => {});
  }

  // From the first write on, nobody can say how much the printer took: it may have started to print.
  #broken(error: unknown, sent: number, total: number): PrintError {
    const reason = error instanceof StallError
      ? `it took no more data for ${this.#options.writeTimeoutMs / 1000} s`
      : "the connection broke";
    const message = `${this.#cannot("finish printing on")} ${reason} after ${sent} of ${total} bytes.`;
    const hint = "Look whether the ticket came out before it is printed again; check paper, cover and cable.";
    return new PrintError("partly_sent", message, { hint, cause: error });
  }

  #cannot(what: string): string {
    const { name, port } = this.#options;
    const host = this.#options.host.includes(":") ? `[${this.#options.host}]` : this.#options.host;
    return `Cannot ${what} printer "${name}" at ${host}:${port}:`;
  }
}

function stateOf({ isTalking, isPaperLow, trouble }: Ready): PrinterState {
  if (trouble !== null) return { state: trouble.state, words: trouble.words, hint: trouble.hint };
  if (!isTalking) return { state: "unknown", words: "it says nothing of its state", hint: "" };
  if (!isPaperLow) return plainState("ready");
  return { state: "paper_low", words: "the paper roll ends soon", hint: "Have a new roll at hand." };
}
