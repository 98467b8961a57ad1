// deno run -A tests/end_to_end/chaos/soak.ts [JOBS] [PER_SECOND]: 100,000 jobs through a folder printer of the real client, as
// the exe has it inside, which is one process all the time; as fast as they go, or so many a second. Prints its memory and the
// time of a thousand jobs; exit code 1 when a job is missing, came twice, or was not answered, when memory grows after warm-up,
// or when the last thousands take 1.3 times the first.
import { createServer } from "node:http";
import { join } from "node:path";
import { Server } from "socket.io";
import { bundledProgram } from "../../bundled_program.ts";
import { startClient } from "../../client_process.ts";

/** Jobs under way at once. */
const WINDOW = 60;
/** The part of the run in which memory finds its level: V8 takes and returns some 25 MB at a time, as the load is. */
const WARM_UP = 0.4;
/** The part at the end in which the least of it must not lie above the most of the warm-up. */
const END = 0.2;
/** What is still noise: a leak of 400 bytes a job would be more in 100,000 jobs. */
const SLACK_MB = 15;

const [jobs = 100_000, perSecond = Infinity] = Deno.args.map(Number);
const folder = Deno.makeTempDirSync({ prefix: "soak-" });
const printed = join(folder, "printed");
const say = (line: string) => void Deno.stdout.writeSync(new TextEncoder().encode(`${line}\n`));

const http = createServer();
const server = new Server(http);
await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", () => resolve()));
const address = http.address();
const port = typeof address === "object" && address !== null ? address.port : 0;

let sent = 0;
let startedMs = NaN;
let onPaper = 0;
const answered = new Set<string>();
const papers = new Set<string>();
const problems: string[] = [];
const megabytes: number[] = [];
/** Of the client's own processor time: another program that keeps the machine busy does not count. */
const thousandMs: number[] = [];
let usedMs = 0;
const finished = Promise.withResolvers<void>();

const client = await startClient(folder, {
  SOCKET_URL: `http://127.0.0.1:${port}`,
  DATA_DIR: join(folder, "data"),
  DEFAULT_PRINTER: `folder:${printed}`,
}, { limitMs: 6 * 3_600_000, main: await bundledProgram() });
void client.ended.then(() => finished.resolve());

server.on("connection", (socket) => {
  const fill = () => {
    if (Number.isNaN(startedMs)) startedMs = performance.now();
    const due = perSecond === Infinity ? jobs : Math.min(jobs, (performance.now() - startedMs) / 1_000 * perSecond);
    while (sent < due && sent - answered.size < WINDOW) {
      const id = `soak-${++sent}`;
      const content = `JOB ${id}\n${"a line of an ordinary ticket\n".repeat(20)}`;
      socket.emit("print_request", { data: { type: "text", content }, job_id: id });
    }
  };
  socket.on("print_response", (response: { job_id: string; status: string; message: string }, confirm?: () => void) => {
    confirm?.();
    if (response.status !== "success") problems.push(`${response.job_id}: ${response.message}`);
    answered.add(response.job_id);
    if (answered.size % 1_000 === 0) thousand();
    if (answered.size === jobs) finished.resolve();
    fill();
  });
  socket.on("printer_client_ready", fill);
  if (perSecond !== Infinity) {
    const timer = setInterval(fill, 1_000 / perSecond);
    socket.on("disconnect", () => clearInterval(timer));
  }
});

function thousand(): void {
  const nowMs = processorMs();
  // The first one has the start in it.
  thousandMs.push(nowMs - usedMs);
  usedMs = nowMs;
  collect();
  const status = Deno.readTextFileSync(`/proc/${client.pid}/status`);
  megabytes.push(Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024));
  if (answered.size % (perSecond === Infinity ? 5_000 : 1_000) === 0) {
    say(
      `${answered.size} jobs: ${megabytes.at(-1)} MB, last thousand ${thousandMs.at(-1)?.toFixed(0)} ms of processor`,
    );
  }
}

function processorMs(): number {
  // utime and stime, the 14th and 15th field, in hundredths; the name in brackets before them may have blanks.
  const fields = Deno.readTextFileSync(`/proc/${client.pid}/stat`).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Counts the papers and throws them away: a hundred thousand files in a folder are no part of what is measured. */
function collect(): void {
  for (const { name } of Deno.readDirSync(printed)) {
    // A name with a dot in front is one that is being written.
    if (name.startsWith(".")) continue;
    const path = join(printed, name);
    if (name.endsWith(".escpos")) {
      const id = /JOB (soak-\d+)/.exec(new TextDecoder("latin1").decode(Deno.readFileSync(path)))?.[1];
      if (id === undefined) problems.push(`${name} has no job`);
      else if (papers.has(id)) problems.push(`${id} is on paper twice`);
      else papers.add(id);
      onPaper++;
      for (const ending of [".txt", ".lst", ".escpos"]) Deno.removeSync(path.replace(/\.escpos$/, ending));
    }
  }
}

await finished.promise;
const isAlive = answered.size === jobs;
const code = await client.stop();
collect();
const average = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
const [first, last] = [average(thousandMs.slice(1, 4)), average(thousandMs.slice(-3))];
const warm = Math.max(...megabytes.slice(0, Math.ceil(megabytes.length * WARM_UP)));
const end = Math.min(...megabytes.slice(-Math.ceil(megabytes.length * END)));
if (!isAlive || code !== 0) problems.push(`the client ended with code ${code}: ${(await client.ended).stderr}`);
if (papers.size !== jobs) problems.push(`${papers.size} of ${jobs} jobs are on paper`);
if (end > warm + SLACK_MB) problems.push(`memory grew from at most ${warm} to at least ${end} MB`);
if (last > first * 1.3) problems.push(`the last thousand took ${last.toFixed(0)} ms, the first ${first.toFixed(0)} ms`);
const size = Deno.statSync(join(folder, "data", "jobs.sqlite")).size / 1e6;
say(
  `${jobs} jobs, ${onPaper} papers, ${answered.size} responses; memory at most ${warm} MB in warm-up, ` +
    `at least ${end} MB at the end, ${Math.max(...megabytes)} MB at most ever; a thousand took ${
      first.toFixed(0)
    } ms at ` +
    `first, ${last.toFixed(0)} ms at last; database ${size.toFixed(0)} MB`,
);
for (const problem of problems.slice(0, 20)) say(`  ${problem}`);
Deno.removeSync(folder, { recursive: true });
Deno.exit(problems.length === 0 ? 0 : 1);
