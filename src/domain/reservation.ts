import * as z from "zod";
import { optional, text } from "./fields.ts";

/** `reservation_data` as accepted: everything may be missing, unknown fields are kept for templates. */
export const reservationSchema = z.looseObject({
  confirmation_number: optional(text),
  customer_name: optional(text),
  date: optional(text),
  time: optional(text),
  party_size: optional(text),
  table_number: optional(text),
  phone: optional(text),
  notes: optional(text),
});
