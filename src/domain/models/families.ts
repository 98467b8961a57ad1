import { ENCODER_DATA, ESCPOS_DB, RONGTA, SUNMI, XPRINTER, ZJ_5870, ZJIANG } from "./code_page_numbers.ts";
import type { Model } from "./model.ts";

const ON_80 = { columns: 48, dots: 576 } as const;
const ON_58 = { columns: 32, dots: 384 } as const;

// Their command sets have FS & and FS .; they may start in Chinese mode.
const CHINESE = { cancelChinese: true } as const;

/** Printers sold under many names, and what stands for all the others. */
export const FAMILIES: readonly Model[] = [
  {
    name: "rongta-rp326",
    covers: "Rongta RP326, RP325, RP327, RP80, RP850, RP330",
    values: { ...ON_80, ...CHINESE, codePages: RONGTA },
    guess: /\bRP[-_ ]?(32[5-8]|33[0-9]|80|850)(?!\d)/i,
    isShared: true,
    source: `${ESCPOS_DB}: RP326 (numbers); Rongta RP80 Command Set (FS .)`,
  },
  {
    name: "rongta-rp58",
    covers: "Rongta RP58 and other 58 mm ones of theirs",
    values: { ...ON_58, ...CHINESE, codePages: RONGTA, cutter: false },
    guess: /\bRP[-_ ]?58/i,
    isShared: true,
    source: `${ESCPOS_DB}: RP326 (numbers)`,
  },
  {
    name: "xprinter-80",
    covers: "Xprinter XP-80, XP-80C, XP-N160, XP-Q200, XP-Q800, XP-T80",
    values: { ...ON_80, ...CHINESE, codePages: XPRINTER },
    guess: /\bXP[-_ ]?(80|N160|Q[128]00|Q[28]60|T80)/i,
    isShared: true,
    source: `${ENCODER_DATA}: xprinter`,
  },
  {
    name: "xprinter-58",
    covers: "Xprinter XP-58, XP-58II",
    values: { ...ON_58, ...CHINESE, codePages: XPRINTER, cutter: false },
    guess: /\bXP[-_ ]?58/i,
    isShared: true,
    source: `${ENCODER_DATA}: xprinter (numbers)`,
  },
  {
    name: "pos-80",
    covers: "POS-80, POS-8360, Zjiang ZJ-80, Netum NT-80 and others without a maker's name",
    values: { ...ON_80, ...CHINESE, codePages: ZJIANG },
    guess: /\bPOS[-_ ]?80|\bPOS[-_ ]?8360|\b(ZJ|NT)[-_ ]?80/i,
    isShared: true,
    source: `${ESCPOS_DB}: NT-80-V-UL; ${ENCODER_DATA}: pos-8360`,
  },
  {
    name: "pos-58",
    covers: "POS-58, POS-5890, Zjiang ZJ-58, Netum NT-5890 (58 mm, no knife, no codes)",
    values: { ...ON_58, ...CHINESE, codePages: ZJIANG, cutter: false, nativeCodes: [] },
    guess: /\b(POS|ZJ|NT)[-_ ]?58/i,
    isShared: true,
    source: `${ESCPOS_DB}: POS-5890, NT-5890K`,
  },
  {
    name: "zjiang-zj-5870",
    covers: "Zjiang ZJ-5870, AGPtEK, Esky (58 mm, no knife, no codes)",
    values: { ...ON_58, ...CHINESE, codePages: ZJ_5870, cutter: false, nativeCodes: [] },
    source: `${ESCPOS_DB}: ZJ-5870`,
  },
  {
    name: "gprinter-80",
    covers: "Gprinter GP-80, GP-L80160, GP-L80180 (page numbers as Epson: none are documented)",
    values: { ...ON_80, ...CHINESE },
    guess: /\bGP[-_ ]?L?80/i,
    isShared: true,
    source: "none with numbers of its own",
  },
  {
    name: "gprinter-58",
    covers: "Gprinter GP-58 (58 mm, no knife; page numbers as Epson: none are documented)",
    values: { ...ON_58, ...CHINESE, cutter: false },
    guess: /\bGP[-_ ]?58/i,
    isShared: true,
    source: "none with numbers of its own",
  },
  {
    name: "sunmi-58",
    covers: "Sunmi V1, V2 and other hand-held ones (58 mm, no knife)",
    values: { ...ON_58, ...CHINESE, codePages: SUNMI, cutter: false },
    guess: /\bSunmi[-_ ]?V[12]/i,
    source: `${ESCPOS_DB}: Sunmi-V2`,
  },
  {
    name: "sunmi-80",
    covers: "Sunmi NT311 and cloud printers of 80 mm (page numbers of the V2)",
    values: { ...ON_80, ...CHINESE, codePages: SUNMI },
    guess: /\bNT31[0-9]|\bSunmi[-_ ]?Cloud/i,
    source: `${ESCPOS_DB}: Sunmi-V2 (numbers)`,
  },
  {
    name: "generic-80mm",
    covers: "80 mm printers that follow Epson: Partner RP-600, SNBC BTP-R880, NCR 7197 and 7199, Toshiba, " +
      "Posiflex PP-6900 and Aura, HPRT TP80, Metapace T-3, Sewoo, Custom Kube II and VKP80, Bematech MP-4200 (in ESC/POS mode)",
    values: ON_80,
    source: "Epson ESC/POS Command Reference",
  },
  {
    name: "generic-80mm-42",
    covers: "80 mm printers with 42 columns (512 dots)",
    values: { columns: 42, dots: 512 },
    source: "Epson ESC/POS Command Reference (180 dots to the inch)",
  },
  {
    name: "generic-58mm",
    covers: "58 mm printers that follow Epson, without a knife",
    values: { ...ON_58, cutter: false },
    guess: /\b58[-_ ]?mm\b/i,
    isShared: true,
    source: "Epson ESC/POS Command Reference",
  },
  {
    name: "text-only",
    covers: "any printer that takes text: the driver Generic / Text Only, old needle printers",
    values: { format: "text", cutter: false, buzzer: "none", nativeCodes: [], pictureMode: "none", drawMissing: false },
    source: "plain text",
  },
];
