// The hand-written minimum: the receipt of the benchmark and nothing else, one code page, no styles but its own, no limits
// and no checks. What a general program costs beyond this is the price of being one.
import type { Receipt } from "./receipt.ts";

const COLUMNS = 48;
const NAME = 27;
/** Windows-1252, which has all of the receipt's characters: 0xA0 to 0xFF are Latin-1's own. */
const EURO = 0x80;
const bytes = new Uint8Array(16_384);
let at = 0;

/** The bytes of the receipt. */
export function minimalReceipt(receipt: Receipt): Uint8Array {
  at = 0;
  put(0x1b, 0x40, 0x1b, 0x74, 16, 0x1b, 0x61, 1, 0x1b, 0x45, 1, 0x1d, 0x21, 0x11);
  line(receipt.business.name);
  put(0x1d, 0x21, 0, 0x1b, 0x45, 0);
  line(receipt.business.address);
  line(`NIPT ${receipt.business.nipt}`);
  put(0x1b, 0x61, 0, 0x1b, 0x45, 1);
  line(`Fatura ${receipt.receipt_number}`);
  put(0x1b, 0x45, 0);
  line("-".repeat(COLUMNS));
  for (const { quantity, name, price } of receipt.items) {
    const amount = `${(quantity * Number(price)).toFixed(2)} €`;
    let rest = name;
    for (let first = true; first || rest !== ""; first = false) {
      const end = rest.length <= NAME ? rest.length : breakAt(rest);
      const part = rest.slice(0, end).trimEnd();
      if (first) line(`${`${quantity} x`.padStart(4)} ${part.padEnd(NAME)} ${price.padStart(6)} ${amount.padStart(8)}`);
      else line(`     ${part}`);
      rest = rest.slice(end).trimStart();
    }
  }
  line("-".repeat(COLUMNS));
  put(0x1b, 0x45, 1, 0x1d, 0x21, 0x01);
  line("TOTALI".padEnd(36) + `${receipt.total} €`.padStart(12));
  put(0x1d, 0x21, 0, 0x1b, 0x45, 0, 0x0a, 0x1b, 0x61, 1);
  const qr = receipt.qr.length + 3;
  put(0x1d, 0x28, 0x6b, 4, 0, 49, 65, 50, 0, 0x1d, 0x28, 0x6b, 3, 0, 49, 67, 4, 0x1d, 0x28, 0x6b, 3, 0, 49, 69, 49);
  put(0x1d, 0x28, 0x6b, qr & 0xff, qr >> 8, 49, 80, 48);
  text(receipt.qr);
  put(0x1d, 0x28, 0x6b, 3, 0, 49, 81, 48, 0x1d, 0x68, 60, 0x1d, 0x77, 2, 0x1d, 0x48, 2);
  put(0x1d, 0x6b, 73, receipt.barcode.length + 2, 0x7b, 0x42);
  text(receipt.barcode);
  line(receipt.footer);
  put(0x1b, 0x64, 4, 0x1d, 0x56, 1, 0x1b, 0x70, 0, 25, 250);
  return bytes.slice(0, at);
}

function breakAt(rest: string): number {
  const space = rest.lastIndexOf(" ", NAME);
  return space > 0 ? space : NAME;
}

function put(...command: number[]): void {
  for (let index = 0; index < command.length; index++) bytes[at++] = command[index] ?? 0;
}

function text(content: string): void {
  for (let index = 0; index < content.length; index++) {
    const unit = content.charCodeAt(index);
    bytes[at++] = unit === 0x20ac ? EURO : unit < 0x100 ? unit : 0x3f;
  }
}

function line(content: string): void {
  text(content);
  bytes[at++] = 0x0a;
}
