import { PLAIN } from "../../src/domain/document.ts";
import { FontPainter } from "../../src/text_painter/text_painter.ts";

// Run by lazy_test.ts with files that must not be read: paints each argument, and writes which it could.
const painter = new FontPainter({ folder: () => null });
const isLoadedAtOnce = painter.isLoaded;
await painter.load();
const painted = Deno.args.map((text) => painter.paint(text, PLAIN, 2 * text.length) !== null);
const { isLoaded, problem } = painter;
await Deno.stdout.write(new TextEncoder().encode(JSON.stringify({ isLoadedAtOnce, isLoaded, painted, problem })));
