import * as z from "zod";
import { decimal, listOf, optional, text } from "./fields.ts";

/** `label_data` as accepted: what a shelf or a package says. Unknown fields are kept for templates. */
export const labelSchema = z.looseObject({
  name: optional(text),
  lines: optional(listOf(text, 50)),
  price: optional(decimal),
  unit_price: optional(text),
  currency: optional(text),
  packed: optional(text),
  best_before: optional(text),
  barcode: optional(text),
  barcode_system: optional(z.enum(
    ["upc-a", "upc-e", "ean13", "ean8", "code39", "itf", "codabar", "code93", "code128"],
    "the name of a barcode system, such as ean13 or code128",
  )),
  qr: optional(text),
});
