import type { Align, Block } from "../domain/document.ts";
import { DITHERS, type Pictures } from "../domain/picture.ts";
import { alignment, type Attributes, choice, pictureWidth } from "./attributes.ts";

/** `<img src width dither align alt>`. A picture that cannot be had is a block too: its text is printed. */
export function imageBlock(attributes: Attributes, align: Align, pictures: Pictures): Block {
  const width = pictureWidth("img", attributes);
  const dither = choice("img", attributes, "dither", DITHERS) ?? "floyd-steinberg";
  const source = attributes.src?.trim() ?? "";
  return {
    kind: "image",
    picture: source === "" ? { problem: "the <img> has no src" } : pictures.find(source),
    align: alignment("img", attributes) ?? align,
    ...(width === undefined ? {} : { width }),
    dither,
    alt: attributes.alt ?? null,
  };
}
