import { ENCODER_DATA, STAR_ESCPOS } from "./code_page_numbers.ts";
import type { Model } from "./model.ts";

const SOURCE = `${ENCODER_DATA}: star; Star's ESC/POS Mode Command Specifications`;

const ON_80 = { columns: 48, dots: 576, codePages: STAR_ESCPOS } as const;
const ON_58 = { columns: 32, dots: 384, codePages: STAR_ESCPOS } as const;

const SPECIFICATIONS =
  "StarPRNT and Star Line Mode Command Specifications (docs/printers.md: which model has which mode)";

/** In Star's own modes: a buzzer only where it is said to be one, and the pulse that Star's printers have by themselves. */
const OWN_MODE = { buzzer: "none", drawerOnMs: 200, drawerOffMs: 200 } as const;

/** Star in ESC/POS mode (set at the printer, or by the driver of the TSP100), and in its own. Only the first is guessed. */
export const STAR: readonly Model[] = [
  {
    name: "star-tsp100",
    covers: "Star TSP100, TSP143 in ESC/POS mode",
    values: ON_80,
    guess: /\bTSP[-_ ]?1(00|13|43)/i,
    source: SOURCE,
  },
  {
    name: "star-tsp650",
    covers: "Star TSP600, TSP650, TSP654 in ESC/POS mode",
    values: ON_80,
    guess: /\bTSP[-_ ]?6(00|50|54)/i,
    source: SOURCE,
  },
  {
    name: "star-tsp700",
    covers: "Star TSP700, TSP743 in ESC/POS mode",
    values: ON_80,
    guess: /\bTSP[-_ ]?7(00|43)/i,
    source: SOURCE,
  },
  {
    name: "star-tsp800",
    covers: "Star TSP800, TSP847 in ESC/POS mode (112 mm)",
    values: { ...ON_80, columns: 69, dots: 832 },
    guess: /\bTSP[-_ ]?8(00|47)/i,
    source: `${SOURCE} (104 mm at 203 dots to the inch)`,
  },
  {
    name: "star-mc-print3",
    covers: "Star mC-Print3 in ESC/POS mode",
    values: ON_80,
    guess: /\bmC[-_ ]?Print3|\bMCP3/i,
    source: SOURCE,
  },
  {
    name: "star-mc-print2",
    covers: "Star mC-Print2, mPOP in ESC/POS mode (58 mm)",
    values: ON_58,
    guess: /\bmC[-_ ]?Print2|\bMCP2|\bmPOP\b/i,
    source: SOURCE,
  },
  {
    name: "star-sm-l200",
    covers: "Star SM-L200, SM-S210i, SM-S220i in ESC/POS mode (58 mm, portable, no knife)",
    values: { ...ON_58, cutter: false },
    guess: /\bSM[-_ ]?(L200|S2[0-9]0)/i,
    source: SOURCE,
  },
  {
    name: "starprnt-80mm",
    covers: "Star mC-Print3, TSP100IV, SM-L300 in StarPRNT mode",
    values: { ...OWN_MODE, format: "starprnt", columns: 48, dots: 576 },
    source: SPECIFICATIONS,
  },
  {
    name: "starprnt-58mm",
    covers: "Star mC-Print2, mPOP in StarPRNT mode (58 mm)",
    values: { ...OWN_MODE, format: "starprnt", columns: 32, dots: 384 },
    source: SPECIFICATIONS,
  },
  {
    name: "starprnt-sm-l200",
    covers: "Star SM-L200 in StarPRNT mode (58 mm, no knife)",
    values: { ...OWN_MODE, format: "starprnt", columns: 32, dots: 384, cutter: false },
    source: `${ENCODER_DATA}: star-sm-l200`,
  },
  {
    name: "starline-80mm",
    covers: "Star TSP600, TSP650, TSP650II, TSP700II, FVP10 in Star Line Mode",
    values: { ...OWN_MODE, format: "starline", columns: 48, dots: 576 },
    source: SPECIFICATIONS,
  },
  {
    name: "starline-tsp800",
    covers: "Star TSP800, TSP847 in Star Line Mode (112 mm)",
    values: { ...OWN_MODE, format: "starline", columns: 69, dots: 832 },
    source: SPECIFICATIONS,
  },
];
