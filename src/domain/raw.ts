import * as z from "zod";

/** Bytes of one raw job: a picture as wide as 80 mm paper and 14 metres long. */
export const MAX_RAW_BYTES = 1_000_000;

/** What a raw job is answered where the settings do not allow it. */
export const RAW_OFF = "type: raw jobs are switched off on this PC; ALLOW_RAW=true in its settings allows them";

/** The `content` of a raw job: bytes as base64 with the usual alphabet, kept as that; line ends between are left out. */
export const rawSchema = z.object({
  content: z.unknown().transform((value, context) => {
    const text = typeof value === "string" ? value.replace(/\s+/g, "") : "";
    const isTooLong = text.length > Math.ceil(MAX_RAW_BYTES / 3) * 4;
    if (text !== "" && !isTooLong && rawBytes(text) !== null) return text;
    const message = isTooLong
      ? `base64 of at most ${MAX_RAW_BYTES} bytes`
      : "base64 (letters, digits, + and /, filled up with =)";
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  }),
});

/** The bytes of base64; `null` when it is none. */
export function rawBytes(base64: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.fromBase64(base64, { lastChunkHandling: "strict" });
  } catch {
    return null;
  }
}
