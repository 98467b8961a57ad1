import { ENCODER_DATA, EPSON_OLD, ESCPOS_DB } from "./code_page_numbers.ts";
import type { Model } from "./model.ts";

const REFERENCE = "Epson ESC/POS Command Reference (ESC t; ESC ( A function 48 and the models it lists)";

// 80 mm paper: at 203 dots to the inch 576 dots are 48 characters, at 180 dots 512 are 42.
const AT_203 = { columns: 48, dots: 576 } as const;
const AT_180 = { columns: 42, dots: 512 } as const;

/** Epson TM. */
export const EPSON: readonly Model[] = [
  {
    name: "epson-tm-t20",
    covers: "Epson TM-T20, T20II, T20III, T20IV, T20X, T81, T82, T83, T100",
    values: { ...AT_203, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?T(20|81|82|83|100)(?!\d)/i,
    source: `${ESCPOS_DB}: TM-T20II, TM-T20III; ${ENCODER_DATA}; ${REFERENCE}`,
  },
  {
    name: "epson-tm-t20-42",
    covers: "Epson TM-T20 and TM-T82 set to 42 columns (their 42 column mode)",
    values: { columns: 42, dots: 546, buzzer: "esc-(a" },
    source: `${ESCPOS_DB}: TM-T20II-42col`,
  },
  {
    name: "epson-tm-t88",
    covers: "Epson TM-T88V, T88VI, T88VII",
    values: { ...AT_180, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?T88(?!\d|[-_ ]?(II|III|IV)\b)/i,
    source: `${ESCPOS_DB}: TM-T88V; ${ENCODER_DATA}; ${REFERENCE}`,
  },
  {
    name: "epson-tm-t88-old",
    covers: "Epson TM-T88II, T88III, T88IV",
    values: { ...AT_180, codePages: EPSON_OLD, buzzer: "none" },
    guess: /\bTM[-_ ]?T88[-_ ]?(II|III|IV)\b/i,
    source: `${ESCPOS_DB}: TM-T88II to IV; ${ENCODER_DATA}: epson/legacy`,
  },
  {
    name: "epson-tm-t70",
    covers: "Epson TM-T70",
    values: { ...AT_180, codePages: EPSON_OLD, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?T70(?!I|\d)/i,
    source: `${ENCODER_DATA}; ${REFERENCE}`,
  },
  {
    name: "epson-tm-t70ii",
    covers: "Epson TM-T70II",
    values: { ...AT_180, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?T70II/i,
    source: `${ENCODER_DATA}; ${REFERENCE}`,
  },
  {
    name: "epson-tm-m30",
    covers: "Epson TM-m30, m30II, m30III, m50",
    values: { ...AT_203, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?m[35]0/i,
    source: `${ESCPOS_DB}: TM-m30III; ${REFERENCE}`,
  },
  {
    name: "epson-tm-m10",
    covers: "Epson TM-m10 (58 mm, 420 dots)",
    values: { columns: 35, dots: 420, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?m10/i,
    source: "Epson TM-m10 Technical Reference Guide (420 dots, 35 characters of font A)",
  },
  {
    name: "epson-tm-l90",
    covers: "Epson TM-L90 with receipt paper of 80 mm, TM-L100",
    values: { ...AT_203, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?L(90|100)/i,
    source: `${ESCPOS_DB}: TM-L90; ${REFERENCE}`,
  },
  {
    name: "epson-tm-p20",
    covers: "Epson TM-P20, P20II (58 mm, portable, no knife)",
    values: { columns: 32, dots: 384, cutter: false, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?P20/i,
    source: `${ENCODER_DATA}: epson-tm-p20ii; ${REFERENCE}`,
  },
  {
    name: "epson-tm-p80",
    covers: "Epson TM-P80, P80II (80 mm, portable)",
    values: { ...AT_203, buzzer: "esc-(a" },
    guess: /\bTM[-_ ]?P80/i,
    source: `${ESCPOS_DB}: TM-P80; ${REFERENCE}`,
  },
  {
    // Bit images of 8 or 9 pins only, in a density of their own: neither GS v 0 nor ESC * 33.
    name: "epson-tm-u220",
    covers: "Epson TM-U220, U230 (needles, no codes, no pictures; 33 columns fit with either font)",
    values: {
      columns: 33,
      dots: 400,
      codePages: EPSON_OLD,
      buzzer: "esc-(a",
      nativeCodes: [],
      pictureMode: "none",
      drawMissing: false,
    },
    guess: /\bTM[-_ ]?U2[23]0/i,
    source: `${ESCPOS_DB}: TM-U220; ${REFERENCE}`,
  },
];
