/** The world around a command, so that tests can stand in for it. */
export interface Io {
  readonly args: readonly string[];
  /** Whether a person sits at both ends: without one nothing is ever asked or waited for. */
  readonly isTerminal: boolean;
  /** Whether the window belongs to this program alone and goes with it: a double-click in Windows. */
  readonly ownsWindow: boolean;
  /** Whether standard output is a terminal that shows colours. */
  readonly hasColours: boolean;
  /** Writes one line (or several) to standard output. */
  out(text: string): void;
  /** The same to standard error. */
  err(text: string): void;
  /** Shows `question` without ending the line, and gives the line typed behind it; `null` when none will come any more. */
  ask(question: string): Promise<string | null>;
  /** Resolves when Enter is pressed. */
  enter(): Promise<void>;
  /** Calls `handler` at each Ctrl+C and each other request to end; the result undoes it. */
  onInterrupt(handler: () => void): () => void;
}
