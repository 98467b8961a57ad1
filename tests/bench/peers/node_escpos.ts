import { Image, Printer } from "@node-escpos/core";
import { rowsOf } from "../receipt.ts";
import type { Peer } from "./peer.ts";

/** `n` of `ESC t` for Windows-1252. */
const WPC1252 = 16;
const PARTIAL = true;

/**
 * The package's README has no text; this is as the examples of its repository and the declarations of its commands have it. The
 * picture is thresholded once beforehand, as there. Its adapters for USB need native code, so it gets one that keeps the bytes.
 */
export const NODE_ESCPOS: Peer = {
  name: "@node-escpos/core 0.6.0",
  prepare(logo) {
    type Pixels = ConstructorParameters<typeof Image>[0];
    const image = logo &&
      new Image({ data: logo.pixels, shape: [logo.width, logo.height, 4] } as unknown as Pixels);
    return Promise.resolve(async (receipt) => {
      let bytes = new Uint8Array();
      const write = (data: Uint8Array<ArrayBuffer>, done: (error: Error | null) => void) => {
        bytes = data;
        done(null);
      };
      const adapter = { write } as unknown as ConstructorParameters<typeof Printer>[0];
      const printer = new Printer(adapter, { encoding: "cp1252", width: 48 });
      printer.hardware("init").setCharacterCodeTable(WPC1252).align("ct");
      if (image !== null) printer.raster(image);
      printer.style("b").size(2, 2).text(receipt.business.name).size(1, 1).style("normal");
      printer.text(receipt.business.address).text(`NIPT ${receipt.business.nipt}`);
      printer.align("lt").style("b").text(`Fatura ${receipt.receipt_number}`).style("normal").drawLine();
      for (const [quantity, name, price, amount] of rowsOf(receipt)) {
        printer.tableCustom([
          { text: quantity, align: "RIGHT", cols: 4 },
          { text: ` ${name}`, align: "LEFT", cols: 28 },
          { text: price, align: "RIGHT", cols: 7 },
          { text: amount, align: "RIGHT", cols: 9 },
        ]);
      }
      printer.drawLine().style("b").tableCustom([
        { text: "TOTALI", align: "LEFT", cols: 36 },
        { text: `${receipt.total} €`, align: "RIGHT", cols: 12 },
      ], { size: [1, 2], encoding: "cp1252" });
      printer.style("normal").newLine().align("ct");
      printer.qrcode(receipt.qr, undefined, "m", 4);
      printer.barcode(receipt.barcode, "CODE128", { width: 2, height: 60 });
      for (const line of receipt.footer.split("\n")) printer.text(line);
      await printer.cut(PARTIAL).cashdraw(2).flush();
      return bytes;
    });
  },
};
