import type { Block } from "../../src/domain/document.ts";
import type { Picture } from "../../src/domain/picture.ts";
import { DEFAULT_PROFILE, type Profile } from "../../src/domain/profile.ts";
import { encode } from "../../src/render/encoder.ts";
import { layout } from "../../src/render/layout.ts";
import { benchDocument } from "./document.ts";
import { type Action, type Measured, measured, PACE } from "./measured.ts";
import { minimalReceipt } from "./minimal_encoder.ts";
import { faultsOf, hostile, opensDrawer } from "./paper_judge.ts";
import { PEERS } from "./peers/peers.ts";
import { benchLogo, benchReceipt, peerLogo } from "./receipt.ts";

/** What the encoding of the receipt costs a library, and what is wrong with its paper. */
export interface PeerFigure {
  readonly name: string;
  readonly us: number;
  readonly withLogoUs: number;
  readonly bytes: number;
  readonly faults: readonly string[];
  /** Whether a command in an article's name reaches the printer. */
  readonly opensDrawer: boolean;
}

/** All of one run. */
export interface EncodeFigures {
  readonly ours: readonly Measured[];
  readonly peers: readonly PeerFigure[];
}

/** The receipt by us in stages, by the hand-written minimum and by the libraries, in turn, in one run. */
export async function benchEncode(whole: readonly Action[] = [], pace = PACE): Promise<EncodeFigures> {
  const receipt = benchReceipt();
  const document = benchDocument(receipt);
  const lines = layout(document, DEFAULT_PROFILE);
  const logo = benchLogo();
  const star: Profile = { ...DEFAULT_PROFILE, format: "starprnt" };
  const ours = (profile: Profile, blocks = document.blocks) => encode(layout({ blocks }, profile), profile);
  const withLogo = (picture: Picture) => {
    const image: Block = { kind: "image", picture, align: "center", dither: "floyd-steinberg", alt: "" };
    return ours(DEFAULT_PROFILE, [image, ...document.blocks]);
  };
  const stages: Action[] = [
    ["the hand-written minimum", () => minimalReceipt(receipt)],
    ["layout", () => layout(document, DEFAULT_PROFILE)],
    ["encode", () => encode(lines, DEFAULT_PROFILE)],
    ["layout and encode", () => ours(DEFAULT_PROFILE)],
    ["layout and encode, StarPRNT", () => ours(star)],
    ["layout and encode, with logo, kept", () => withLogo(logo)],
    ["layout and encode, with logo, anew", () => withLogo({ ...logo })],
  ];
  const timed: Action[] = [];
  const judged: Omit<PeerFigure, "us" | "withLogoUs">[] = [];
  for (const { name, prepare } of PEERS) {
    const [plain, picture] = [await prepare(null), await prepare(peerLogo())];
    const bytes = await plain(receipt);
    const isOpening = opensDrawer(await plain(hostile(receipt)));
    judged.push({ name, bytes: bytes.length, faults: faultsOf(bytes, receipt), opensDrawer: isOpening });
    timed.push([name, () => plain(receipt)], [`${name}, with logo`, () => picture(receipt)]);
  }
  const figures = await measured([...stages, ...whole, ...timed], pace);
  const us = (name: string) => figures.find((figure) => figure.name === name)?.us ?? NaN;
  return {
    ours: figures.slice(0, stages.length + whole.length),
    peers: judged.map((peer) => ({ ...peer, us: us(peer.name), withLogoUs: us(`${peer.name}, with logo`) })),
  };
}
