import { FontShelf } from "./font_shelf.ts";
import { loadRenderer } from "./renderer.ts";

/** The desk that a drawing of paper lies on. */
const DESK = "#d9d9dd";

/** Makes PNG files of our own drawings, with the fonts of the program or of a folder before them. */
export class SvgPng {
  readonly #shelf: FontShelf;

  /** `folder`: where fonts of the shop's own may be; asked for when the first is needed. */
  constructor({ folder }: { readonly folder: () => string | null }) {
    this.#shelf = new FontShelf(folder);
  }

  /** `svg` as a PNG file with `zoom` pixels for each of its units. Rejects when the renderer cannot draw it. */
  async paint(svg: string, zoom: number): Promise<Uint8Array> {
    const resvg = await loadRenderer();
    const cuts = charactersOf(svg).flatMap((character) => this.#shelf.cut(character) ?? []);
    const family = this.#shelf.cut("0")?.font.family ?? "";
    // The renderer knows the older word only; browsers, the newer one.
    const exact = svg.replaceAll(' image-rendering="pixelated" ', ' image-rendering="optimizeSpeed" ');
    const drawing = new resvg(exact, {
      fitTo: { mode: "zoom", value: zoom },
      background: DESK,
      font: {
        fontBuffers: [...new Set(cuts.map(({ font }) => font.bytes))],
        loadSystemFonts: false,
        defaultFontFamily: family,
        monospaceFamily: family,
        sansSerifFamily: family,
      },
    });
    const image = drawing.render();
    try {
      return image.asPng();
    } finally {
      image.free();
      drawing.free();
    }
  }
}

/** The characters of the texts of a drawing, each once; digits first, whose font is the one for all that is not special. */
function charactersOf(svg: string): string[] {
  const texts = svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)/g);
  return [...new Set(["0", ...Array.from(texts, ([, text = ""]) => [...text]).flat()])];
}
