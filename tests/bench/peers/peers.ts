import { ESCPOS_BUFFER } from "./escpos_buffer.ts";
import { NODE_ESCPOS } from "./node_escpos.ts";
import { NODE_THERMAL_PRINTER } from "./node_thermal_printer.ts";
import type { Peer } from "./peer.ts";
import { RECEIPT_PRINTER_ENCODERS } from "./receipt_printer_encoder.ts";
import { RECEIPTLINE } from "./receiptline.ts";

/** Every library that the receipt is encoded with. */
export const PEERS: readonly Peer[] = [
  ...RECEIPT_PRINTER_ENCODERS,
  NODE_ESCPOS,
  ESCPOS_BUFFER,
  RECEIPTLINE,
  NODE_THERMAL_PRINTER,
];
