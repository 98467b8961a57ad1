import * as z from "zod";
import { decimal, listOf, optional, text } from "./fields.ts";

const amounts = optional(listOf(z.looseObject({ name: text, count: optional(decimal), amount: decimal }), 200));

/** `shift_report_data` as accepted: amounts are decimals as text, unknown fields are kept for templates. */
export const shiftReportSchema = z.looseObject({
  business: optional(z.looseObject({ name: optional(text) })),
  number: optional(text),
  cashier: optional(text),
  register: optional(text),
  opened: optional(text),
  closed: optional(text),
  currency: optional(text),
  receipts: optional(decimal),
  gross: optional(decimal),
  discounts: optional(decimal),
  refunds: optional(decimal),
  net: optional(decimal),
  taxes: amounts,
  payments: amounts,
  categories: amounts,
  cash: optional(z.looseObject({
    opening: optional(decimal),
    paid_in: optional(decimal),
    paid_out: optional(decimal),
    expected: optional(decimal),
    counted: optional(decimal),
    difference: optional(decimal),
  })),
  notes: optional(text),
});
