// deno task bench: what the 30-line receipt costs, the whole way of a job, the start, and a fleet, each beside what it is
// compared with, in one run on one machine. Machines are noisy: the ratios are what counts. Writes bench.json.
import { cpus } from "node:os";
import { defaultTill, measureReturn, ourTill } from "./fleet_bench.ts";
import { benchEncode, type EncodeFigures } from "./encode_bench.ts";
import { type Contender, Course, type RateResult, residentMb, startOurs, startPlain } from "./end_to_end_bench.ts";
import { measureScale } from "./scale_bench.ts";
import { type DashboardFigures, measureDashboard } from "./dashboard_bench.ts";
import { measureSize } from "./size_bench.ts";
import { tablesOf, withTables } from "./readme_tables.ts";
import { wholeWay } from "./whole_way.ts";

/** All figures of a run. */
export interface BenchResult {
  readonly date: string;
  readonly cores: number;
  readonly cpu: string;
  readonly encode: EncodeFigures;
  readonly endToEnd: readonly EndToEnd[];
  readonly manyPrinters: readonly { readonly printers: number; readonly perSecond: number }[];
  readonly scale: readonly { readonly name: string; readonly usPerJob: number }[];
  readonly fleet: readonly FleetFigure[];
  /** Of the compiled program, without the runtime. */
  readonly sizeBytes: number;
  /** Missing in results of before there was a page. */
  readonly dashboard?: DashboardFigures;
}

/** One client on the same backend and printer. */
export interface EndToEnd {
  readonly name: string;
  /** From the start of the process on; the median of some starts. */
  readonly connectedMs: number;
  /** The same, to the response of a job that is emitted then. */
  readonly firstJobMs: number;
  readonly idleMb: number;
  readonly busyMb: number;
  readonly rates: readonly RateResult[];
  /** The highest rate at which the last response came within half a second. */
  readonly steadyPerSecond: number;
  /** Jobs a second when all come at once. */
  readonly burstPerSecond: number;
}

interface FleetFigure {
  readonly name: string;
  readonly peakPerSecond: number;
  readonly halfBackS: number;
  readonly allBackS: number;
}

type Start = (url: string, ports: readonly number[]) => Promise<Contender>;

/** Rates and how many jobs; the rarer, the fewer, for a run has to end. */
const RATES = [[1, 5], [10, 50], [100, 1_000]] as const;
const STARTS = 3;
const LADDER = [400, 600, 800, 1_000, 1_250] as const;
const STEADY_TAIL_MS = 500;

/** Starts each contender some times, in turns. */
async function measureStarts(starts: readonly Start[]): Promise<Pick<EndToEnd, "connectedMs" | "firstJobMs">[]> {
  const course = await Course.start();
  const found = starts.map(() => ({ connectedMs: [] as number[], firstJobMs: [] as number[] }));
  try {
    for (let round = 0; round < STARTS; round++) {
      for (const [index, start] of starts.entries()) {
        const startMs = Date.now();
        const connected = course.connected();
        const client = await start(course.url, course.ports);
        const connectedMs = await connected - startMs;
        const { response } = await course.run(1, 1);
        found[index]?.connectedMs.push(connectedMs);
        found[index]?.firstJobMs.push(connectedMs + response.max);
        await client.stop();
      }
    }
  } finally {
    await course.close();
  }
  return found.map(({ connectedMs, firstJobMs }) => ({
    connectedMs: middle(connectedMs),
    firstJobMs: middle(firstJobMs),
  }));
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function measureClient(start: Start): Promise<Omit<EndToEnd, "name" | "connectedMs" | "firstJobMs">> {
  const course = await Course.start();
  const connected = course.connected();
  const client = await start(course.url, course.ports);
  try {
    await connected;
    await course.run(1, 1);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const idleMb = residentMb(client.pid);
    await course.run(40, 80);
    const rates: RateResult[] = [];
    for (const [rate, count] of RATES) rates.push(await course.run(rate, count));
    let steadyPerSecond = 0;
    for (const rate of LADDER) {
      const { missing, tailMs } = await course.run(rate, Math.round(rate * 1.5));
      if (missing > 0 || tailMs > STEADY_TAIL_MS) break;
      steadyPerSecond = rate;
    }
    const burst = await course.run(1e6, 1_000, 20);
    const busyMb = residentMb(client.pid);
    const burstPerSecond = Math.round(burst.reachedPerSecond);
    return { idleMb, busyMb, rates, steadyPerSecond, burstPerSecond };
  } finally {
    await client.stop();
    await course.close();
  }
}

/** Our jobs a second when 600 come at once for so many printers. */
async function measurePrinters(printers: number) {
  const course = await Course.start(printers);
  const client = await startOurs(course.url, course.ports);
  try {
    await course.connected();
    const names = course.ports.map((_, index) => `P${index}`);
    await course.run(100, 200, 10, names);
    const { reachedPerSecond } = await course.run(1e6, 600, 30, names);
    return { printers, perSecond: Math.round(reachedPerSecond) };
  } finally {
    await client.stop();
    await course.close();
  }
}

const TILLS = 1_000;

async function measureFleet(): Promise<FleetFigure[]> {
  const figures = [];
  const fleet = [["with our jitter", ourTill, 7_801], ["socket.io-client's defaults", defaultTill, 7_802]] as const;
  for (const [name, till, port] of fleet) {
    const { peakPerSecond, halfBackS, allBackS } = await measureReturn(TILLS, port, till);
    figures.push({ name, peakPerSecond, halfBackS, allBackS });
  }
  return figures;
}

const json = new URL("bench.json", import.meta.url);
const encode = await benchEncode(wholeWay());
const result = Deno.args.includes("--encode-only")
  ? { ...JSON.parse(await Deno.readTextFile(json)) as BenchResult, encode }
  : await measureAll(encode);
await Deno.writeTextFile(json, `${JSON.stringify(result, null, 2)}\n`);
const readme = new URL("../../README.md", import.meta.url);
if (result.fleet.length > 0) {
  await Deno.writeTextFile(readme, withTables(await Deno.readTextFile(readme), result));
}
for (const [, table] of tablesOf(result)) Deno.stdout.writeSync(new TextEncoder().encode(`${table}\n\n`));
Deno.exit();

async function measureAll(encode: EncodeFigures): Promise<BenchResult> {
  const contenders = [["plain Python client", startPlain], ["printer-client", startOurs]] as const;
  const started = await measureStarts(contenders.map(([, start]) => start));
  const endToEnd: EndToEnd[] = [];
  for (const [index, [name, start]] of contenders.entries()) {
    const { connectedMs = NaN, firstJobMs = NaN } = started[index] ?? {};
    endToEnd.push({ name, connectedMs, firstJobMs, ...await measureClient(start) });
  }
  const manyPrinters = [];
  for (const printers of [1, 10, 100]) manyPrinters.push(await measurePrinters(printers));
  const scale = measureScale();
  // A fleet waits most of its time.
  const [fleet, sizeBytes] = await Promise.all([
    Deno.args.includes("--no-fleet") ? [] : measureFleet(),
    measureSize(),
  ]);
  const dashboard = await measureDashboard();
  return {
    date: new Date().toISOString().slice(0, 10),
    cores: navigator.hardwareConcurrency,
    cpu: cpus()[0]?.model ?? "",
    ...{ encode, endToEnd, manyPrinters, scale, fleet, sizeBytes, dashboard },
  };
}
