import { z } from "zod";
import { decimal, flag, listOf, optional, text } from "./fields.ts";
import { MAX_ITEMS } from "./receipt.ts";

/** `kitchen_ticket_data` as accepted: what the kitchen cooks, without prices. Unknown fields are kept for templates. */
export const kitchenTicketSchema = z.looseObject({
  station: optional(text),
  order_number: optional(text),
  table: optional(text),
  waiter: optional(text),
  guests: optional(text),
  date: optional(text),
  time: optional(text),
  notes: optional(text),
  items: optional(listOf(
    z.looseObject({
      name: text,
      quantity: optional(decimal),
      course: optional(text),
      seat: optional(text),
      note: optional(text),
      extras: optional(listOf(text, 50)),
      cancelled: optional(flag),
    }),
    MAX_ITEMS,
  )),
});
