import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Server } from "socket.io";
import { startDemoBackend } from "../../src/demo/demo_backend.ts";
import type { Printers } from "../../src/domain/ports.ts";
import { PrintError } from "../../src/domain/print_error.ts";
import { DEFAULT_PROFILE } from "../../src/domain/profile.ts";
import { renderedText } from "../../src/render/render.ts";
import { lockFolder } from "../../src/windows/single_instance.ts";
import { openPortSink } from "../port_sink.ts";
import { counting, type Queue, type Turn, visit } from "./shop_pc.ts";

const TILL: Queue = { name: "EPSON TM-T20III Receipt", isDefault: true };
const LASER: Queue = { name: "HP LaserJet", kind: "office" };

const SERVER = /server's address/;
const NIPT = /tax number/;
const NAME = /Which name/;
const SESSION = /Which session/;
const PRINTER = /Which one prints the receipts/;
const TEST_PAGE = /Print a test page/;
const READABLE = /Did it come out/;
const MORE = /another printer, for the kitchen/;
const LANGUAGE = /Which language/;
const CURRENCY = /Which currency/;
const WRITE = /^Write this to .*\.env\?/;
const START = /Start printing now/;
const WHAT_NOW = /^What now\?/;

/** The shortest way to a finished file. */
function plainTurns(address: string): Turn[] {
  return [
    [SERVER, address],
    [NIPT, "L12345678A"],
    [NAME, ""],
    [SESSION, ""],
    [PRINTER, ""],
    [TEST_PAGE, ""],
    [READABLE, "y"],
    [MORE, ""],
    [LANGUAGE, ""],
    [CURRENCY, ""],
    [WRITE, ""],
    [START, ""],
  ];
}

/** `plainTurns` with the turns from `from` up to `to` (not included) in the place of those. */
function turnsWith(address: string, from: RegExp, to: RegExp, turns: readonly Turn[]): Turn[] {
  const all = plainTurns(address);
  const [first, last] = [from, to].map((wanted) => all.findIndex(([question]) => question === wanted));
  return all.toSpliced(first ?? 0, (last ?? 0) - (first ?? 0), ...turns);
}

async function withBackend(run: (address: string) => Promise<void>): Promise<void> {
  const backend = await startDemoBackend();
  try {
    await run(backend.url.replace("http://", ""));
  } finally {
    await backend.close();
  }
}

Deno.test("setUp() writes a file with comments from a few answers and Enter, and prints a test page", () =>
  withBackend(async (address) => {
    const end = await visit(plainTurns(address), { queues: [LASER, TILL] });
    assert.ok(end.isDone, end.screen);
    assert.deepEqual({ code: end.code, isToRun: end.isToRun }, { code: 0, isToRun: true });
    const counts = counting(end.env);
    for (
      const line of [
        `SOCKET_URL=http://${address}`,
        "SESSION_ID=printer_client_0123abcd4567",
        "USERNAME=printer_client",
        "NIPT=L12345678A",
        "DEFAULT_PRINTER=RECEIPT",
        "PRINTER_RECEIPT=EPSON TM-T20III Receipt",
        "LOCALE=sq-AL",
        "CURRENCY=ALL",
      ]
    ) assert.ok(counts.includes(line), `${line}\n${counts.join("\n")}`);
    const example = await Deno.readTextFile(new URL("../../.env.example", import.meta.url));
    const remarks = example.split("\n").filter((line) => line.startsWith("# "));
    const written = (end.env ?? "").split("\n");
    assert.deepEqual(remarks.filter((line) => !written.includes(line)), []);
    assert.match(end.screen, /taken for epson-tm-t20.*guessed from its name/);
    assert.match(end.screen, /HP LaserJet .*\(an office printer\)/);
    assert.deepEqual(end.documents.map(({ queue }) => queue), [TILL.name]);
    assert.match(renderedText(end.documents[0]?.bytes ?? new Uint8Array(), DEFAULT_PROFILE), /ë/);
    assert.deepEqual(end.files, [".env"]);
  }));

Deno.test("setUp() writes into the file of --env, and never asks there whether it starts with Windows", () =>
  withBackend(async (address) => {
    const folder = await Deno.makeTempDir();
    try {
      const env = join(folder, "till.env");
      const startWithWindows = () => Promise.resolve(0);
      const end = await visit(plainTurns(address), {
        queues: [TILL],
        args: ["--setup", "--env", env],
        world: { startWithWindows },
      });
      assert.ok(end.isDone, end.screen);
      assert.equal(end.env, null);
      assert.ok(counting(await Deno.readTextFile(env)).includes("NIPT=L12345678A"));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }));

Deno.test("setUp() takes an input that ends, and q, at each question as leaving, and writes nothing", () =>
  withBackend(async (address) => {
    const all = plainTurns(address);
    for (const [asked, [question]] of all.entries()) {
      for (const way of [null, "q"]) {
        const end = await visit([...all.slice(0, asked), [question, way]], { queues: [TILL] });
        assert.ok(end.isDone, end.screen);
        assert.ok(!end.isToRun);
        const isWritten = question === START;
        assert.equal(end.code, isWritten ? 0 : 2, `${question}\n${end.screen}`);
        assert.equal(end.env !== null, isWritten, `${question}`);
        assert.equal(/Ended\. Nothing was written/.test(end.screen), !isWritten, end.screen);
      }
    }
  }));

Deno.test("setUp() ends with 0 when --setup was asked for and left", async () => {
  const end = await visit([[SERVER, "q"]], { args: ["--setup"] });
  assert.deepEqual([end.code, end.env], [0, null]);
});

Deno.test("setUp() goes back to the question before with b, and offers what was answered", () =>
  withBackend(async (address) => {
    const end = await visit([
      [SERVER, "b"],
      [SERVER, address],
      [NIPT, "WRONG"],
      [NAME, "till"],
      [SESSION, "b"],
      [/tax number[^]*Enter: WRONG/, "L12345678A"],
      [/Which name[^]*Enter: till/, ""],
      [SESSION, "s7"],
      [PRINTER, "b"],
      [/tax number[^]*Enter: L12345678A/, "b"],
      [/server's address[^]*Enter: http:/, ""],
      [NIPT, ""],
      [NAME, ""],
      [/Which session[^]*Enter: s7/, ""],
      ...plainTurns(address).slice(4),
    ], { queues: [TILL] });
    assert.ok(end.isDone, end.screen);
    assert.match(end.screen, /This is the first question\./);
    const counts = counting(end.env);
    assert.ok(["NIPT=L12345678A", "USERNAME=till", "SESSION_ID=s7"].every((line) => counts.includes(line)), end.screen);
  }));

Deno.test("setUp() says why an address fails, tries again, takes another, or keeps it", () =>
  withBackend(async (address) => {
    const end = await visit([
      [SERVER, ""],
      [SERVER, "our server"],
      [SERVER, "127.0.0.1:9"],
      [WHAT_NOW, "2"],
      [WHAT_NOW, "9"],
      [WHAT_NOW, "1"],
      [SERVER, "http://127.0.0.1:9/x"],
      [/^What now\?[^]*Keep http:\/\/127\.0\.0\.1:9:/, "3"],
      [NIPT, "L1"],
      [NAME, ""],
      [SESSION, ""],
      [WHAT_NOW, "2"],
      [WHAT_NOW, "3"],
      ...plainTurns(address).slice(4),
    ], { queues: [TILL] });
    assert.ok(end.isDone, end.screen);
    assert.match(end.screen, /Please type an answer/);
    assert.match(end.screen, /An address has no spaces/);
    assert.match(end.screen, /Nothing listens on 127\.0\.0\.1:9 [^]*Start the server, or\s+correct the address/);
    assert.match(end.screen, /Please type a number from 1 to 3/);
    assert.match(end.screen, /The server cannot be reached\./);
    assert.doesNotMatch(end.screen, /SOCKET_URL|backend/);
    assert.ok(counting(end.env).includes("SOCKET_URL=http://127.0.0.1:9"));
  }));

Deno.test("setUp() takes a server that refuses as found, and asks for NIPT, name and session again", async () => {
  const http = createServer();
  const server = new Server(http, { serveClient: false });
  server.use((socket, next) => next(socket.handshake.query.nipt === "L1" ? undefined : new Error("unknown company")));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  try {
    const address = `127.0.0.1:${(http.address() as AddressInfo).port}`;
    const end = await visit([
      [SERVER, address],
      [NIPT, "L9"],
      [NAME, ""],
      [SESSION, ""],
      [WHAT_NOW, "1"],
      [/tax number[^]*Enter: L9/, "L1"],
      [NAME, ""],
      [SESSION, ""],
      ...plainTurns(address).slice(4),
    ], { queues: [TILL] });
    assert.ok(end.isDone, end.screen);
    assert.match(end.screen, /Good: the server answers/);
    assert.match(
      end.screen,
      /did not accept this PC\.\s+The server[^]*"unknown\s+company"\.\s+Check\s+the\s+tax\s+number,\s+the\s+name/,
    );
    assert.match(end.screen, /Good: the server accepts this PC/);
    assert.ok(counting(end.env).includes("NIPT=L1"));
  } finally {
    await server.close();
    http.closeAllConnections();
  }
});

Deno.test("setUp() without installed printers takes a network printer, tested, or a folder", () =>
  withBackend(async (address) => {
    await using sink = openPortSink();
    const spec = `127.0.0.1:${sink.port}`;
    const network = await visit(
      turnsWith(address, PRINTER, TEST_PAGE, [
        [PRINTER, "7"],
        [PRINTER, "1"],
        [/printer's address/, "2"],
        [/printer's address/, "127.0.0.1:1"],
        [WHAT_NOW, "2"],
        [WHAT_NOW, "1"],
        [PRINTER, spec],
        [/How wide/, "2"],
      ]),
    );
    assert.ok(network.isDone, network.screen);
    assert.match(network.screen, /Windows has no printer on this PC/);
    assert.match(network.screen, /It does not answer\. .*127\.0\.0\.1:1/);
    const counts = counting(network.env);
    assert.ok(counts.includes(`PRINTER_RECEIPT=tcp://${spec}`), network.screen);
    assert.ok(counts.includes("PRINTER_RECEIPT_PROFILE=generic-58mm"));
    // One connection each for the looks before, without a byte.
    assert.ok(sink.documents.some((bytes) => renderedText(bytes, { ...DEFAULT_PROFILE, columns: 32 }).includes("ë")));

    const folder = await visit(turnsWith(address, PRINTER, MORE, [[PRINTER, "2"], [TEST_PAGE, ""]]));
    assert.match(folder.screen, /The test page is in the folder\s.*printed,/);
    assert.ok(folder.isDone, folder.screen);
    assert.ok(counting(folder.env).includes("PRINTER_RECEIPT=folder:printed"));
    assert.deepEqual(folder.files, [".env", "printed"]);

    const kept = await visit(
      turnsWith(address, PRINTER, READABLE, [
        [PRINTER, "127.0.0.1:1"],
        [WHAT_NOW, "3"],
        [/How wide/, ""],
        [TEST_PAGE, "n"],
      ]).filter(([question]) => question !== READABLE),
    );
    assert.ok(kept.isDone, kept.screen);
    assert.ok(counting(kept.env).includes("PRINTER_RECEIPT=tcp://127.0.0.1:1"));
  }));

Deno.test("setUp() goes on without the printers of Windows when its spooler is down", () =>
  withBackend(async (address) => {
    const printers: Printers = {
      installed: () =>
        Promise.reject(new PrintError("spooler_stopped", "The Print Spooler isn't running.", { hint: "Start it." })),
      open: () => {
        throw new Error("no printer is opened");
      },
    };
    const end = await visit(turnsWith(address, PRINTER, MORE, [[PRINTER, "2"], [TEST_PAGE, "n"]]), {
      world: { printers },
    });
    assert.ok(end.isDone, end.screen);
    assert.match(end.screen, /Windows does not tell its printers:\s+The Print Spooler isn't\s+running\./);
    assert.ok(counting(end.env).includes("PRINTER_RECEIPT=folder:printed"));
  }));

Deno.test("setUp() helps when the test page fails or is not right", () =>
  withBackend(async (address) => {
    const shy: Queue = { name: "POS", faults: ['Cannot print on "POS": it is offline'] };
    const end = await visit(
      turnsWith(address, PRINTER, MORE, [
        [PRINTER, "1"],
        [/How wide/, ""],
        [TEST_PAGE, "y"],
        [WHAT_NOW, "1"],
        [READABLE, ""],
        [READABLE, "maybe"],
        [READABLE, "n"],
        [WHAT_NOW, "2"],
        [/Which width/, "2"],
        [READABLE, "n"],
        [WHAT_NOW, "4"],
        [PRINTER, "2"],
        [TEST_PAGE, "y"],
        [READABLE, "n"],
        [WHAT_NOW, "5"],
      ]),
      { queues: [shy, TILL] },
    );
    assert.ok(end.isDone, end.screen);
    assert.match(end.screen, /could not be printed\.\n.*it is offline/);
    assert.match(end.screen, /Please type y for yes or n for no/);
    assert.match(end.screen, /look at its queue: it must not be\s+paused/);
    assert.deepEqual(end.documents.map(({ queue }) => queue), ["POS", "POS", TILL.name]);
    const counts = counting(end.env);
    assert.ok(counts.includes(`PRINTER_RECEIPT=${TILL.name}`), counts.join("\n"));
    // What was found out about the printer before does not hold for this one.
    assert.ok(!counts.some((line) => line.startsWith("PRINTER_RECEIPT_")), counts.join("\n"));
  }));

Deno.test("setUp() calibrates at the end where letters are wrong", () =>
  withBackend(async (address) => {
    const end = await visit(
      turnsWith(address, READABLE, START, [
        [READABLE, "n"],
        [WHAT_NOW, "3"],
        [MORE, ""],
        [LANGUAGE, ""],
        [CURRENCY, ""],
        [WRITE, ""],
        [/On the paper|>/, "q"],
      ]),
      { queues: [TILL] },
    );
    assert.ok(end.isDone, end.screen);
    assert.match(end.screen, /Written to [^]*Calibrating RECEIPT/);
    assert.ok(end.isToRun);
  }));

Deno.test("setUp() sets up a kitchen and a bar, and takes one out again", () =>
  withBackend(async (address) => {
    const queues = [TILL, { name: "Kitchen" }, { name: "Bar" }];
    const end = await visit(
      turnsWith(address, MORE, LANGUAGE, [
        [MORE, "y"],
        [/What is it called[^]*Enter: KITCHEN/, "receipt"],
        [/What is it called/, ""],
        [/Which one is KITCHEN\?\n>/, "2"],
        [/How wide/, ""],
        [TEST_PAGE, ""],
        [READABLE, "y"],
        [/What comes out at KITCHEN[^]*Enter: 1/, "9"],
        [/What comes out at KITCHEN/, "1 4"],
        [/Other printers: KITCHEN \(Kitchen, kitchen tickets, plain texts\)/, "2"],
        [/What is it called[^]*Enter: BAR/, ""],
        [/Which one is BAR[^]*Enter: 3/, ""],
        [/How wide/, "2"],
        [TEST_PAGE, "n"],
        [/What comes out at BAR[^]*Enter: 0/, ""],
        [/Other printers: BAR \(Bar\); KITCHEN/, "3"],
        [/Other printers: KITCHEN/, ""],
      ]),
      { queues },
    );
    assert.ok(end.isDone, end.screen);
    const counts = counting(end.env).filter((line) => /^(PRINTER|ROUTE)_/.test(line));
    assert.deepEqual(counts.toSorted(), [
      "PRINTER_KITCHEN=Kitchen",
      `PRINTER_RECEIPT=${TILL.name}`,
      "ROUTE_KITCHEN_TICKET=KITCHEN",
      "ROUTE_TEXT=KITCHEN",
    ]);
    assert.deepEqual(end.documents.map(({ queue }) => queue), [TILL.name, "Kitchen"]);
  }));

Deno.test("setUp() offers what an existing file says, and keeps its remarks and what is not asked", () =>
  withBackend(async (address) => {
    const env = `# Our till\r\nSOCKET_URL=http://${address}\r\nSESSION_ID=s1 # from Ben\r\nCLIENT_USERNAME=bar-pc\r\n` +
      "USERNAME=other\r\nNIPT=your_company_nipt\r\nDEFAULT_PRINTER=BAR\r\nPRINTER_BAR=Old printer\r\n" +
      "PRINTER_BAR_COLUMNS=42\r\nPAPER_COLUMNS=wide\r\nEXPIRE_TEXT=2h\r\n";
    const end = await visit([
      [/Switch it off/, ""],
      [/server's address/, ""],
      [NIPT, ""],
      [NIPT, "L1"],
      [/Which name[^]*Enter: bar-pc/, "till"],
      [/Which session[^]*Enter: s1\)/, ""],
      [/Which one prints[^]*Enter: Old printer/, "1"],
      [TEST_PAGE, ""],
      [READABLE, "y"],
      [MORE, ""],
      [/Which language[^]*Enter: 6/, ""],
      [/Which currency[^]*Enter: -/, ""],
      [WRITE, ""],
      [START, "n"],
    ], { env, queues: [TILL], args: ["--setup"] });
    assert.ok(end.isDone, end.screen);
    assert.ok(!end.isToRun);
    assert.equal(
      end.env,
      `# Our till\r\nSOCKET_URL=http://${address}\r\nSESSION_ID=s1 # from Ben\r\nCLIENT_USERNAME=till\r\n` +
        `USERNAME=till\r\nNIPT=L1\r\nDEFAULT_PRINTER=BAR\r\nPRINTER_BAR=${TILL.name}\r\n` +
        "#PRINTER_BAR_COLUMNS=42\r\n#PAPER_COLUMNS=wide\r\nEXPIRE_TEXT=2h\r\n",
    );
    assert.match(end.screen, /No longer counts: PRINTER_BAR_COLUMNS, PAPER_COLUMNS\./);
    assert.equal(end.screen.match(/^ {2}name at the server /gm)?.length, 1);
    assert.deepEqual(end.files.filter((name) => name.startsWith(".env")), [".env", ".env.bak"]);
  }));

Deno.test("setUp() leaves an existing file alone when a line is wrong and is to stay", async () => {
  const env = "SESSION_ID=s\nUSERNAME=u\nNIPT=L1\nPAPER_COLUMNS=wide\n";
  const end = await visit([[/Switch it off/, "n"]], { env, args: ["--setup"] });
  assert.equal(end.code, 1);
  assert.equal(end.env, env);
  assert.match(end.screen, /Correct it in .*\.env, and start again/);
});

Deno.test("setUp() writes nothing when the last question is answered with n, and goes back from there", () =>
  withBackend(async (address) => {
    const turns = plainTurns(address).slice(0, -2);
    const left = await visit([...turns, [WRITE, "n"], [WRITE, "q"]], { queues: [TILL] });
    assert.ok(left.isDone, left.screen);
    assert.equal(left.env, null);
    const back = await visit([
      ...turns,
      [WRITE, "n"],
      [WRITE, "b"],
      [LANGUAGE, "4"],
      [CURRENCY, "EUR"],
      [WRITE, "y"],
      [START, ""],
    ], { queues: [TILL] });
    assert.ok(back.isDone, back.screen);
    assert.ok(counting(back.env).includes("LOCALE=de-DE"));
  }));

Deno.test("setUp() says that the program runs already, and does not offer to start another", () =>
  withBackend(async (address) => {
    const folder = await Deno.makeTempDir();
    const unlock = lockFolder(folder);
    try {
      const env = `SOCKET_URL=http://${address}\nSESSION_ID=s\nUSERNAME=u\nNIPT=L1\nDATA_DIR=${folder}\n`;
      const turns = plainTurns(address).slice(0, -1).filter(([question]) =>
        question !== TEST_PAGE && question !== READABLE
      );
      const end = await visit(turns, { env, queues: [TILL], args: ["--setup"] });
      assert.ok(end.isDone && !end.isToRun, end.screen);
      assert.match(end.screen, new RegExp(`runs already \\(process ${Deno.pid}\\)`));
    } finally {
      unlock?.();
      await Deno.remove(folder, { recursive: true });
    }
  }));

Deno.test("setUp() breaks no word at the end of a line, and has no line of more than 79 characters", () =>
  withBackend(async (address) => {
    const end = await visit(plainTurns(address), { queues: [TILL, { ...LASER, jobs: 3, isOffline: true }] });
    const long = end.screen.split("\n").filter((line) => line.length > 79 && !line.includes("/tmp"));
    assert.deepEqual(long, []);
    const words = end.screen.replaceAll(/\s+/g, " ");
    assert.ok(
      words.includes("HP LaserJet (an office printer; offline, perhaps switched off; 3 documents wait)"),
      words,
    );
  }));

Deno.test("setUp() starts with Windows where the person wants it, and then not in this window", () =>
  withBackend(async (address) => {
    const turns = plainTurns(address);
    const asked = [...turns.slice(0, -2), [/Shall it start by itself/, ""], [WRITE, ""]] as const;
    const installed: string[] = [];
    const startWithWindows = (_io: unknown, _options: unknown, settings: { envFile: string | null }) => {
      installed.push(settings.envFile ?? "");
      return Promise.resolve(0);
    };
    const end = await visit(asked, { queues: [TILL], world: { startWithWindows } });
    assert.ok(end.isDone, end.screen);
    assert.ok(!end.isToRun);
    assert.match(installed.join(), /\.env$/);
    assert.match(end.screen, /It prints in a window of its own/);

    const refused = await visit([...asked, [START, ""]], {
      queues: [TILL],
      world: { startWithWindows: () => Promise.resolve(1) },
    });
    assert.ok(refused.isDone && refused.isToRun, refused.screen);
    assert.match(refused.screen, /--install-task tries that again/);
  }));

Deno.test("setUp() says that letters were lost on the way, and asks again", async () => {
  const end = await visit([[SERVER, "caf\ufffd"], [SERVER, "q"]]);
  assert.match(end.screen, /type it without accents/);
});
