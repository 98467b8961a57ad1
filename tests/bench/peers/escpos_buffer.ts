import { Align, Cut, Drawer, Image, InMemory, Printer, Style } from "escpos-buffer";
import { Buffer } from "node:buffer";
import { rowsOf } from "../receipt.ts";
import type { Peer } from "./peer.ts";

const COLUMNS = 48;

/**
 * README.md, "Setup" and "Usage", and examples/picture.js. It has neither columns nor barcodes, so the columns are made beforehand
 * and the barcode is text. The picture is dithered once beforehand.
 */
export const ESCPOS_BUFFER: Peer = {
  name: "escpos-buffer 4.1.0",
  prepare(logo) {
    const image = logo && new Image({ ...logo, data: Buffer.from(logo.pixels) });
    return Promise.resolve(async (receipt) => {
      const connection = new InMemory();
      const printer = await Printer.CONNECT("TM-T20", connection);
      await printer.setColumns(COLUMNS);
      await printer.setCodepage("cp858");
      if (image !== null) {
        await printer.setAlignment(Align.Center);
        await printer.draw(image);
        await printer.setAlignment(Align.Left);
      }
      const big = { width: 2, height: 2, bold: true, align: Align.Center };
      await printer.withStyle(big, () => printer.write(receipt.business.name));
      await printer.writeln();
      await printer.writeln(receipt.business.address, 0, Align.Center);
      await printer.writeln(`NIPT ${receipt.business.nipt}`, 0, Align.Center);
      await printer.writeln(`Fatura ${receipt.receipt_number}`, Style.Bold);
      await printer.writeln("-".repeat(COLUMNS));
      for (const [quantity, name, price, amount] of rowsOf(receipt)) {
        await printer.writeln(
          `${quantity.padStart(4)} ${name.padEnd(27)} ${price.padStart(6)} ${amount.padStart(8)}`,
        );
      }
      await printer.writeln("-".repeat(COLUMNS));
      const total = "TOTALI".padEnd(36) + `${receipt.total} €`.padStart(12);
      await printer.writeln(total, Style.Bold | Style.DoubleHeight);
      await printer.feed(1);
      await printer.setAlignment(Align.Center);
      await printer.qrcode(receipt.qr, 4);
      await printer.writeln(receipt.barcode);
      for (const line of receipt.footer.split("\n")) await printer.writeln(line);
      await printer.setAlignment(Align.Left);
      await printer.feed(5);
      await printer.cutter(Cut.Partial);
      await printer.drawer(Drawer.First);
      return connection.buffer();
    });
  },
};
