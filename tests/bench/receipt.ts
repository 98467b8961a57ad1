import { fileURLToPath } from "node:url";
import type { Picture } from "../../src/domain/picture.ts";
import { readPictureFile } from "../../src/pictures/picture_file.ts";

/** The receipt of the benchmark: 20 articles, some with long names, amounts in euros, a QR code and a barcode. */
export interface Receipt {
  business: { name: string; address: string; nipt: string };
  receipt_number: string;
  items: { name: string; quantity: number; price: string }[];
  total: string;
  qr: string;
  barcode: string;
  footer: string;
}

/** A logo as libraries take it: a PNG file, and its pixels of four bytes (red, green, blue, opacity). */
export interface Logo {
  readonly png: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

const fixture = new URL("../../src/demo/samples/print_request.bench_30_lines.json", import.meta.url);
const logo = new URL("../fixtures/logo_384x120.png", import.meta.url);

/** The receipt as the sender gives it. */
export function benchReceipt(): Receipt {
  return JSON.parse(Deno.readTextFileSync(fixture)).data.receipt_data;
}

/** The logo of the benchmark, unpacked. */
export function benchLogo(): Picture {
  const picture = readPictureFile(fileURLToPath(logo));
  if ("problem" in picture) throw new Error(picture.problem);
  return picture;
}

/** The logo of the benchmark for the libraries. */
export function peerLogo(): Logo {
  const { width, height, grey } = benchLogo();
  const pixels = new Uint8Array(width * height * 4);
  for (const [at, shade] of grey.entries()) pixels.fill(shade, at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  return { png: Deno.readFileSync(logo), width, height, pixels };
}

/** What each article's line shows: quantity, name, price and amount. */
export function rowsOf({ items }: Receipt): [quantity: string, name: string, price: string, amount: string][] {
  return items.map(({ quantity, name, price }) => [
    `${quantity} x`,
    name,
    price,
    `${(quantity * Number(price)).toFixed(2)} €`,
  ]);
}
