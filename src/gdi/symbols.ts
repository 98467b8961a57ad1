/**
 * The functions of `gdi32.dll` that this program calls, with the types of Microsoft's documentation: handles and addresses
 * are `usize` (no `Deno.UnsafePointer`, see winspool/symbols.ts), BOOL and int are `i32`.
 */
export const GDI_SYMBOLS = {
  // pszDriver, pszDevice, pszPort, DEVMODE (0: the printer's own settings); 0 on failure
  CreateDCW: { parameters: ["buffer", "buffer", "usize", "usize"], result: "usize" },
  DeleteDC: { parameters: ["usize"], result: "i32" },
  GetDeviceCaps: { parameters: ["usize", "i32"], result: "i32" },
  // hdc, DOCINFOW; the job's number, 0 or less on failure
  StartDocW: { parameters: ["usize", "usize"], result: "i32" },
  StartPage: { parameters: ["usize"], result: "i32" },
  EndPage: { parameters: ["usize"], result: "i32" },
  EndDoc: { parameters: ["usize"], result: "i32" },
  AbortDoc: { parameters: ["usize"], result: "i32" },
  CreateFontIndirectW: { parameters: ["buffer"], result: "usize" },
  SelectObject: { parameters: ["usize", "usize"], result: "usize" },
  DeleteObject: { parameters: ["usize"], result: "i32" },
  GetTextMetricsW: { parameters: ["usize", "buffer"], result: "i32" },
  SetTextColor: { parameters: ["usize", "u32"], result: "u32" },
  SetTextAlign: { parameters: ["usize", "u32"], result: "u32" },
  // hdc, GM_COMPATIBLE or GM_ADVANCED, which knows transforms
  SetGraphicsMode: { parameters: ["usize", "i32"], result: "i32" },
  // hdc, XFORM
  SetWorldTransform: { parameters: ["usize", "buffer"], result: "i32" },
  SetBkMode: { parameters: ["usize", "i32"], result: "i32" },
  // hdc, x, y, options, RECT, text, UTF-16 units, the way from each unit to the next
  ExtTextOutW: {
    parameters: ["usize", "i32", "i32", "u32", "usize", "buffer", "u32", "buffer"],
    result: "i32",
  },
  // hdc, x, y, width, height, raster operation
  PatBlt: { parameters: ["usize", "i32", "i32", "i32", "i32", "u32"], result: "i32" },
  SetStretchBltMode: { parameters: ["usize", "i32"], result: "i32" },
  // hdc, to x, y, width, height, from x, y, width, height, bits, BITMAPINFO, usage, raster operation
  StretchDIBits: {
    parameters: [
      ...["usize", "i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32"] as const,
      ...["buffer", "buffer", "u32", "u32"] as const,
    ],
    result: "i32",
  },
} as const satisfies Deno.ForeignLibraryInterface;

/** `gdi32.dll`, loaded. */
export type GdiLibrary = Deno.DynamicLibrary<typeof GDI_SYMBOLS>;

/** The functions of those that tell of their failure; a failure says which one it was. */
export type GdiStep =
  | "CreateDCW"
  | "GetDeviceCaps"
  | "CreateFontIndirectW"
  | "GetTextMetricsW"
  | "StartDocW"
  | "StartPage"
  | "SetWorldTransform"
  | "ExtTextOutW"
  | "PatBlt"
  | "StretchDIBits"
  | "EndPage"
  | "EndDoc"
  | "AbortDoc"
  | "DeleteDC";

/** Loads the library; a bare name would be looked for beside the exe first, so `path` is a full one. */
export function openGdi(path: string): GdiLibrary {
  if (!/^([a-z]:[\\/]|\/)/i.test(path)) throw new TypeError(`"${path}" is not a full path of a library.`);
  return Deno.dlopen(path, GDI_SYMBOLS);
}

/** Indexes of GetDeviceCaps (wingdi.h); all in dots of the printer. */
export const CAPS = {
  HORZRES: 8,
  VERTRES: 10,
  LOGPIXELSX: 88,
  LOGPIXELSY: 90,
  PHYSICALWIDTH: 110,
  PHYSICALHEIGHT: 111,
  PHYSICALOFFSETX: 112,
  PHYSICALOFFSETY: 113,
} as const;

/** Further constants of wingdi.h. */
export const WINGDI = {
  TRANSPARENT: 1,
  GM_ADVANCED: 2,
  TA_BASELINE: 24,
  TA_RIGHT: 2,
  BLACKNESS: 0x42,
  SRCCOPY: 0xcc0020,
  DIB_RGB_COLORS: 0,
  HALFTONE: 4,
  COLORONCOLOR: 3,
  BLACK: 0,
  WHITE: 0xffffff,
  FW_NORMAL: 400,
  FW_BOLD: 700,
  DEFAULT_CHARSET: 1,
  OUT_TT_PRECIS: 4,
  FIXED_PITCH_MODERN: 0x31,
} as const;

/**
 * What failed, as a Windows error code: `StartDoc` and `EndPage` may give a reason of their own (SP_APPABORT, SP_USERABORT,
 * SP_OUTOFDISK, SP_OUTOFMEMORY of wingdi.h) in the place of a last error. 63: cancelled; 62: no room to spool; 8: no memory.
 */
export const SPOOL_ERRORS: ReadonlyMap<number, number> = new Map([[-2, 63], [-3, 63], [-4, 62], [-5, 8]]);

/** Offsets in bytes on 64-bit Windows. */
export const DOC_INFO = { size: 40, cbSize: 0, docName: 8, output: 16, datatype: 24, type: 32 } as const;
export const LOG_FONT = {
  size: 92,
  height: 0,
  weight: 16,
  charSet: 23,
  outPrecision: 24,
  pitchAndFamily: 27,
  faceName: 28,
} as const;
export const TEXT_METRIC = { size: 60, ascent: 4, descent: 8, averageWidth: 20 } as const;
export const BITMAP_INFO = { size: 48, width: 4, height: 8, planes: 12, bitCount: 14, colours: 40 } as const;
