// deno run -A tools/collect_fonts.ts: fetches the fonts of src/text_painter/fonts from npm and packs them with gzip.
// They are kept in the repository because their packages carry nine weights each: 98 MB to download, 11 MB of it of use.
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const FOLDER = join(import.meta.dirname ?? "", "..", "src", "text_painter", "fonts");

/** The packages of `@expo-google-fonts` (SIL Open Font License 1.1) with their exact versions, and the font in each. */
export const FONT_PACKAGES: Readonly<Record<string, string>> = {
  "noto-sans-mono@0.4.2": "NotoSansMono",
  "noto-sans-arabic@0.4.3": "NotoSansArabic",
  "noto-sans-hebrew@0.4.1": "NotoSansHebrew",
  "noto-sans-thai@0.4.2": "NotoSansThai",
  "noto-sans-sc@0.4.3": "NotoSansSC",
  "noto-sans-kr@0.4.3": "NotoSansKR",
  "noto-sans-symbols@0.4.1": "NotoSansSymbols",
  "noto-sans-symbols-2@0.4.1": "NotoSansSymbols2",
  "noto-emoji@0.4.7": "NotoEmoji",
};

async function run(program: string, args: readonly string[], folder: string): Promise<string> {
  const { success, stdout } = await new Deno.Command(program, { args: [...args], cwd: folder }).output();
  if (!success) throw new Error(`${program} ${args.join(" ")} failed`);
  return new TextDecoder().decode(stdout).trim();
}

async function collect(): Promise<void> {
  const folder = await Deno.makeTempDir();
  const holders: string[] = [];
  let terms = "";
  try {
    for (const [name, font] of Object.entries(FONT_PACKAGES)) {
      // npm compares the archive with the checksum of the registry.
      const archive = await run("npm", ["pack", "--silent", `@expo-google-fonts/${name}`], folder);
      await run("tar", ["xzf", archive], folder);
      const bytes = await Deno.readFile(join(folder, "package", "400Regular", `${font}_400Regular.ttf`));
      await Deno.writeFile(join(FOLDER, `${font}.ttf.gz`), gzipSync(bytes, { level: 9 }));
      const [holder = "", ...rest] = (await Deno.readTextFile(join(folder, "package", "LICENSE_FONT"))).split("\n");
      holders.push(`${font}: ${holder}`);
      terms = rest.join("\n");
      await Deno.remove(join(folder, "package"), { recursive: true });
    }
    await Deno.writeTextFile(join(FOLDER, "OFL.txt"), `${holders.join("\n")}\n${terms}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (import.meta.main) await collect();
