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
