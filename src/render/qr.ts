/** Levels of error correction, least first. */
export type QrLevel = "L" | "M" | "Q" | "H";

/** Bytes a QR code holds by version, from 1 to 40, in byte mode (ISO/IEC 18004, table 7). */
// deno-fmt-ignore
const CAPACITY: Record<QrLevel, readonly number[]> = {
  L: [
    17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858, 929, 1003, 1091,
    1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431, 2563, 2699, 2809, 2953,
  ],
  M: [
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666, 711, 779, 857, 911,
    997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911, 1989, 2099, 2213, 2331,
  ],
  Q: [
    11, 20, 32, 46, 60, 74, 86, 108, 130, 151, 177, 203, 241, 258, 292, 322, 364, 394, 442, 482, 509, 565, 611, 661,
    715, 751, 805, 868, 908, 982, 1030, 1112, 1168, 1228, 1283, 1351, 1423, 1499, 1579, 1663,
  ],
  H: [
    7, 14, 24, 34, 44, 58, 64, 84, 98, 119, 137, 155, 177, 194, 220, 250, 280, 310, 338, 382, 403, 439, 461, 511, 535,
    593, 625, 658, 698, 742, 790, 842, 898, 958, 983, 1051, 1093, 1139, 1219, 1273,
  ],
};

/**
 * Modules along one side of the code for so many bytes, or null when no version holds them. Digits and capitals may take
 * less, never more.
 */
export function qrModules(bytes: number, level: QrLevel): number | null {
  const index = CAPACITY[level].findIndex((capacity) => bytes <= capacity);
  return index < 0 ? null : 21 + 4 * index;
}

/** Bytes that fit at `level`. */
export function qrCapacity(level: QrLevel): number {
  return CAPACITY[level].at(-1) ?? 0;
}

// A payment code (EPC069-12) or a business card is several lines; on a printer without QR a line end only feeds paper.
// deno-lint-ignore no-control-regex
const CONTROL = /[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]/;

/** Whether the data has control characters other than line ends, which are not sent. */
export function hasControls(data: string): boolean {
  return CONTROL.test(data);
}
