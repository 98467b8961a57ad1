import type { ArchivedJob } from "../../domain/archive.ts";
import { parseDecimal, toShortest } from "../../domain/money.ts";
import { type ReceiptData, receiptView } from "../../domain/receipt.ts";

/** One receipt or kitchen ticket in short. */
export interface Order {
  readonly job: ArchivedJob;
  readonly kind: "receipt" | "kitchen_ticket";
  readonly number: string;
  readonly table: string;
  readonly customer: string;
  readonly items: readonly { readonly quantity: string; readonly name: string; readonly remark: string }[];
  /** Empty where there is none. */
  readonly total: string;
}

/** Items that are shown of one order. */
const MOST_ITEMS = 60;

/** What a job was about. Never throws, whatever stands in it. */
export function orderOf(job: ArchivedJob): Order {
  const data = job.job?.data ?? {};
  const isReceipt = job.job?.type === "receipt";
  const items = Array.isArray(data.items) ? data.items.slice(0, MOST_ITEMS) : [];
  return {
    job,
    kind: isReceipt ? "receipt" : "kitchen_ticket",
    number: textOf(isReceipt ? data.receipt_number : data.order_number),
    table: textOf(data.table),
    customer: textOf(data.customer_name),
    items: items.map((item: Record<string, unknown>) => ({
      quantity: quantityOf(item?.quantity),
      name: textOf(item?.name),
      remark: [
        ...(Array.isArray(item?.extras) ? item.extras.map((extra) => `+ ${textOf(extra)}`) : []),
        textOf(item?.note),
      ].filter((text) => text !== "").join(", "),
    })),
    total: isReceipt ? totalOf(data) : "",
  };
}

function totalOf(data: Readonly<Record<string, unknown>>): string {
  const currency = textOf(data.currency);
  try {
    return `${receiptView(data as ReceiptData).total}${currency === "" ? "" : ` ${currency}`}`;
  } catch {
    return textOf(data.total);
  }
}

function quantityOf(value: unknown): string {
  const decimal = parseDecimal(value);
  return decimal === null ? textOf(value) || "1" : toShortest(decimal);
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim().slice(0, 500) : "";
}
