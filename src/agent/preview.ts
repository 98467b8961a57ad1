import type { Job } from "../domain/job.ts";
import type { Painters } from "../domain/painter.ts";
import type { Profile } from "../domain/profile.ts";
import { paperOf } from "../render/paper_of.ts";
import { renderedText } from "../render/render.ts";
import { type Drawing, drawPaper } from "../render/svg.ts";
import { type Compose, prepare } from "./prepare.ts";

/** The paper of a job that was not printed, read back from the very bytes the printer would get. */
export interface Preview {
  readonly bytes: Uint8Array;
  readonly warnings: readonly string[];
  readonly text: string;
  readonly drawing: Drawing;
}

/** Makes the paper of a job for one printer. Rejects with a PrintError when its template is broken. */
export async function previewOf(
  job: Job,
  profile: Profile,
  compose: Compose,
  painters: Painters,
): Promise<Preview> {
  const { bytes, warnings } = await prepare(job, profile, compose, painters);
  const drawing = await drawPaper(paperOf(bytes, profile), profile, painters.codes);
  return { bytes, warnings, text: renderedText(bytes, profile), drawing };
}
