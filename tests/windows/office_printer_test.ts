import assert from "node:assert/strict";
import { join } from "node:path";
import { writeSettings } from "../client_settings.ts";
import { openPortSink } from "../port_sink.ts";
import { type PagePicture, pagesOfText, picturesOf, postscriptMissing } from "./postscript.ts";
import { startWindows } from "./windows_rig.ts";
import { windowsMissing } from "./windows_root.ts";

const missing = await windowsMissing() ?? await postscriptMissing();
if (missing !== null && Deno.env.get("CI")) throw new Error(missing);

const LOGO = join(import.meta.dirname ?? "", "..", "fixtures", "logo_384x120.png");
const LINK = "https://shop.example/verify?r=1874&total=€";
const TEMPLATE = `<img src="logo.png" alt="Logo">
<center><h1>Bäckerei Tiranë</h1></center>
<hr>
<table><col width="*"><col width="10" align="right">
{% for number in (1..125) %}<tr><td>Bukë Ž Ελλάς {{ number }}</td><td>{{ number }},50 €</td></tr>
{% endfor %}</table>
<hr>
<p><b>bold</b> <mark>white on black</mark> <big tall>TOTAL</big></p>
<qr>{{ link }}</qr>
<cut>
<p>A second ticket of one page.</p>`;

/** Where a page is black: left, top, right and bottom in mm. */
function inked({ width, height, grey }: PagePicture): [number, number, number, number] {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((grey[y * width + x] ?? 255) > 127) continue;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    }
  }
  const mm = (dots: number) => dots / 300 * 25.4;
  return [mm(left), mm(top), mm(right), mm(bottom)];
}

Deno.test({
  name: "printer-client draws on an office printer through GDI: pages, letters, pictures and codes",
  ignore: missing !== null,
}, async (t) => {
  await using rig = await startWindows();
  await using office = openPortSink();
  await rig.addQueue("Office", office.port);
  await Deno.mkdir(join(rig.folder, "templates"));
  await Deno.mkdir(join(rig.folder, "assets"));
  await Deno.writeTextFile(join(rig.folder, "templates", "long.html"), TEMPLATE);
  await Deno.copyFile(LOGO, join(rig.folder, "assets", "logo.png"));
  const settings = await writeSettings(rig.folder, {
    SOCKET_URL: "http://127.0.0.1:9",
    PRINTER_DESK: "office",
    PRINTER_DESK_FORMAT: "gdi",
    DATA_DIR: "Z:\\shared\\data",
    TEMPLATES_DIR: "Z:\\shared\\templates",
  });
  const run = (...args: string[]) => rig.startClient(["--env", rig.windowsPath(settings), ...args]).ended;
  const file = join(rig.folder, "job.json");
  const print = async (job: unknown) => {
    await Deno.writeTextFile(file, JSON.stringify(job));
    const { code, stdout, stderr } = await run("--print", rig.windowsPath(file), "--printer", "desk", "--json");
    return { code, said: stdout + stderr };
  };

  await t.step("a receipt of three pages and a ticket behind a cut", async () => {
    const { code, said } = await print({ type: "long", long_data: { link: LINK } });
    assert.equal(code, 0, said);
    assert.deepEqual(JSON.parse(said).warnings, []);
    const postscript = await office.next();

    const pages = await pagesOfText(postscript);
    assert.equal(pages.length, 4);
    const [first = "", second = "", third = "", fourth = ""] = pages;
    assert.match(first, /Bäckerei Tiranë/);
    const all = pages.join("\n");
    for (let number = 1; number <= 125; number++) {
      assert.match(all, new RegExp(`Bukë Ž Ελλάς ${number} +${number},50 €`), `line ${number}`);
    }
    assert.deepEqual(pages.map((page) => page.trimEnd().split("\n").at(-1)?.trim()), [
      "1 / 3",
      "2 / 3",
      "3 / 3",
      "A second ticket of one page.",
    ]);
    assert.match(third, /bold +white on black +TOTAL/);
    assert.doesNotMatch(second + fourth, /TOTAL|Bäckerei/);
    // The right ends of the amounts stand below each other.
    const ends = second.split("\n").filter((line) => line.includes(",50 €")).map((line) => line.trimEnd().length);
    assert.ok(ends.length > 40 && new Set(ends).size <= 2, String([...new Set(ends)]));

    const pictures = await picturesOf(postscript);
    assert.deepEqual(pictures.map(({ codes }) => codes.length), [0, 0, 1, 0]);
    assert.match(pictures[2]?.codes[0] ?? "", /^QR-Code:https:\/\/shop\.example\/verify\?r=1874&total=/);
    const [left, top, right, bottom] = inked(pictures[1]?.page ?? { width: 0, height: 0, grey: new Uint8Array() });
    // A4 with margins of 15 mm; the text is as wide as a receipt, the number stands in the middle of the page.
    assert.ok(left > 14.5 && left < 17 && top > 14.5 && top < 20 && bottom < 283 && bottom > 270);
    assert.ok(right > 105 && right < 125, `the text ends at ${right} mm`);
  });

  await t.step("the test page, with its QR code and its barcode", async () => {
    const { code, stdout, stderr } = await run("--test-print", "--printer", "desk");
    assert.equal(code, 0, stdout + stderr);
    const postscript = await office.next();
    const [page = "", ...more] = await pagesOfText(postscript);
    assert.equal(more.length, 0);
    assert.match(page, /Müller-Škoda Tiranë 3,50 €/);
    assert.match(page, /bold underlined inverse/);
    const [picture] = await picturesOf(postscript);
    assert.deepEqual(picture?.codes.map((code) => code.split(":")[0]).toSorted(), ["CODE-128", "QR-Code"]);
  });

  await t.step("drawer and beep are told as what they are: impossible", async () => {
    const { code, said } = await print({ type: "text", content: "Zwei Süppchen", open_drawer: true, beep: true });
    assert.equal(code, 0, said);
    assert.deepEqual(JSON.parse(said).warnings, [
      'the drawer was not opened: format "gdi" has no command for it',
      'the printer did not beep: format "gdi" has no command for it',
    ]);
    assert.match((await pagesOfText(await office.next())).join(), /Zwei Süppchen/);
  });

  await t.step("--check opens it and says ready", async () => {
    const { stdout } = await run("--check");
    assert.match(stdout, /^ok +printer DESK: office, ready/m);
  });
});
