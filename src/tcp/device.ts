import { type AnswerKind, AnswerReader } from "./answers.ts";
import type { Connection } from "./connection.ts";
import { type DeviceState, hasPaper, QUESTION, type Question, troubleOf } from "./device_state.ts";

/** How long to listen for one answer too many before a printer is believed to be in trouble. */
const SURPLUS_MS = 50;

/**
 * The device behind a connection, as far as it answers questions. An answer does not say which question it answers, so
 * there is one question at a time; and once there was an answer too many, or anything that is none, nothing counts.
 */
export class Device {
  readonly #connection: Connection;
  readonly #writeTimeoutMs: number;
  readonly #reader = new AnswerReader();
  /** The kind of the question that waits for its answer. */
  #open: AnswerKind | null = null;
  #answer: number | null = null;
  #hasSurplus = false;

  /** `writeTimeoutMs`: how long the printer may take no byte, as it does with a long document before a question. */
  constructor(connection: Connection, writeTimeoutMs: number) {
    this.#writeTimeoutMs = writeTimeoutMs;
    this.#connection = connection;
    connection.listen((bytes) => {
      for (const byte of bytes) this.#hear(byte);
    });
  }

  /**
   * What the device says of itself now; empty when it says nothing, each question having `ms`. `DLE EOT n`, 10 04 n, is
   * answered at once, offline too. Throws when the connection ends.
   */
  async state(ms: number): Promise<DeviceState> {
    const state = new Map<Question, number>();
    for (const question of [QUESTION.printer, QUESTION.offlineCause, QUESTION.paper]) {
      if (!await this.#askInto(state, question, ms)) break;
    }
    if (troubleOf(state) !== null) {
      // What this question adds is only of interest now.
      await this.#askInto(state, QUESTION.errorCause, ms);
      await this.#connection.until(() => this.#isUnsure, Math.min(SURPLUS_MS, ms));
    }
    return this.#isUnsure ? new Map() : state;
  }

  /**
   * Whether the device says within `ms` that it has worked through everything sent before: `GS r 1`, 1D 72 01, is
   * answered in its turn, and not at all while paper is missing. Throws when the connection ends.
   */
  async hasFinished(ms: number): Promise<boolean> {
    const answer = await this.#ask(Uint8Array.of(0x1d, 0x72, 0x01), "in-turn", ms);
    return answer !== null && hasPaper(answer);
  }

  get #isUnsure(): boolean {
    return this.#hasSurplus || this.#reader.isNoisy;
  }

  async #askInto(state: Map<Question, number>, question: Question, ms: number): Promise<boolean> {
    const answer = await this.#ask(Uint8Array.of(0x10, 0x04, question), "real-time", ms);
    if (answer !== null) state.set(question, answer);
    return answer !== null;
  }

  async #ask(command: Uint8Array, kind: AnswerKind, ms: number): Promise<number | null> {
    if (this.#isUnsure) return null;
    [this.#open, this.#answer] = [kind, null];
    await this.#connection.write(command, this.#writeTimeoutMs);
    await this.#connection.until(() => this.#open === null || this.#isUnsure, ms);
    this.#open = null;
    return this.#isUnsure ? null : this.#answer;
  }

  #hear(byte: number): void {
    const kind = this.#reader.read(byte);
    if (kind === null) return;
    if (kind === this.#open) [this.#open, this.#answer] = [null, byte];
    else this.#hasSurplus = true;
  }
}
