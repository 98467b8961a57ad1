import { type Block, type Document, PLAIN } from "../domain/document.ts";
import type { Job } from "../domain/job.ts";
import type { Profile } from "../domain/profile.ts";
import { type Encoded, render } from "../render/render.ts";

/** Makes the document of a job: `Composer.compose` of template/engine.ts. */
export type Compose = (job: Job, paper: { columns: number }) => Document;

/**
 * The bytes of a job for one printer; `notices` stand in bold at the head of each copy. Throws a PrintError when its
 * template is broken; never for its data.
 */
export function prepare(job: Job, profile: Profile, compose: Compose, notices: readonly string[] = []): Encoded {
  const document = compose(job, { columns: profile.columns });
  if (notices.length === 0) return render(document, profile);
  return render({ blocks: withNotices(document.blocks, notices.map(notice)) }, profile);
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
