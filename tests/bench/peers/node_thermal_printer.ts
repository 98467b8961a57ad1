import { Buffer } from "node:buffer";
import ntp from "node-thermal-printer";
import { rowsOf } from "../receipt.ts";
import type { Peer } from "./peer.ts";

const { BreakLine, CharacterSet, PrinterTypes, ThermalPrinter } = ntp;
const [on, off] = [true, false];

/** README.md, "Features", and examples/example.js. It unpacks the picture each time, and has no dithering. */
export const NODE_THERMAL_PRINTER: Peer = {
  name: "node-thermal-printer 4.6.1",
  prepare(logo) {
    const png = logo && Buffer.from(logo.png);
    return Promise.resolve(async (receipt) => {
      const printer = new ThermalPrinter({
        type: PrinterTypes.EPSON,
        width: 48,
        // Never connected to: only the bytes are taken.
        interface: "tcp://127.0.0.1:9",
        characterSet: CharacterSet.PC858_EURO,
        breakLine: BreakLine.WORD,
      });
      printer.alignCenter();
      if (png !== null) await printer.printImageBuffer(png);
      printer.bold(on);
      printer.setTextQuadArea();
      printer.println(receipt.business.name);
      printer.setTextNormal();
      printer.bold(off);
      printer.println(receipt.business.address);
      printer.println(`NIPT ${receipt.business.nipt}`);
      printer.alignLeft();
      printer.bold(on);
      printer.println(`Fatura ${receipt.receipt_number}`);
      printer.bold(off);
      printer.drawLine();
      for (const [quantity, name, price, amount] of rowsOf(receipt)) {
        printer.tableCustom([
          { text: quantity, align: "RIGHT", cols: 4 },
          { text: ` ${name}`, align: "LEFT", cols: 28 },
          { text: price, align: "RIGHT", cols: 7 },
          { text: amount, align: "RIGHT", cols: 9 },
        ]);
      }
      printer.drawLine();
      printer.bold(on);
      printer.setTextDoubleHeight();
      printer.leftRight("TOTALI", `${receipt.total} €`);
      printer.setTextNormal();
      printer.bold(off);
      printer.newLine();
      printer.alignCenter();
      printer.printQR(receipt.qr, { cellSize: 4, correction: "M", model: 2 });
      printer.code128(receipt.barcode, { width: "SMALL", height: 60, text: 2 });
      for (const line of receipt.footer.split("\n")) printer.println(line);
      printer.partialCut();
      printer.openCashDrawer();
      return printer.getBuffer();
    });
  },
};
