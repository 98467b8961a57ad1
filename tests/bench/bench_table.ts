import type { BenchResult, EndToEnd } from "./bench.ts";
import type { DashboardFigures } from "./dashboard_bench.ts";

/** The figures of a run as a Markdown table for people, ratios first. The README has it as it is. */
export function tableOf(result: BenchResult): string {
  const { date, cores, endToEnd, manyPrinters, scale, fleet, sizeBytes, dashboard } = result;
  const [plain, ours] = endToEnd;
  const rows: (readonly [string, string, string, string])[] = [];
  if (plain !== undefined && ours !== undefined) rows.push(...clientRows(plain, ours));
  rows.push(["in the exe besides Deno: the bundle, fonts", "", `${(sizeBytes / 1e6).toFixed(1)} MB`, ""]);
  for (const { printers, perSecond } of manyPrinters) {
    rows.push([`600 jobs at once on ${printers} printer${printers === 1 ? "" : "s"}`, "", `${perSecond}/s`, ""]);
  }
  const [few] = scale;
  for (const { name, usPerJob } of scale) {
    rows.push([`a job in the store, ${name}`, times(usPerJob / (few?.usPerJob ?? NaN)), micro(usPerJob), ""]);
  }
  const [jitter, defaults] = fleet;
  if (jitter !== undefined && defaults !== undefined) {
    const [a, b] = [jitter.peakPerSecond, defaults.peakPerSecond];
    rows.push(["1,000 tills come back: peak of socket.io's defaults / ours", times(b / a), `${a}/s`, `${b}/s`]);
    rows.push(["until all are back", "", `${jitter.allBackS.toFixed(1)} s`, `${defaults.allBackS.toFixed(1)} s`]);
  }
  if (dashboard !== undefined) rows.push(...pageRows(dashboard));
  const head = [`| ${date}, ${cores} cores | ratio | ours | the other |`, "| --- | --- | --- | --- |"];
  return [...head, ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
}

function clientRows(plain: EndToEnd, ours: EndToEnd): (readonly [string, string, string, string])[] {
  const rows: (readonly [string, string, string, string])[] = [];
  for (const [index, mine] of ours.rates.entries()) {
    const its = plain.rates[index];
    if (its === undefined) continue;
    for (const what of ["paper", "response"] as const) {
      for (const [part, name] of partsOf(mine[what].jobs)) {
        const [a, b] = [mine[what][part], its[what][part]];
        const end = what === "paper" ? "last byte" : "response";
        rows.push([`plain client / ours: ${end}, ${mine.perSecond} jobs/s, ${name}`, times(b / a), milli(a), milli(b)]);
      }
    }
  }
  const { steadyPerSecond: a, burstPerSecond: c } = ours;
  const { steadyPerSecond: b, burstPerSecond: d } = plain;
  return [
    ...rows,
    ["ours / plain client: highest steady rate", times(a / b), `${a}/s`, `${b}/s`],
    ["ours / plain client: 1,000 jobs at once", times(c / d), `${c}/s`, `${d}/s`],
    ["process start to connected, median of some starts", "", milli(ours.connectedMs), milli(plain.connectedMs)],
    ["process start to the first job's response", "", milli(ours.firstJobMs), milli(plain.firstJobMs)],
    ["memory, idle", "", `${ours.idleMb.toFixed(0)} MB`, `${plain.idleMb.toFixed(0)} MB`],
    ["memory, busy", "", `${ours.busyMb.toFixed(0)} MB`, `${plain.busyMb.toFixed(0)} MB`],
  ];
}

/** Of a hundred jobs the one-hundredth, of a thousand the one-thousandth, is more than the longest by another name. */
function partsOf(jobs: number): (readonly ["p50" | "p99" | "p999" | "max", string])[] {
  if (jobs < 100) return [["p50", "p50"], ["max", "longest"]];
  return [["p50", "p50"], ["p99", "p99"], jobs < 1_000 ? ["max", "longest"] : ["p999", "p99.9"]];
}

function pageRows({ jobs, pages, scroll, windows }: DashboardFigures): (readonly [string, string, string, string])[] {
  const { perSecond, without, withFive } = windows;
  const slowest = [...pages].sort((left, right) => right.medianMs - left.medianMs)[0];
  const first = Math.max(...pages.map(({ firstMs }) => firstMs));
  const history = `${jobs.toLocaleString("en")} jobs`;
  return [
    ...(["p50", "p99"] as const).map((part) =>
      [
        `five windows of the page / none: response, ${perSecond} jobs/s, ${part}`,
        times(withFive[part] / without[part]),
        milli(withFive[part]),
        milli(without[part]),
      ] as const
    ),
    [
      `the page with ${history}: its slowest view with its pictures (${slowest?.path ?? ""}) in Chromium`,
      "",
      `${slowest?.medianMs} ms`,
      "",
    ],
    [
      "the same, until the text can be read, every page",
      "",
      `${Math.min(...pages.map(({ readableMs }) => readableMs))} to ${
        Math.max(...pages.map(({ readableMs }) => readableMs))
      } ms`,
      "",
    ],
    [`the same, the slowest first visit after the start`, "", `${first} ms`, ""],
    ["Paper scrolled: the middle frame, the longest", "", `${scroll.medianMs} ms, ${scroll.longestMs} ms`, ""],
  ];
}

const times = (ratio: number) => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(2)}×`;
const micro = (us: number) => `${us >= 1_000 ? `${(us / 1_000).toFixed(1)} ms` : `${us.toFixed(0)} µs`}`;
const milli = (ms: number) => `${ms.toFixed(1)} ms`;
