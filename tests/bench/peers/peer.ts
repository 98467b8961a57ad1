import type { Logo, Receipt } from "../receipt.ts";

/** A library that encodes the receipt of the benchmark, used as its own documentation shows. */
export interface Peer {
  /** The package, with its version. */
  readonly name: string;
  /** Makes what may be kept from one receipt to the next, and gives what encodes one, with the logo where there is one. */
  prepare(logo: Logo | null): Promise<(receipt: Receipt) => Uint8Array | Promise<Uint8Array>>;
}
