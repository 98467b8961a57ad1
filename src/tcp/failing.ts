import { PrintError } from "../domain/print_error.ts";
import { StallError } from "./connection.ts";
import type { TcpPrinterOptions } from "./tcp_printer_options.ts";
import type { Trouble } from "./device_state.ts";

/** What goes wrong with one network printer, in sentences. */
export class Failing {
  readonly #options: Pick<Required<TcpPrinterOptions>, "name" | "host" | "port" | "writeTimeoutMs">;

  constructor(options: Pick<Required<TcpPrinterOptions>, "name" | "host" | "port" | "writeTimeoutMs">) {
    this.#options = options;
  }

  /** `Cannot WHAT printer "Kitchen" at HOST:PORT:` */
  cannot(what: string): string {
    const { name, port } = this.#options;
    const host = this.#options.host.includes(":") ? `[${this.#options.host}]` : this.#options.host;
    return `Cannot ${what} printer "${name}" at ${host}:${port}:`;
  }

  /** The printer ended the connection before the first byte. */
  hungUp(cause: unknown): PrintError {
    return new PrintError("connection_refused", `${this.cannot("reach")} it closed the connection at once.`, {
      hint: "It is probably busy with another computer. If this lasts, switch it off and on.",
      cause,
    });
  }

  /** By its own word it cannot print now. */
  notReady({ clause, hint }: Trouble): PrintError {
    return new PrintError("printer_not_ready", `${this.cannot("print on")} ${clause}.`, { hint });
  }

  /** From the first write on, nobody can say how much the printer took: it may have started to print. */
  broken(error: unknown, sent: number, total: number): PrintError {
    const reason = error instanceof StallError
      ? `it took no more data for ${this.#options.writeTimeoutMs / 1000} s`
      : "the connection broke";
    const message = `${this.cannot("finish printing on")} ${reason} after ${sent} of ${total} bytes.`;
    const hint = "Look whether the ticket came out before it is printed again; check paper, cover and cable.";
    return new PrintError("partly_sent", message, { hint, cause: error });
  }

  /** It broke off before this document began. */
  notBegun(cause: unknown): PrintError {
    const message = `${this.cannot("print on")} the connection broke while it took the ticket before.`;
    const hint = "It is tried again by itself; check paper, cover and cable.";
    return new PrintError("write_failed", message, { hint, cause });
  }
}
