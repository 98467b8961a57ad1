import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { freePort } from "../flask/flask_backend.ts";
import { bytesOf, ChaosPrinter } from "./chaos_printer.ts";
import { Client } from "./client.ts";
import { Dice } from "./dice.ts";
import { OutboxBackend } from "./outbox_backend.ts";
import { readPapers, requestOf, type Ticket, ticket } from "./tickets.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** What happens in a run, and how often. Everything that is left to chance follows from the seed. */
export interface ChaosOptions {
  readonly seed: number;
  readonly jobs: number;
  /** SIGKILLs of the client. */
  readonly kills: number;
  /** SIGKILLs of the backend, each followed by a start on the same port. */
  readonly restarts: number;
  /** Told of progress. */
  readonly say?: (line: string) => void;
}

/** The sum of a run and what went on in it. */
export interface ChaosResult extends Verdict {
  readonly seconds: number;
  /** One line of figures. */
  readonly summary: string;
  /** Where its files are; removed when there was no problem. */
  readonly folder: string;
}

const PRINTERS = ["KITCHEN", "BAR", "TERRACE"];
/** How long what is left may take after the last kill. */
const DRAIN_MS = 240_000;

/**
 * One run with real processes: a Flask backend with an outbox sends tickets for three network printers, which refuse and
 * break off, through the client, which is killed again and again; the backend is killed and started too. Then all is
 * left in peace until the outbox is empty, and the papers are counted.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const startedMs = performance.now();
  const run = new ChaosRun(options);
  try {
    await run.storm();
    await run.drain();
  } finally {
    await run.end();
  }
  const seconds = Math.round((performance.now() - startedMs) / 1000);
  return run.result(seconds);
}

class ChaosRun {
  readonly #options: ChaosOptions;
  readonly #dice: Dice;
  readonly #folder = Deno.makeTempDirSync({ prefix: "chaos-" });
  readonly #tickets: Ticket[] = [];
  readonly #printers: ChaosPrinter[] = [];
  #backend: OutboxBackend | null = null;
  #client: Client | null = null;
  #mode: "threading" | "eventlet" = "eventlet";
  #restarts = 0;
  #cuts = 0;
  /** Bytes that may still arrive at the printers before the client is killed. */
  #fuse = Infinity;
  #blow: () => void = () => {};
  #isOver = false;

  constructor(options: ChaosOptions) {
    this.#options = options;
    this.#dice = new Dice(options.seed);
  }

  async storm(): Promise<void> {
    const { jobs, kills, restarts, seed, say } = this.#options;
    const dice = this.#dice.fork("storm");
    // A third of the backends has no WebSocket.
    this.#mode = dice.once(3) ? "threading" : "eventlet";
    say?.(`seed ${seed}: ${jobs} jobs, ${kills} kills, ${restarts} restarts, ${this.#mode}, ${this.#folder}`);
    for (const name of PRINTERS) {
      this.#printers.push(await ChaosPrinter.start(name, this.#dice.fork(name), (count) => this.#burn(count)));
    }
    const backend = new OutboxBackend(this.#mode, freePort(), join(this.#folder, "outbox.sqlite"));
    this.#backend = backend;
    await backend.start();
    const client = Client.create(this.#folder, {
      SOCKET_URL: `http://127.0.0.1:${backend.port}`,
      ...Object.fromEntries(this.#printers.map(({ name, port }) => [`PRINTER_${name}`, `tcp://127.0.0.1:${port}`])),
    });
    this.#client = client;
    client.start();
    const restartAt = new Set<number>();
    while (restartAt.size < Math.min(restarts, kills)) restartAt.add(dice.whole(0, kills - 1));
    const ticketDice = this.#dice.fork("tickets");
    for (let kill = 0; kill < kills; kill++) {
      const due = Math.round(jobs * (kill + 1) / kills);
      const emitting = this.#emit(ticketDice, due, dice.fork(`emit ${kill}`));
      const restarting = restartAt.has(kill) ? this.#restart(dice.fork(`restart ${kill}`)) : Promise.resolve();
      await this.#instant(dice);
      if (dice.once(5)) {
        this.#cuts++;
        await backend.command({ cut: true });
        await pause(dice.whole(0, 400));
      } else dice.next();
      await client.kill();
      await pause(dice.whole(0, 300));
      client.start();
      await Promise.all([emitting, restarting]);
      if ((kill + 1) % 10 === 0) say?.(`  kill ${kill + 1}, job ${due}, ${await this.#left()} without a response`);
    }
  }

  /** The weather is fine again: what is left comes out. */
  async drain(): Promise<void> {
    for (const printer of this.#printers) printer.isTame = true;
    const untilMs = performance.now() + DRAIN_MS;
    while (await this.#left() > 0 && performance.now() < untilMs) await pause(100);
  }

  /** Ends every process and reads what they left. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#client?.stop();
    await this.#backend?.kill();
    for (const printer of this.#printers) await printer[Symbol.asyncDispose]();
  }

  result(seconds: number): ChaosResult {
    const tickets = new Map(this.#tickets.map((ticket) => [ticket.id, ticket]));
    const visits = this.#printers.flatMap(({ name, visits }) => visits.map((visit) => ({ name, visit })));
    const read = visits.map(({ name, visit }) => readPapers(name, bytesOf(visit), tickets));
    const papers = read.flat();
    const { left = [], responses = [] } = this.#backend?.read() ?? {};
    const verdict = verdictOf({ tickets: this.#tickets, papers, responses, left });
    const problems = [...verdict.problems, ...this.#client?.complaints ?? [], ...this.#integrity()];
    if (problems.length === 0) Deno.removeSync(this.#folder, { recursive: true });
    else {
      const lines = visits.map(({ name, visit }, index) =>
        `${name} ${new Date(visit.atMs).toISOString()} ${visit.mood} ${JSON.stringify(read[index])}\n`
      );
      Deno.writeTextFileSync(join(this.#folder, "papers.txt"), lines.join(""));
    }
    const { seed, kills } = this.#options;
    const sum = (mood: string) => visits.filter(({ visit }) => visit.mood === mood).length;
    const summary =
      `seed ${seed} (${this.#mode}): ${problems.length === 0 ? "exact" : `${problems.length} PROBLEMS`}; ` +
      `${tickets.size} jobs, ${kills} kills, ${this.#restarts} restarts, ${this.#cuts} cuts; printers meant to break off ` +
      `${sum("broke")}, refused ${sum("refused")}, were off ${
        sum("off")
      } times; on paper once ${verdict.once}, again ` +
      `with banner ${verdict.repeated}, set aside ${verdict.setAside} (${verdict.unseen} of them not whole on paper), torn pieces ${verdict.torn}; ` +
      `${responses.length} responses; ${seconds} s`;
    return { ...verdict, problems, seconds, summary, folder: this.#folder };
  }

  /** Gives the backend tickets up to number `due`, in portions. */
  async #emit(tickets: Dice, due: number, dice: Dice): Promise<void> {
    while (this.#tickets.length < due && !this.#isOver) {
      await pause(dice.whole(0, 500));
      const most = Math.min(due - this.#tickets.length, dice.whole(1, 15));
      const portion = Array.from(
        { length: most },
        (_, index) => ticket(tickets, `s${this.#options.seed}`, this.#tickets.length + index, PRINTERS),
      );
      // From here on they may come out.
      this.#tickets.push(...portion);
      const jobs = portion.map((each) => [each.id, requestOf(each)]);
      while (await this.#backend?.command({ jobs }) === null && !this.#isOver) await pause(50);
    }
  }

  async #restart(dice: Dice): Promise<void> {
    await pause(dice.whole(0, 1_500));
    await this.#backend?.kill();
    await pause(dice.whole(0, 800));
    await this.#backend?.start();
    this.#restarts++;
  }

  /** Waits for a random instant: of time, or of bytes at a printer. */
  async #instant(dice: Dice): Promise<void> {
    const [ofTime, ms, bytes] = [dice.once(2), dice.whole(100, 2_500), dice.whole(1, 3_000)];
    await pause(ofTime ? ms : ms / 2);
    if (ofTime) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#blow = resolve;
      this.#fuse = bytes;
      timer = setTimeout(resolve, 2_000);
    });
    clearTimeout(timer);
    this.#fuse = Infinity;
  }

  #burn(count: number): void {
    this.#fuse -= count;
    if (this.#fuse <= 0) this.#blow();
  }

  async #left(): Promise<number> {
    const answer = await this.#backend?.command({ left: true });
    return Number(answer?.left ?? Infinity);
  }

  #integrity(): string[] {
    const database = new DatabaseSync(join(this.#folder, "data", "jobs.sqlite"));
    try {
      const checked = database.prepare("PRAGMA integrity_check").all().map((row) => String(row.integrity_check));
      const open = database.prepare("SELECT count(*) AS n FROM jobs WHERE state IN ('queued', 'printing')").get();
      return [
        ...checked.filter((line) => line !== "ok").map((line) => `integrity_check: ${line}`),
        ...(open?.n === 0 ? [] : [`the client's database has ${open?.n} jobs that wait`]),
      ];
    } finally {
      database.close();
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
