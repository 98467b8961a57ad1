import * as z from "zod";
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
  /** The items are the whole order of this printer and station as it is now: the ticket shows what changed. */
  full_order: optional(flag),
  items: optional(listOf(
    z.looseObject({
      id: optional(text),
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
