import { type Job, parseJob } from "../../domain/job.ts";
import { SAMPLES } from "../../demo/samples.ts";
import { FORMATS } from "../../template/formats.ts";
import { VERSION } from "../../version.ts";
import { CLOCK } from "../wire.ts";

/** The company that the samples are of. */
const NIPT = "L12345678A";

/** The built-in samples of a type; of one that has none, a job without fields. */
export function sampleJobs(type: string): [Job, ...Job[]] {
  const nowMs = CLOCK.nowMs();
  const context = {
    nipt: NIPT,
    types: [...new Set([...Object.keys(FORMATS), type])],
    nowMs,
    wallMs: nowMs,
    newId: () => "sample",
  };
  const jobOf = ({ event, payload }: { readonly event: string; readonly payload: unknown }): Job[] => {
    const parsed = parseJob(event, payload, context);
    return parsed.kind === "job" && parsed.job.type === type ? [parsed.job] : [];
  };
  const fields = type === "test_page" ? { version: VERSION } : {};
  const [first, ...more] = SAMPLES.filter(({ prints }) => prints).flatMap(jobOf);
  if (first === undefined) {
    const [bare] = jobOf({ event: "print_request", payload: { type, [`${type}_data`]: fields } });
    if (bare === undefined) throw new Error(`No job of the type "${type}" can be made.`);
    return [bare];
  }
  return [first, ...more];
}
