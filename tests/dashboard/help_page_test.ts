import assert from "node:assert/strict";
import { type Finding, note, ok } from "../../src/check/finding.ts";
import { helpPage, type HelpPageParts } from "../../src/dashboard/help/help_page.ts";
import { HELP_WORDS } from "../../src/dashboard/help/help_words.ts";
import { idle } from "../fakes.ts";
import { askedApp } from "./asked_app.ts";
import { sameLeaves } from "./same_words.ts";

const FINDINGS: readonly Finding[] = [
  ok("disk", "8 GB free"),
  note("clock", "2 minutes ahead <b>"),
  { name: "printer BAR", kind: "fail", message: "Nobody answers. Switch it on." },
];

function help(parts: Partial<HelpPageParts> = {}) {
  const looks: PromiseWithResolvers<readonly Finding[]>[] = [];
  const printed: (readonly Finding[])[] = [];
  let zips = 0;
  const page = helpPage({
    files: [{ what: "log", path: "C:\\Data\\<printer_client>.log" }, { what: "settings", path: null }],
    isMasked: Boolean(0),
    nowMs: () => 0,
    look: () => {
      const look = Promise.withResolvers<readonly Finding[]>();
      looks.push(look);
      return look.promise;
    },
    print: (findings) => {
      printed.push(findings);
      return Promise.resolve({ isPrinted: Boolean(1), message: "Printed on BAR." });
    },
    logLines: () => [],
    support: () => Promise.resolve({ name: `support-${++zips}.zip`, bytes: new Uint8Array([80, 75]) }),
    ...parts,
  });
  const asked = askedApp({ pages: [page] });
  const read = async (language = "en") =>
    (await (await asked.ask("/help", { headers: { "accept-language": language } })).text()).replace(/>\s+</g, "><");
  return { ...asked, read, looks, printed, zips: () => zips };
}

Deno.test("Help runs one check however often the button is pressed, and shows what to do first", async () => {
  const { ask, send, read, looks, printed } = help();
  assert.ok(!(await read()).includes('class="checked"'));
  assert.equal((await send("/help/check", {})).headers.get("location"), "/help");
  await send("/help/check", { paper: "1" });
  assert.equal(looks.length, 1);
  const meanwhile = await ask("/help");
  assert.equal(meanwhile.headers.get("refresh"), "1");
  assert.match(await meanwhile.text(), /Looking at everything/);
  looks[0]?.resolve(FINDINGS);
  await idle();
  const after = await ask("/help");
  assert.equal(after.headers.get("refresh"), null);
  const text = await read();
  assert.match(text, /class="verdict bad"\s+role="status">.*1 thing to do\./s);
  const found = [...text.matchAll(/<li\s+class="(good|warn|bad)"><span class="lamp".*?<strong>([^<]*)/g)];
  assert.deepEqual(found.map(([, tone, name]) => `${tone} ${name}`), ["bad printer BAR", "warn clock", "good disk"]);
  assert.match(text, /lang="en"><strong>clock<\/strong>: 2 minutes ahead &lt;b&gt;/);
  assert.deepEqual(printed, []);
});

Deno.test("Help puts the check on paper only where that was asked for, and says what became of it", async () => {
  const { send, read, looks, printed } = help();
  await send("/help/check", { paper: "1" });
  looks[0]?.resolve(FINDINGS);
  await idle();
  assert.deepEqual(printed, [FINDINGS]);
  assert.match(await read(), /On paper:<\/strong>.*Printed on BAR\./);
});

Deno.test("Help tells of a check that could not be carried out, and the next one begins anew", async () => {
  const { send, read, looks } = help();
  await send("/help/check", {});
  looks[0]?.reject(new Error("no disk"));
  await idle();
  assert.match(await read(), /cannot be carried out: no disk/);
  await send("/help/check", {});
  assert.equal(looks.length, 2);
  // What was found before stays until there is something newer.
  assert.match(await read(), /no disk/);
});

Deno.test("Help shows the log newest first, as text", async () => {
  const { read } = help({
    logLines: () => ["2026 INFO started", "2026 ERROR job_failed <script>alert(1)</script>", "2026 WARN x"],
  });
  const text = await read();
  const lines = [...text.matchAll(/<li\s+class="([^"]*)">(2026[^<]*)/g)].map(([, tone, line]) => `${tone}: ${line}`);
  assert.deepEqual(lines, [
    "warn: 2026 WARN x",
    "bad: 2026 ERROR job_failed &lt;script&gt;alert(1)&lt;/script&gt;",
    ": 2026 INFO started",
  ]);
  assert.match(text, /C:\\Data\\&lt;printer_client&gt;\.log/);
});

Deno.test("DASHBOARD_PRIVACY=masked hides documents' names and telephones in the log's lines", async () => {
  const lines = [
    '2026 INFO job_printed job=a document="Reservation \\"Gashi\\" Arben" printer="Bar"',
    "2026 INFO job_printed document=gashi ms=4",
    '{"event":"job_printed","document":"Gashi \\"x\\"","printer":"Bar"}',
    "2026 WARN call +355 69 123 4567",
  ];
  const masked = await help({ isMasked: Boolean(1), logLines: () => lines }).read();
  assert.ok(!/Gashi|gashi|Arben|4567/.test(masked));
  assert.match(masked, /printer=&quot;Bar&quot;/);
  assert.match(await help({ logLines: () => lines }).read(), /Gashi/);
});

Deno.test("Help makes one support zip for clicks that come at once, and gives it as a file", async () => {
  const { ask, zips } = help();
  const [first, second] = await Promise.all([ask("/help/support.zip"), ask("/help/support.zip")]);
  assert.equal(first?.headers.get("content-disposition"), 'attachment; filename="support-1.zip"');
  assert.equal(first?.headers.get("content-type"), "application/zip");
  assert.deepEqual([...new Uint8Array(await second?.arrayBuffer() ?? new ArrayBuffer())], [80, 75]);
  assert.equal(zips(), 1);
  await ask("/help/support.zip");
  assert.equal(zips(), 2);
  assert.equal((await ask("/help/support.zip/../../etc/passwd")).status, 404);
});

Deno.test("Help speaks five languages, each in words of its own, with an answer to each of five troubles", async () => {
  for (const [code, words] of Object.entries(HELP_WORDS)) {
    const text = await help().read(code);
    assert.equal(words.answers.length, 5);
    assert.ok(text.includes(words.run) && text.includes(words.supportText.slice(0, 20)), code);
  }
  // A log is a "Log" to Italians too, but theirs is a file.
  assert.deepEqual(sameLeaves(HELP_WORDS), []);
});
