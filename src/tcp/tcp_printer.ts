import type { Printer, PrinterDocument, PrintReceipt } from "../domain/ports.ts";
import { plainState, type PrinterState } from "../domain/printer_state.ts";
import { PrintError } from "../domain/print_error.ts";
import { Approach } from "./approach.ts";
import { Caution } from "./caution.ts";
import { reasonOf } from "./connect_reason.ts";
import { connect, type Connection, StallError } from "./connection.ts";
import { Device } from "./device.ts";
import { isPaperLow, troubleOf } from "./device_state.ts";
import { Failing } from "./failing.ts";
import { Pace } from "./pace.ts";
import { Patience } from "./patience.ts";
import type { Ready } from "./ready.ts";
import type { TcpPrinterOptions } from "./tcp_printer_options.ts";

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

/**
 * A network printer that takes raw bytes (port 9100). One connection per document, or for several that follow each other
 * at once, gone before `print` returns: printers take one connection at a time. A document is `spooled` at best, unless
 * the device is asked and says more.
 */
export class TcpPrinter implements Printer {
  readonly #options: Required<TcpPrinterOptions>;
  readonly #caution: Caution;
  readonly #failing: Failing;
  readonly #approach = new Approach((connection) => this.#leave(connection));
  readonly #pace = new Pace();
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
    this.#failing = new Failing(this.#options);
    this.#grace = new Patience(graceMs, SHORT_GRACE_MS);
    this.#answers = new Patience(answerTimeoutMs, SHORT_ANSWER_MS);
    this.#finishes = new Patience(finishTimeoutMs, answerTimeoutMs);
  }

  /** More than 1 only where all went well lately, and the device is not asked about each document. */
  get atOnce(): number {
    return this.#caution.isTrusted && !this.#options.asksStatus ? this.#pace.atOnce : 1;
  }

  /** Connects already, so that what connecting and caution take passes while the document is made. */
  approach(): void {
    if (this.#printing > 0 || this.#question !== null) return;
    this.#approach.begin(() => this.#ready());
  }

  async print(document: PrinterDocument): Promise<PrintReceipt> {
    const [result] = await this.printAll([document]);
    if (result?.status === "fulfilled") return result.value;
    throw result?.reason;
  }

  async printAll(documents: readonly PrinterDocument[]): Promise<readonly PromiseSettledResult<PrintReceipt>[]> {
    this.#printing += 1;
    try {
      // The printer takes one connection at a time: a question makes way, or ends first.
      this.#question?.giveUp.abort();
      await this.#question?.answer;
      return await this.#printAll(documents);
    } finally {
      this.#printing -= 1;
    }
  }

  async #printAll(documents: readonly PrinterDocument[]): Promise<readonly PromiseSettledResult<PrintReceipt>[]> {
    const results: (PromiseSettledResult<PrintReceipt> | undefined)[] = documents.map(() => undefined);
    const startMs = performance.now();
    // What goes wrong concerns those that have no result yet.
    const begun = new Map<number, number>();
    let rest: unknown;
    try {
      const receipt = await this.#handOver(documents, begun, (index, reason) => {
        results[index] = { status: "rejected", reason };
      });
      // The pause at the end is the same for one and for many.
      if (begun.size > 0) this.#pace.took(begun.size, performance.now() - startMs - this.#options.settleMs);
      return documents.map((_, index) => results[index] ?? { status: "fulfilled", value: receipt });
    } catch (error) {
      this.#pace.broke();
      rest = error;
    }
    return documents.map(({ bytes }, index) => {
      const sent = begun.get(index);
      if (results[index] !== undefined) return results[index];
      if (sent !== undefined) return { status: "rejected", reason: this.#failing.broken(rest, sent, bytes.length) };
      return { status: "rejected", reason: begun.size === 0 ? rest : this.#failing.notBegun(rest) };
    });
  }

  /**
   * Sends the documents over one connection. `begun` is told of each document's bytes that were handed over, `refused` of
   * those that were not to begin. Throws what broke it.
   */
  async #handOver(
    documents: readonly PrinterDocument[],
    begun: Map<number, number>,
    refused: (index: number, reason: unknown) => void,
  ): Promise<PrintReceipt> {
    const ready = await this.#approach.take(() => this.#ready());
    const { connection } = ready;
    let isPrinted = false;
    try {
      if (ready.trouble !== null) throw this.#failing.notReady(ready.trouble);
      for (const [index, { bytes, beforeFirstByte }] of documents.entries()) {
        try {
          await beforeFirstByte?.();
        } catch (error) {
          refused(index, error);
          continue;
        }
        if (connection.isEnded) throw begun.size === 0 ? await this.#hungUp(connection) : new Error("it was closed");
        begun.set(index, 0);
        for (let sent = 0; sent < bytes.length; sent += CHUNK_BYTES) {
          await connection.write(bytes.subarray(sent, sent + CHUNK_BYTES), this.#options.writeTimeoutMs);
          begun.set(index, Math.min(sent + CHUNK_BYTES, bytes.length));
        }
        isPrinted = await this.#hasPrinted(ready, bytes.length);
      }
      if (begun.size > 0 && !isPrinted) await this.#finish(connection);
    } catch (error) {
      if (begun.size === 0) {
        await connection.close();
      } else {
        this.#caution.wentWrong({ hungUp: !(error instanceof StallError) });
        await connection.abort();
      }
      throw error;
    }
    await (isPrinted ? this.#leave(connection) : connection.close());
    if (begun.size > 0) this.#caution.wentWell(begun.size);
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
    if (this.#printing > 0 || this.#approach.isUnderWay) return plainState("printing");
    if (this.#question !== null) return await this.#question.answer;
    const giveUp = new AbortController();
    const answer = this.#askState(giveUp.signal);
    this.#question = { giveUp, answer };
    return await answer;
  }

  async close(): Promise<void> {
    this.#question?.giveUp.abort();
    await this.#question?.answer;
    await this.#approach.giveUp();
  }

  async #askState(signal: AbortSignal): Promise<PrinterState> {
    try {
      const ready = await this.#ready(signal);
      await this.#leave(ready.connection);
      return stateOf(ready);
    } catch (error) {
      if (signal.aborted) return plainState("printing");
      const { message, hint } = PrintError.from(error);
      const words = message.replace(`${this.#failing.cannot("reach")} `, "").replace(/\.$/, "");
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
      this.#pace.opened(connection.acceptedInMs);
    } catch (error) {
      if (signal?.aborted !== true) this.#caution.wentWrong({ hungUp: false });
      const [code, reason, hint] = reasonOf(error, connectTimeoutMs);
      throw new PrintError(code, `${this.#failing.cannot("reach")} ${reason}.`, { hint, cause: error });
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

  async #hungUp(connection: Connection, cause?: unknown): Promise<PrintError> {
    this.#caution.wentWrong({ hungUp: true });
    await connection.abort();
    return this.#failing.hungUp(cause);
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
    // 4.2.2.13), which always shows, unless it says goodbye first: that shows as long as our side is open, so it stays
    // open as long as settling would have taken. No number of good documents proves that the next one was read.
    const { settleMs } = this.#options;
    const restMs = Math.max(ROUND_TRIPS * this.#pace.roundTripMs, settleMs - connection.ageMs);
    await connection.until(() => false, Math.min(settleMs, restMs));
    connection.finish();
    this.#grace.learn(await connection.untilClosed(this.#grace.ms) === "closed");
  }

  // All is on paper, so nothing that happens now matters, but the next connection should find the printer free.
  async #leave(connection: Connection): Promise<void> {
    connection.finish();
    await connection.untilClosed(Math.min(SHORT_GRACE_MS, this.#grace.ms)).catch(() => {});
    await connection.close();
  }
}

function stateOf({ isTalking, isPaperLow, trouble }: Ready): PrinterState {
  if (trouble !== null) return { state: trouble.state, words: trouble.words, hint: trouble.hint };
  if (!isTalking) return { state: "unknown", words: "it says nothing of its state", hint: "" };
  if (!isPaperLow) return plainState("ready");
  return { state: "paper_low", words: "the paper roll ends soon", hint: "Have a new roll at hand." };
}
