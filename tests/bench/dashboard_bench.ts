// The page in a real browser: how fast it opens with 10,000 jobs in the history, and what five open windows cost printing.
// `deno run -A tests/bench/dashboard_bench.ts` measures this alone, and puts it into bench.json and the README's table.
import { DatabaseSync } from "node:sqlite";
import { type Browser, chromium, type Page } from "playwright-core";
import { Composer } from "../../src/template/engine.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { ownJob } from "../../src/domain/own_job.ts";
import { dayOf } from "../../src/domain/reservation_day.ts";
import { render } from "../../src/render/render.ts";
import { SqliteJobStore } from "../../src/sqlite/job_store.ts";
import { bundledProgram } from "../bundled_program.ts";
import { startClient } from "../client_process.ts";
import { freePort } from "../end_to_end/flask/flask_backend.ts";
import { DONE, response } from "../sqlite/samples.ts";
import type { BenchResult } from "./bench.ts";
import { tableOf } from "./bench_table.ts";
import { benchReceipt } from "./receipt.ts";
import { Course } from "./end_to_end_bench.ts";

/** What the page costs. Times in ms. */
export interface DashboardFigures {
  readonly jobs: number;
  /**
   * From the navigation to the load of all that is in view, the first time and in the middle of the others; and until
   * all of its text can be read.
   */
  readonly pages: readonly {
    readonly path: string;
    readonly firstMs: number;
    readonly medianMs: number;
    readonly readableMs: number;
  }[];
  /** Frames while the list of Paper is scrolled from end to end: the middle one and the longest. */
  readonly scroll: { readonly medianMs: number; readonly longestMs: number };
  /** Response times of jobs, in turns without and with five open windows. */
  readonly windows: {
    readonly perSecond: number;
    readonly jobs: number;
    readonly without: { readonly p50: number; readonly p99: number };
    readonly withFive: { readonly p50: number; readonly p99: number };
  };
}

const HISTORY = 10_000;
const PATHS = [
  ...["/", "/paper", "/paper?q=4711", "/paper/9000", "/printers", "/settings"],
  ...["/templates", "/templates/receipt", "/book", "/help"],
] as const;
const WINDOWS = ["/", "/", "/paper", "/book", "/help"] as const;
const ROUNDS = 5;
const [RATE, JOBS] = [20, 60] as const;

/** Opens every page, scrolls, and prints in turns without and with five open windows. */
export async function measureDashboard(): Promise<DashboardFigures> {
  const folder = await Deno.makeTempDir({ prefix: "bench-page-" });
  await Deno.mkdir(`${folder}/data`);
  const course = await Course.start();
  fill(`${folder}/data/jobs.sqlite`);
  const connected = course.connected();
  const client = await startClient(folder, {
    SOCKET_URL: course.url,
    PRINTER_P0: `tcp://127.0.0.1:${course.ports[0]}`,
    DEFAULT_PRINTER: "P0",
    DASHBOARD_PORT: String(freePort()),
  }, { limitMs: 240_000, main: await bundledProgram() });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const [, address = ""] = await client.waitFor(/Dashboard: (http:\S+)/);
    await connected;
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const page = await context.newPage();
    await page.goto(address);
    const pages = [];
    for (const path of PATHS) pages.push(await opened(page, path));
    const scroll = await scrolled(page);
    return { jobs: HISTORY, pages, scroll, windows: await inTurns(course, browser, address) };
  } finally {
    await browser.close();
    await client.stop();
    await course.close();
    await Deno.remove(folder, { recursive: true });
  }
}

/** Receipts with their bytes, and a reservation of today among every ten. */
function fill(path: string): void {
  const store = new SqliteJobStore(path);
  const composer = new Composer();
  const data = benchReceipt();
  const today = dayOf(Date.now());
  try {
    for (let from = 0; from < HISTORY; from += 1_000) {
      store.together(() => {
        for (let n = from; n < from + 1_000; n++) {
          const receivedAtMs = Date.now() - (HISTORY - n) * 1_000;
          const isGuest = n % 10 === 0;
          const guest = { customer_name: `Guest ${n}`, date: n % 200 === 0 ? today : "2026-01-01", time: "20:30" };
          const job = ownJob({
            ...{ id: `old-${n}`, documentName: `Receipt ${n}`, receivedAtMs },
            ...isGuest
              ? { type: "reservation", data: guest }
              : { type: "receipt", data: { ...data, receipt_number: String(n) } },
          });
          store.enqueue(job, "P0");
          store.claim("P0", receivedAtMs);
          const { bytes } = render(composer.compose(job, DEFAULT_PROFILE), DEFAULT_PROFILE);
          store.settle(job.id, DONE, response(job.id), receivedAtMs, bytes);
          store.responseConfirmed(job.id);
        }
      });
    }
  } finally {
    store.close();
  }
  // A client that was running meanwhile has counted the paper of all these long ago.
  const database = new DatabaseSync(path);
  database.exec("DELETE FROM jobs_to_count");
  database.close();
}

async function opened(page: Page, path: string): Promise<DashboardFigures["pages"][number]> {
  const times: number[] = [];
  const readable: number[] = [];
  for (let visit = 0; visit < 6; visit++) {
    await page.goto(new URL(path, page.url()).href, { waitUntil: "load" });
    const [loadMs, readMs] = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType("navigation") as unknown as {
        loadEventStart: number;
        domInteractive: number;
      }[];
      return [navigation?.loadEventStart ?? NaN, navigation?.domInteractive ?? NaN] as const;
    });
    times.push(loadMs);
    readable.push(readMs);
  }
  const [first = NaN, ...rest] = times;
  return {
    path,
    firstMs: Math.round(first),
    medianMs: Math.round(part(rest, 0.5)),
    readableMs: Math.round(part(readable, 0.5)),
  };
}

async function scrolled(page: Page): Promise<DashboardFigures["scroll"]> {
  await page.goto(new URL("/paper", page.url()).href);
  const frames = await page.evaluate(async () => {
    const view = globalThis as unknown as {
      scrollBy(x: number, y: number): void;
      requestAnimationFrame(next: (ms: number) => void): void;
    };
    const times: number[] = [];
    let last = 0;
    for (let step = 0; step < 90; step++) {
      const ms = await new Promise<number>((resolve) => view.requestAnimationFrame(resolve));
      if (last > 0) times.push(ms - last);
      last = ms;
      view.scrollBy(0, 25);
    }
    return times;
  });
  return { medianMs: Math.round(part(frames, 0.5)), longestMs: Math.round(Math.max(...frames)) };
}

async function inTurns(course: Course, browser: Browser, address: string): Promise<DashboardFigures["windows"]> {
  await course.run(RATE, JOBS);
  const sums = {
    without: { p50: [] as number[], p99: [] as number[] },
    withFive: { p50: [] as number[], p99: [] as number[] },
  };
  for (let round = 0; round < ROUNDS; round++) {
    for (const side of round % 2 === 0 ? ["without", "withFive"] as const : ["withFive", "without"] as const) {
      const context = side === "withFive" ? await browser.newContext({ viewport: { width: 1280, height: 800 } }) : null;
      for (const path of context === null ? [] : WINDOWS) {
        const page = await context?.newPage();
        await page?.goto(address);
        await page?.goto(new URL(path, address).href);
      }
      const { response } = await course.run(RATE, JOBS);
      sums[side].p50.push(response.p50);
      sums[side].p99.push(response.p99);
      await context?.close();
    }
  }
  const middle = ({ p50, p99 }: typeof sums.without) => ({ p50: part(p50, 0.5), p99: part(p99, 0.5) });
  return { perSecond: RATE, jobs: JOBS * ROUNDS, without: middle(sums.without), withFive: middle(sums.withFive) };
}

function part(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

if (import.meta.main) {
  const json = new URL("bench.json", import.meta.url);
  const before = JSON.parse(await Deno.readTextFile(json)) as BenchResult;
  const result: BenchResult = { ...before, dashboard: await measureDashboard() };
  await Deno.writeTextFile(json, `${JSON.stringify(result, null, 2)}\n`);
  const readme = new URL("../../README.md", import.meta.url);
  const text = await Deno.readTextFile(readme);
  await Deno.writeTextFile(
    readme,
    text.replace(/(<!-- bench -->\n)[^]*?(<!-- \/bench -->)/, (_, from, to) => `${from}\n${tableOf(result)}\n\n${to}`),
  );
  Deno.stdout.writeSync(new TextEncoder().encode(`${JSON.stringify(result.dashboard, null, 2)}\n`));
  Deno.exit();
}
