import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { decode } from "fast-png";
import { main } from "../../src/cli/cli.ts";
import { writeEnv } from "../client_process.ts";
import { elementsOf } from "../render/svg_reader.ts";
import { fakeIo, inFolder } from "./fake_io.ts";

const SAMPLE = new URL("../../src/demo/samples/print_request.receipt.json", import.meta.url).pathname;
const SETTINGS = {
  DEFAULT_PRINTER: "folder:printed",
  PRINTER_KITCHEN: "folder:kitchen",
  PRINTER_KITCHEN_COLUMNS: "32",
  ROUTE_RECEIPT: "KITCHEN",
};

/** What a command line leaves: its exit code, and what it said. */
async function run(folder: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const io = fakeIo([...args, "--env", await writeEnv(folder, SETTINGS)]);
  return { code: await main(io), said: io.written.join("\n") };
}

Deno.test("--preview says which printer it is for, and why that one", () =>
  inFolder(async (folder) => {
    const chosen = await run(folder, "--preview", SAMPLE);
    assert.equal(chosen.code, 0, chosen.said);
    assert.match(chosen.said, /TOTAL +12\.99\n[^]*For KITCHEN: \d+ bytes[^]*because .*ROUTE_RECEIPT is KITCHEN/);
    assert.match(
      (await run(folder, "--preview", SAMPLE, "--printer", "kitchen")).said,
      /because --printer asks for it/,
    );
  }));

Deno.test("--preview --json has the text, the SVG, the bytes and why", () =>
  inFolder(async (folder) => {
    const { printer, printer_because, text, svg, bytes } = JSON.parse(
      (await run(folder, "--preview", SAMPLE, "--json")).said,
    );
    assert.equal(printer, "KITCHEN");
    assert.match(printer_because, /ROUTE_RECEIPT/);
    assert.match(text, /Sandwich/);
    assert.ok(bytes > 100);
    assert.ok((await elementsOf(svg)).some((element) => element.text.includes("Sandwich")));
  }));

Deno.test("--preview --out writes the paper as SVG and as text, and says when a file was there", () =>
  inFolder(async (folder) => {
    const [svg, txt] = [join(folder, "paper.svg"), join(folder, "PAPER.TXT")];
    assert.match((await run(folder, "--preview", SAMPLE, "--out", svg)).said, /Written: .*paper\.svg \(\d+ bytes\)\./);
    const elements = await elementsOf(await Deno.readTextFile(svg));
    assert.equal(elements[0]?.attributes.width, String(16 + 464 + 16));
    await Deno.writeTextFile(svg, "old");
    const again = await run(folder, "--preview", SAMPLE, "--out", svg);
    assert.match(again.said, /in place of the old one/);
    assert.match(await Deno.readTextFile(svg), /^<svg/);
    await run(folder, "--preview", SAMPLE, "--out", txt);
    assert.match(await Deno.readTextFile(txt), /^ +RECEIPT$|TOTAL +12\.99/m);
    // Nothing else was left behind, and nothing printed.
    assert.deepEqual(
      [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => /tmp|printed|kitchen/.test(name)),
      [],
    );
  }));

Deno.test("--preview --out writes a PNG, two pixels for each dot, or one where the paper is long", () =>
  inFolder(async (folder) => {
    const png = join(folder, "paper.png");
    assert.equal((await run(folder, "--preview", SAMPLE, "--out", png)).code, 0);
    const short = decode(await Deno.readFile(png));
    assert.equal(short.width, 2 * (16 + 464 + 16));
    const job = join(folder, "job.json");
    await Deno.writeTextFile(job, JSON.stringify({ data: { type: "text", content: "x\n".repeat(1_200) } }));
    const { said } = await run(folder, "--preview", job, "--out", png, "--printer", "KITCHEN");
    const long = decode(await Deno.readFile(png));
    assert.ok(long.width < 1_000 && long.height < 31_000, `${long.width} x ${long.height}`);
    assert.match(said, /but: the picture ends before the paper does/);
  }));

Deno.test("--preview --out writes one page of HTML that loads and runs nothing", () =>
  inFolder(async (folder) => {
    const job = join(folder, "job.json");
    const content = "<script>alert(1)</script> 你";
    await Deno.writeTextFile(
      job,
      JSON.stringify({ data: { type: "text", content, document_name: "</title><script>x</script>" } }),
    );
    const file = join(folder, "paper.html");
    const { code, said } = await run(folder, "--preview", job, "--out", file, "--printer", "KITCHEN");
    assert.equal(code, 0, said);
    const html = await Deno.readTextFile(file);
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? "";
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? "";
    assert.match(policy, /^default-src 'none'; img-src data:; /);
    assert.ok(policy.includes(`style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`), policy);
    assert.ok(!/<script|\son\w+=|\sstyle=|<link|https?:\/\/(?!www\.w3\.org\/2000\/svg)/i.test(html), html);
    assert.match(html, /because --printer asks for it/);
    assert.match(html, /<dt>Bytes<\/dt><dd>\d+<\/dd>/);
    assert.match(html, /initialize/, "the listing of the bytes");
  }));

Deno.test("--preview --out says in a sentence why it cannot write", () =>
  inFolder(async (folder) => {
    const missing = await run(folder, "--preview", SAMPLE, "--out", join(folder, "no", "paper.svg"));
    assert.deepEqual([missing.code, /Cannot write ".*paper\.svg": its folder does not exist\. /.test(missing.said)], [
      1,
      true,
    ]);
    await Deno.mkdir(join(folder, "dir.svg"));
    const directory = await run(folder, "--preview", SAMPLE, "--out", join(folder, "dir.svg"));
    assert.deepEqual([directory.code, /Cannot write ".*dir\.svg": it is a folder\. /.test(directory.said)], [1, true]);
  }));
