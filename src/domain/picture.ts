/**
 * A picture in shades of grey, row by row from the top: 0 is black, 255 white. Nothing changes it once it is made, so that
 * what was computed from it can be kept with it.
 */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** Why there is no picture: a sentence without a full stop, in lower case. */
export interface NoPicture {
  readonly problem: string;
}

/** A picture as a printer prints it: one bit for each dot, eight to the byte from the left. */
export interface Raster {
  /** Dots across; the bits behind them in a row's last byte are not set. */
  readonly width: number;
  readonly height: number;
  readonly bits: Uint8Array;
}

/** How shades of grey become dots. */
export const DITHERS = ["floyd-steinberg", "atkinson", "threshold"] as const;
export type Dither = typeof DITHERS[number];

/** How wide a picture is to be: dots of the printer, or a share of the paper. It keeps its proportions. */
export type PictureWidth =
  | { readonly kind: "dots"; readonly dots: number }
  | { readonly kind: "percent"; readonly percent: number };

/** Where templates find pictures. Never touches the network. */
export interface Pictures {
  /** The `src` under which templates get the shop's logo; `null` when it has none. */
  readonly logo: string | null;
  /** The picture of a `src`. The same picture is the same object, while it is the same. */
  find(source: string): Picture | NoPicture;
}

/** No pictures at all. */
export const NO_PICTURES: Pictures = { logo: null, find: () => ({ problem: "pictures are not available here" }) };
