import type { ArchivedJob, JobArchive } from "../../domain/archive.ts";
import type { Job } from "../../domain/job.ts";
import { momentOf } from "../paper/paper_list.ts";
import { maskedJob } from "../privacy.ts";
import type { Words } from "../words/words.ts";
import type { Choice } from "./template_sheet.ts";
import type { TemplateWords } from "./words/template_words.ts";

/** How far back real jobs are looked for, and how many are offered. */
const [LOOK_BACK, MOST] = [300, 8];

/** Where jobs to look at a template with come from. */
export interface TrialJobsParts {
  readonly samples: (type: string) => readonly [Job, ...Job[]];
  readonly archive: JobArchive;
  readonly isMasked: boolean;
}

/** The jobs a template can be looked at with: built-in samples and the last real ones, without names where those are hidden. */
export class TrialJobs {
  readonly #parts: TrialJobsParts;

  constructor(parts: TrialJobsParts) {
    this.#parts = parts;
  }

  /** What can be chosen for a type. */
  async choices(type: string, words: TemplateWords, outer: Words): Promise<Choice[]> {
    const { samples, archive } = this.#parts;
    const real = await archive.search({ text: "", states: null, lane: null, beforeSeq: null, limit: LOOK_BACK });
    return [
      ...samples(type).map(({ documentName }, at) => ({ value: `sample-${at}`, text: words.sample(documentName) })),
      ...real.filter(({ job }) => job?.type === type).slice(0, MOST).flatMap((one) => {
        const job = this.#shown(one);
        const text = words.realJob(job?.documentName ?? one.id, momentOf(one.receivedAtMs, outer));
        return job === null ? [] : [{ value: `job-${one.seq}`, text }];
      }),
    ];
  }

  /** The chosen job; the first sample where there is no such one any more. */
  chosen(type: string, choice: string): Job {
    const samples = this.#parts.samples(type);
    const [, kind, number = ""] = /^(sample|job)-(\d{1,15})$/.exec(choice) ?? [];
    if (kind === "sample") return samples[Number(number)] ?? samples[0];
    const found = kind === "job" ? this.#parts.archive.find(Number(number)) : null;
    const job = found?.job?.type === type ? this.#shown(found) : null;
    return job ?? samples[0];
  }

  /** The chosen job first, then every sample: what is saved must be able to print them all. */
  all(type: string, choice: string): readonly [Job, ...Job[]] {
    return [this.chosen(type, choice), ...this.#parts.samples(type)];
  }

  #shown({ job }: ArchivedJob): Job | null {
    return job !== null && this.#parts.isMasked ? maskedJob(job) : job;
  }
}
