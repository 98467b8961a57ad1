import type { Document } from "../domain/document.ts";
import type { Job } from "../domain/job.ts";
import type { Profile } from "../domain/profile.ts";
import { type Encoded, render } from "../render/render.ts";

/** Makes the document of a job: `Composer.compose` of template/engine.ts. */
export type Compose = (job: Job, paper: { columns: number }) => Document;

/** The bytes of a job for one printer. Throws a PrintError when its template is broken; never for its data. */
export function prepare(job: Job, profile: Profile, compose: Compose): Encoded {
  return render(compose(job, { columns: profile.columns }), profile);
}
