import type { CodePage } from "../profile.ts";

/** Sources that several tables share. `escpos-printer-db` is the capabilities file of python-escpos. */
export const ESCPOS_DB = "escpos-printer-db (capabilities.yml of receipt-print-hq)";
export const ENCODER_DATA = "ReceiptPrinterEncoder (generated/printers.js and mapping.js of NielsLeenheer)";

function pages(numbers: Readonly<Record<string, number>>): readonly CodePage[] {
  return Object.entries(numbers).map(([encoding, number]) => ({ encoding, number }));
}

/** Epson's older models: no Windows pages but 1252. (escpos-printer-db, TM-T88IV; ReceiptPrinterEncoder, epson/legacy.) */
export const EPSON_OLD = pages({ cp858: 19, windows1252: 16, cp852: 18, cp437: 0, cp866: 17 });

/** Star printers in ESC/POS mode. (ReceiptPrinterEncoder, esc-pos/star.) */
export const STAR_ESCPOS = EPSON_OLD;

/** (ReceiptPrinterEncoder, bixolon.) */
export const BIXOLON = pages({
  cp858: 19,
  windows1252: 16,
  cp852: 18,
  windows1250: 47,
  cp437: 0,
  windows1253: 24,
  cp737: 29,
  windows1251: 28,
  cp866: 17,
  windows1254: 25,
  cp857: 37,
  windows1257: 26,
  cp775: 30,
});

/** (ReceiptPrinterEncoder, bixolon/legacy and metapace; escpos-printer-db, T-1.) */
export const BIXOLON_OLD = pages({ cp858: 19, cp850: 2, cp437: 0 });

/** (escpos-printer-db, SRP-S300.) */
export const BIXOLON_S300 = pages({
  cp858: 19,
  windows1252: 16,
  cp852: 18,
  cp437: 0,
  windows1253: 47,
  cp866: 17,
  cp775: 33,
});

/** Page 2 is 858 where Epson has 850. (ReceiptPrinterEncoder, citizen, of the CT-S310II.) */
export const CITIZEN_S310 = pages({ cp858: 2, windows1252: 16, cp852: 6, cp437: 0, cp866: 7, cp857: 8 });

/** (escpos-printer-db, CT-S651.) */
export const CITIZEN_S600 = pages({ cp858: 19, windows1252: 16, cp852: 18, cp437: 0, cp866: 17, cp857: 8 });

/** What both tables of Citizen printers agree on. */
export const CITIZEN = pages({ windows1252: 16, cp852: 6, cp437: 0, cp866: 7, cp857: 8 });

/** (ReceiptPrinterEncoder, xprinter, of the XP-N160II and the XP-T80Q.) */
export const XPRINTER = pages({
  cp858: 19,
  windows1252: 16,
  cp852: 18,
  cp437: 0,
  windows1253: 7,
  cp737: 24,
  windows1251: 23,
  cp866: 17,
  windows1257: 25,
});

/** POS-5890 and what is sold under names like it. (escpos-printer-db, POS-5890, NT-5890K and 80-V-UL.) */
export const ZJIANG = pages({
  cp858: 19,
  windows1252: 16,
  cp852: 18,
  windows1250: 72,
  cp437: 0,
  windows1253: 90,
  cp737: 64,
  windows1251: 73,
  cp866: 17,
  windows1254: 91,
  cp857: 61,
  windows1257: 25,
  cp775: 95,
});

/** (escpos-printer-db, ZJ-5870.) */
export const ZJ_5870 = pages({ windows1252: 16, cp852: 18, cp850: 2, cp437: 0, cp866: 17 });

/** (escpos-printer-db, RP326.) */
export const RONGTA = pages({
  cp858: 19,
  windows1252: 16,
  cp852: 18,
  windows1250: 30,
  cp437: 0,
  windows1253: 17,
  cp737: 24,
  windows1251: 6,
  cp866: 7,
  windows1254: 32,
  cp857: 29,
  windows1257: 25,
  cp775: 31,
});

/** (escpos-printer-db, Sunmi-V2.) */
export const SUNMI = pages({
  cp858: 19,
  windows1252: 16,
  cp852: 18,
  cp437: 0,
  iso88597: 15,
  cp737: 14,
  cp866: 17,
  cp857: 13,
  cp775: 33,
});

/** (escpos-printer-db, RP-F10.) */
export const SEIKO = pages({
  cp858: 19,
  windows1252: 16,
  cp852: 18,
  windows1250: 45,
  cp437: 0,
  windows1253: 47,
  cp737: 14,
  windows1251: 46,
  cp866: 17,
  windows1254: 48,
  cp857: 13,
});

/** (escpos-printer-db, ITPP047.) */
export const MUNBYN = pages({ cp858: 19, windows1252: 6, cp852: 18, cp437: 0, cp866: 17 });

/** (escpos-printer-db, KR-306.) */
export const KEFAR = pages({
  cp858: 14,
  windows1252: 11,
  cp852: 13,
  windows1250: 50,
  cp437: 0,
  cp737: 42,
  windows1251: 51,
  cp866: 12,
  cp857: 39,
});

/** (escpos-printer-db, TH230.) */
export const WINCOR = pages({
  cp858: 6,
  windows1252: 8,
  cp852: 2,
  windows1250: 17,
  cp437: 0,
  cp737: 10,
  cp866: 7,
  windows1254: 16,
  cp857: 12,
  windows1257: 28,
  cp775: 27,
});

/** (ReceiptPrinterEncoder, hp, of the A779.) */
export const HP = pages({
  cp858: 6,
  windows1252: 8,
  cp852: 2,
  cp437: 0,
  cp737: 10,
  windows1251: 13,
  cp866: 7,
  cp857: 12,
});

/** (ReceiptPrinterEncoder, fujitsu, of the FP-1000.) */
export const FUJITSU = pages({ cp858: 19, windows1252: 16, cp852: 18, cp437: 0, cp866: 17, cp857: 8 });
