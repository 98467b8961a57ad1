import type { CodeBlock, Painters } from "../domain/painter.ts";
import { NATIVE_CODES, type NativeCode, type Profile } from "../domain/profile.ts";
import { textBlock } from "./sheet.ts";
import type { Step } from "./step.ts";

const NAMES: Record<NativeCode, string> = { qr: "QR code", pdf417: "PDF417 code", barcode: "barcode" };

const SAMPLES: Record<NativeCode, CodeBlock> = {
  qr: { kind: "qr", data: "https://example.com", align: "left", moduleDots: 4, level: "M" },
  pdf417: { kind: "pdf417", data: "CALIBRATION", align: "left", moduleDots: 2, columns: 3, level: 2 },
  barcode: {
    kind: "barcode",
    data: "CODE 128",
    align: "left",
    symbology: "code128",
    heightDots: 60,
    moduleDots: 2,
    text: true,
  },
};

/** Which codes the printer makes itself: each is followed by the same one sent as a picture, where there is a painter. */
export function codesStep(profile: Profile, painters: Painters): Step | null {
  if (profile.format === "text") return null;
  const ways = painters.codes === null || profile.pictureMode === "none"
    ? ["native"] as const
    : ["native", "painted"] as const;
  const samples = NATIVE_CODES.flatMap((code) => ways.map((way) => ({ code, way })));
  return {
    title: "Codes",
    sheets: [
      samples.map(({ code, way }, index) => ({
        blocks: [
          textBlock(`${index + 1}  ${NAMES[code]}${way === "painted" ? " as a picture" : ""}`),
          SAMPLES[code],
        ],
        profile: { ...profile, nativeCodes: way === "native" ? [code] : [] },
      })),
    ],
    expected: samples.map(({ code, way }, index) =>
      `${index + 1}  ${NAMES[code]}${way === "painted" ? " as a picture" : ""}`
    ),
    question: "Under which numbers is there a code, black and complete?",
    numbers: samples.map((_, index) => index + 1),
    conclude(right) {
      const isRight = (code: NativeCode, way: string) =>
        right.includes(samples.findIndex((sample) => sample.code === code && sample.way === way) + 1);
      const nativeCodes = NATIVE_CODES.filter((code) => isRight(code, "native"));
      const lost = NATIVE_CODES.filter((code) => !nativeCodes.includes(code) && !isRight(code, "painted"));
      if (lost.length === 0) return { found: { nativeCodes } };
      const names = lost.map((code) => `${NAMES[code]}s`).join(" and ");
      return { found: { nativeCodes }, remark: `${names} do not come out on this printer in any way.` };
    },
  };
}
