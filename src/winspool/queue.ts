import type { Documents } from "./messages.ts";
import { isTitleOf } from "./queue_title.ts";
import { attempt, withQueue } from "./open_queue.ts";
import type { QueueLook } from "./queue_state.ts";
import type { SpoolApi } from "./spool_api.ts";
import { JOB_STATUS } from "./status_words.ts";
import type { JobInfo, QueueInfo } from "./structs.ts";

/** More documents than any queue holds. */
const ALL = 100_000;

/** A queue and some of its documents at one moment. */
export interface Look {
  readonly printer: string;
  /** `null`: Windows tells nothing. */
  readonly queue: QueueInfo | null;
  /** In the order they were asked for; `null` for one that is in the queue no more. */
  readonly jobs: readonly (JobInfo | null)[];
}

/** What Windows tells of a queue and of those documents of it. Throws as `printRaw`. */
export function look(api: SpoolApi, name: string, jobIds: readonly number[]): Look {
  return withQueue(api, name, ({ handle, printer, queue }) => {
    return { printer, queue, jobs: jobIds.map((id) => api.job(handle, id)) };
  });
}

/** What Windows tells of a queue and all its documents. Throws as `printRaw`. */
export function lookAround(api: SpoolApi, name: string | null): QueueLook {
  return withQueue(api, name, ({ handle, printer, queue }) => {
    return { printer, queue, jobs: attempt(() => api.jobs(handle)) };
  });
}

/**
 * Whether the queue holds a document of this job that Windows will print, or has printed and kept. One that was never
 * completed (its program was killed) waits for its end for ever and may hold up those behind it: it is deleted, and does
 * not count; nor does one that is being deleted, or that has no bytes. Throws as `printRaw`.
 */
export function holds(api: SpoolApi, name: string | null, jobId: string, documents: Documents): boolean {
  return withQueue(api, name, ({ handle }) => {
    let isHeld = false;
    for (const job of api.jobs(handle, ALL)) {
      // Documents of other programs may end alike, but they are drawn and are not raw bytes. Of ours that are drawn, the
      // driver chooses the datatype.
      if (!isTitleOf(job.title, jobId) || (documents === "raw" && !/^(raw|xps_pass)?$/i.test(job.datatype))) continue;
      const isBeingDeleted = (job.status & (JOB_STATUS.DELETING | JOB_STATUS.DELETED)) !== 0;
      const isUnfinished = (job.status & JOB_STATUS.SPOOLING) !== 0;
      if (isUnfinished && !isBeingDeleted) attempt(() => api.deleteJob(handle, job.id));
      if (isUnfinished || isBeingDeleted) continue;
      isHeld ||= attempt(() => api.jobBytes(handle, job.id)) !== 0;
    }
    return isHeld;
  });
}
