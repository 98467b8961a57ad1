import * as z from "zod";
import { decimal, flag, listOf, optional, text } from "./fields.ts";
import { add, type Decimal, multiply, parseDecimal, subtract, toFixed, toShortest, ZERO } from "./money.ts";

/** Lines one receipt may have. */
export const MAX_ITEMS = 2_000;

/** `receipt_data` and `pos_data` as accepted: amounts are decimals as text, unknown fields are kept for templates. */
export const receiptSchema = z.looseObject({
  business: optional(z.looseObject({
    name: optional(text),
    address: optional(text),
    nipt: optional(text),
    phone: optional(text),
  })),
  date: optional(text),
  receipt_number: optional(text),
  customer_name: optional(text),
  cashier: optional(text),
  table: optional(text),
  currency: optional(text),
  items: listOf(
    z.looseObject({
      name: text,
      quantity: optional(decimal),
      price: optional(decimal),
      total: optional(decimal),
      discount: optional(decimal),
      note: optional(text),
    }),
    MAX_ITEMS,
  ),
  subtotal: optional(decimal),
  discount: optional(decimal),
  taxes: optional(listOf(z.looseObject({ name: text, amount: decimal }), 50)),
  total: optional(decimal),
  payments: optional(listOf(z.looseObject({ method: text, amount: decimal }), 50)),
  change: optional(decimal),
  qr: optional(text),
  barcode: optional(text),
  footer: optional(text),
  open_drawer: optional(flag),
});

export type ReceiptData = z.infer<typeof receiptSchema>;

/** One line of a receipt as a template shows it; amounts are decimals as text with the places they came with. */
export interface ReceiptLine {
  readonly name: string;
  readonly quantity: string;
  /** `null` when the item came with its total alone. */
  readonly price: string | null;
  readonly discount: string | null;
  readonly total: string;
  readonly note: string | null;
}

/** What a receipt template is given: the data as it came, with each line's total and the sum worked out. */
export type ReceiptView = Omit<ReceiptData, "items" | "total"> & {
  readonly lines: readonly ReceiptLine[];
  readonly total: string;
};

/**
 * Works out what a receipt leaves open: a line is quantity (1 when missing) times the price of one, less its discount;
 * a missing total is the sum of the lines less the receipt's discount.
 */
export function receiptView(data: ReceiptData): ReceiptView {
  let sum = ZERO;
  const lines = data.items.map((item): ReceiptLine => {
    const quantity = read(item.quantity, "1");
    const price = read(item.price, "0");
    const total = item.total === undefined
      ? subtract(multiply(quantity, price), read(item.discount, "0"))
      : read(item.total, "0");
    sum = add(sum, total);
    return {
      ...item,
      name: item.name,
      quantity: toShortest(quantity),
      price: item.price === undefined ? null : plain(price),
      discount: isZero(item.discount) ? null : item.discount ?? null,
      note: item.note ?? null,
      total: plain(total),
    };
  });
  const total = data.total ?? plain(subtract(sum, read(data.discount, "0")));
  const { items: _, ...rest } = data;
  return { ...rest, discount: isZero(data.discount) ? undefined : data.discount, lines, total };
}

function read(value: string | undefined, missing: string): Decimal {
  return parseDecimal(value ?? missing) ?? ZERO;
}

function plain(value: Decimal): string {
  return toFixed(value, value.scale);
}

function isZero(value: string | undefined): boolean {
  return value === undefined || read(value, "0").units === 0n;
}
