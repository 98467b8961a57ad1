/**
 * What a byte from the printer answers: a real-time question (`DLE EOT n`), or a question that waited its turn among
 * the data (`GS r 1`).
 */
export type AnswerKind = "real-time" | "in-turn";

const XON = 0x11;
const XOFF = 0x13;

/** Bytes of an automatic status after its first one. */
const AUTOMATIC_TAIL = 3;

/**
 * Tells the bytes apart that a printer sends, by their fixed bits (Epson ESC/POS reference, "Transmission status
 * identification", bits 7 to 0): `DLE EOT n` 0xx1xx10; `GS r n` 0xx0xxxx; automatic status (ASB, `GS a`) 0xx1xx00 and
 * three of 0xx0xxxx; flow control 0x11 and 0x13. A device that says anything else is noisy: nothing it says is an answer.
 */
export class AnswerReader {
  #tail = 0;
  #isNoisy = false;

  /** Whether something came that no printer of this kind says. */
  get isNoisy(): boolean {
    return this.#isNoisy;
  }

  /** What the next byte is; `null` when it answers nothing. */
  read(byte: number): AnswerKind | null {
    if (byte === XON || byte === XOFF) return null;
    if ((byte & 0b1001_0011) === 0b0001_0010) return "real-time";
    if ((byte & 0b1001_0011) === 0b0001_0000) {
      this.#tail = AUTOMATIC_TAIL;
      return null;
    }
    if ((byte & 0b1001_0000) === 0 && this.#tail > 0) {
      this.#tail -= 1;
      return null;
    }
    if (isPaperAnswer(byte)) return "in-turn";
    this.#isNoisy = true;
    return null;
  }
}

/** `GS r 1` answers with two sensors of two equal bits each; bits 5 and 6 are undefined. */
function isPaperAnswer(byte: number): boolean {
  return (byte & 0b1001_0000) === 0 && [0, 0b11].includes(byte & 0b11) && [0, 0b1100].includes(byte & 0b1100);
}
