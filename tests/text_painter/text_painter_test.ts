import { deepEqual, equal, notDeepEqual, notEqual, ok } from "node:assert/strict";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { PLAIN } from "../../src/domain/document.ts";
import { FontPainter } from "../../src/text_painter/text_painter.ts";
import { PROJECT } from "../source_files.ts";
import { ink, inkOf, inkRows, isBlack, painted, readyPainter } from "./painted.ts";

const FONTS = join(PROJECT, "src", "text_painter", "fonts");

Deno.test("paint() draws every script within its columns, at the height of font A", async (t) => {
  const painter = await readyPainter();
  const rows: [script: string, text: string, columns: number][] = [
    ["Latin", "Ǒdź", 3],
    ["Greek", "Ωμέγα", 5],
    ["Cyrillic", "Щука", 4],
    ["Arabic", "مرحبا", 5],
    ["Hebrew", "שלום", 4],
    ["Thai", "น้ำแข็ง", 5],
    ["Chinese", "宫保鸡丁", 8],
    ["Chinese, traditional", "龍體", 4],
    ["Japanese", "ラーメン", 8],
    ["Korean", "김치", 4],
    ["symbols", "★✓→", 3],
    ["emoji", "😀🌶", 4],
    ["a family and a flag", "👨‍👩‍👧🇦🇱", 4],
  ];
  for (const [script, text, columns] of rows) {
    await t.step(script, () => {
      const raster = painted(painter, text);
      deepEqual([raster.width, raster.height], [columns * 12, 24]);
      const { top, bottom } = inkRows(raster);
      ok(top >= 0 && bottom - top >= 7, `rows ${top} to ${bottom}`);
      // Every two columns have something of it: nothing is cut off or left out.
      for (let x = 0; x + 24 <= raster.width; x += 24) ok(ink(raster, x, x + 24).some((dots) => dots > 0), `at ${x}`);
    });
  }
});

Deno.test("paint() stands letters on the line that the printer's own stand on", async () => {
  const painter = await readyPainter();
  for (const text of ["Щ", "Ω", "ש"]) {
    const { bottom } = inkRows(painted(painter, text.repeat(2)));
    ok(bottom >= 17 && bottom <= 22, `${text}: ${bottom}`);
  }
});

Deno.test("paint() joins Arabic letters", async () => {
  const painter = await readyPainter();
  const joined = painted(painter, "ببب");
  const apart = painted(painter, "ب ب ب");
  const gaps = (columns: number[]) => columns.join(" ").replace(/^(0 )*|( 0)*$/g, "").split(/(?: 0)+ /).length - 1;
  equal(gaps(ink(joined)), 0);
  equal(gaps(ink(apart)), 2);
});

Deno.test("paint() sets right-to-left text from the right, and numbers in it from the left", async (t) => {
  const painter = await readyPainter();
  const heavy = (text: string) => {
    const raster = painted(painter, text);
    const half = raster.width >> 1;
    const sum = (from: number, to: number) => ink(raster, from, to).reduce((all, dots) => all + dots, 0);
    return sum(0, half) > sum(half, raster.width) ? "left" : "right";
  };
  await t.step("Hebrew", () => deepEqual([heavy("שששייי"), heavy("יייששש")], ["right", "left"]));
  await t.step("Arabic", () => deepEqual([heavy("صصصررر"), heavy("رررصصص")], ["right", "left"]));
  await t.step("a number behind it", () => equal(heavy("ייי 888"), "left"));
  await t.step("a Latin word behind it", () => equal(heavy("ייי WWW"), "left"));
  await t.step("digits of a number", () => {
    // The same number in Thai words is not turned: the 8 stays behind the 1.
    const raster = painted(painter, "י 118888");
    const sum = (from: number, to: number) => ink(raster, from, to).reduce((all, dots) => all + dots, 0);
    ok(sum(0, 24) < sum(24, 48));
  });
});

Deno.test("paint() draws letters and pictures of two fonts in one right-to-left run", async (t) => {
  const painter = await readyPainter();
  // BEH is two glyphs in its font: named together with another font, the renderer draws nothing of either.
  const sum = (dots: number[]) => dots.reduce((total, each) => total + each, 0);
  // How many columns from each side are of the one font, and what stands there alone.
  const cases: [text: string, left: string, leftColumns: number, right: string, rightColumns: number][] = [
    ["ب 🎉", "🎉", 2, "ب", 1],
    ["شكرا 🎉", "🎉", 2, "شكرا", 4],
    ["ש 中国", "中国", 4, "ש", 1],
  ];
  for (const [text, left, leftColumns, right, rightColumns] of cases) {
    await t.step(text, () => {
      const whole = ink(painted(painter, text));
      const near = (dots: number[], alone: string) => {
        const [is, was] = [sum(dots), sum(ink(painted(painter, alone)))];
        ok(is > 0 && Math.abs(is - was) <= was / 4, `${alone}: ${is} dots, alone ${was}`);
      };
      near(whole.slice(0, leftColumns * 12), left);
      near(whole.slice(-rightColumns * 12), right);
    });
  }
});

Deno.test("paint() draws a grid as wide as the printer's own characters", async () => {
  const painter = await readyPainter();
  const twice = painted(painter, "中中");
  deepEqual(ink(twice, 0, 24), ink(twice, 24, 48));
  const mixed = painted(painter, "中 Ж");
  deepEqual(ink(mixed, 0, 24), ink(painted(painter, "中")));
  deepEqual(ink(mixed, 36, 48), ink(painted(painter, "Ж")));
});

Deno.test("paint() sets SARA AM and the letter behind it beside one another", async () => {
  const painter = await readyPainter();
  ok(inkOf(painted(painter, "นำแ")) > inkOf(painted(painter, "นำ")) * 1.3);
  const marked = painted(painter, "น้ำ");
  ok(inkRows(marked).top < inkRows(painted(painter, "นา")).top);
});

Deno.test("paint() draws each style", async (t) => {
  const painter = await readyPainter();
  const plain = painted(painter, "Жж");
  await t.step("bold", () => ok(inkOf(painted(painter, "Жж", { bold: true })) > inkOf(plain) * 1.2));
  await t.step("underline", () => {
    const raster = painted(painter, "Жж", { underline: true });
    ok(Array.from({ length: 24 }, (_, x) => x).every((x) => isBlack(raster, x, 23)));
  });
  await t.step("inverse", () => equal(inkOf(painted(painter, "Жж", { inverse: true })), 24 * 24 - inkOf(plain)));
  await t.step("wide and tall", () => {
    const raster = painted(painter, "Жж", { width: 3, height: 2 });
    deepEqual([raster.width, raster.height], [72, 48]);
    ok(Math.abs(inkOf(raster) / inkOf(plain) - 6) < 1);
  });
});

Deno.test("paint() keeps what it painted, and not for ever", async () => {
  const painter = await readyPainter();
  const first = painter.paint("Ж中", PLAIN, 3);
  equal(painter.paint("Ж中", PLAIN, 3), first);
  notEqual(painter.paint("Ж中", { ...PLAIN, bold: true }, 3), first);
  notEqual(painter.paint("Ж中", PLAIN, 4), first);
  for (let index = 0; index < 2_001; index++) painter.paint(`Ж${index}`, PLAIN, 5);
  const again = painter.paint("Ж中", PLAIN, 3);
  notEqual(again, first);
  deepEqual(again, first);
});

Deno.test("paint() and has() refuse what no font has", async (t) => {
  const painter = await readyPainter();
  for (const text of ["ሰላም", "\ue000", "\ufffd", "\uffff", "\ud800", "\x1b"]) {
    await t.step(JSON.stringify(text), () => {
      equal(painter.paint(text, PLAIN, 4), null);
      ok(!painter.has(text.slice(0, 1)));
    });
  }
  await t.step("but nothing else", () => {
    for (const character of "Žя中한😀ع") ok(painter.has(character), character);
  });
  equal(painter.problem, null);
});

Deno.test("paint() takes any text for text, never for a drawing", async () => {
  const painter = await readyPainter();
  const dots = (text: string) => [...painted(painter, text).bits];
  for (const text of ['</text><rect width="999" height="999"/>Ж', "&#65;Ж", "Ж]]>\"'", "<!--Ж"]) {
    notDeepEqual(dots(text), dots(text.replace(/[<&"\]]/g, "x")));
    ok(inkOf(painted(painter, text)) < text.length * 110, text);
  }
});

Deno.test("a font in the shop's folder comes before those of the program", async (t) => {
  const folder = await Deno.makeTempDir();
  const painter = () => new FontPainter({ folder: () => folder });
  const shipped = await readyPainter();
  try {
    const hebrew = gunzipSync(await Deno.readFile(join(FONTS, "NotoSansHebrew.ttf.gz")));
    await Deno.writeFile(join(folder, "Own.ttf"), hebrew);
    await t.step("for what it has", async () => {
      const own = painter();
      await own.load();
      // Its Latin letters are not those of the grid font.
      notDeepEqual(painted(own, "Ā").bits, painted(shipped, "Ā").bits);
      deepEqual(painted(own, "中").bits, painted(shipped, "中").bits);
      equal(own.problem, null);
    });
    await t.step("and a broken one is left out, and told", async () => {
      await Deno.writeFile(join(folder, "Broken.otf"), hebrew.subarray(0, 3_000));
      await Deno.writeTextFile(join(folder, "notes.ttf"), "not a font at all");
      const own = painter();
      await own.load();
      deepEqual(painted(own, "中").bits, painted(shipped, "中").bits);
      ok(own.problem?.includes(`"${join(folder, "Broken.otf")}" cannot be used: it is damaged`), String(own.problem));
      ok(own.problem?.includes("it is neither TrueType nor OpenType"), String(own.problem));
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("ten thousand different characters are painted in bounded time and room", async () => {
  const painter = await readyPainter();
  const characters = Array.from({ length: 10_000 }, (_, index) => String.fromCodePoint(0x4e00 + index));
  const before = Deno.memoryUsage().rss;
  for (let at = 0; at < characters.length; at += 24) painted(painter, characters.slice(at, at + 24).join(""));
  ok(Deno.memoryUsage().rss - before < 300e6);
  const long = painter.paint("中".repeat(5_000), PLAIN, 10_000);
  ok(long === null || long.width === 120_000);
  ok(painter.isLoaded);
});

Deno.test("paint() survives what cannot be drawn", async () => {
  const painter = await readyPainter();
  equal(painter.paint("\u0301", PLAIN, 0), null);
  equal(painter.paint("中", { ...PLAIN, height: Infinity }, 2), null);
  ok(painter.isLoaded);
  ok(inkOf(painted(painter, "中")) > 0);
});
