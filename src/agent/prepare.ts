import { type Block, type Document, PLAIN } from "../domain/document.ts";
import type { TicketHistory } from "../domain/earlier_tickets.ts";
import type { Job } from "../domain/job.ts";
import type { Painters } from "../domain/painter.ts";
import { rawBytes } from "../domain/raw.ts";
import type { Profile } from "../domain/profile.ts";
import { type Encoded, renderPainted } from "../render/render.ts";

/** Makes the document of a job: `Composer.document` of template/engine.ts. `history` is that of a kitchen ticket. */
export type Compose = (
  job: Job,
  paper: { columns: number },
  history?: TicketHistory,
) => Document | Promise<Document>;

/**
 * The bytes of a job for one printer, with what `painters` paint where it cannot; `notices` stand in bold at the head of each copy. Rejects with a PrintError when its
 * template is broken; never for its data. A raw job's bytes are its own.
 */
export async function prepare(
  job: Job,
  profile: Profile,
  compose: Compose,
  painters: Painters,
  notices: readonly string[] = [],
): Promise<Encoded> {
  if (job.type === "raw") return rawCopies(job, notices);
  const { blocks, warnings } = await compose(job, { columns: profile.columns });
  const noticed = notices.length === 0 ? blocks : withNotices(blocks, notices.map(notice));
  const encoded = await renderPainted({ blocks: noticed }, profile, painters);
  return warnings === undefined ? encoded : { ...encoded, warnings: [...warnings, ...encoded.warnings] };
}

/** A line that nobody overlooks. */
export function notice(text: string): Block {
  return {
    kind: "text",
    align: "center",
    pre: false,
    spans: [{ text, style: { ...PLAIN, bold: true, inverse: true } }],
  };
}

/** Nothing is put before or after the bytes: they may be of any language that the printer understands. */
function rawCopies({ data, copies, openDrawer, beep }: Job, notices: readonly string[]): Encoded {
  const once = rawBytes(String(data.content)) ?? new Uint8Array();
  const bytes = new Uint8Array(once.length * copies);
  for (let copy = 0; copy < copies; copy++) bytes.set(once, copy * once.length);
  const warnings = notices.map((notice) => `not printed on raw data: ${notice}`);
  if (openDrawer || beep) warnings.push("raw data is sent as it is: open_drawer and beep were left out");
  return { bytes, warnings };
}

function withNotices(blocks: readonly Block[], notices: readonly Block[]): Block[] {
  let isHead = true;
  return blocks.flatMap((block) => {
    // Each copy ends with its cut; a drawer pulse before the first one is no part of the paper.
    if (block.kind === "cut") {
      isHead = true;
      return [block];
    }
    if (!isHead || block.kind === "drawer" || block.kind === "beep") return [block];
    isHead = false;
    return [...notices, block];
  });
}
