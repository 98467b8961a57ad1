import assert from "node:assert/strict";
import { join } from "node:path";
import { maskedSettings, parseSettings } from "../../src/config.ts";
import { readPictureFile } from "../../src/pictures/picture_file.ts";
import { GUIDE, problemsOf, settingsOf, source } from "./source.ts";

const LOGO = { width: 384, height: 120, grey: new Uint8Array(384 * 120) };

Deno.test("parseSettings() reads LOGO from the settings file's folder on", () => {
  const asked: string[] = [];
  const readPicture = (path: string) => {
    asked.push(path);
    return LOGO;
  };
  const settings = settingsOf("LOGO=pictures\\logo.png", { readPicture });
  assert.deepEqual(asked, ["C:\\Shop\\pictures\\logo.png"]);
  assert.equal(settings.logo, LOGO);
  assert.equal(maskedSettings(settings).logo, "384x120");
  assert.equal(settingsOf("LOGO=", { readPicture }).logo, null);
  assert.equal(asked.length, 1);
});

Deno.test("parseSettings() says what is wrong with LOGO", async (t) => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(folder, "logo.gif"), "GIF89a");
    await Deno.mkdir(join(folder, "folder.png"));
    const table: [name: string, problem: string][] = [
      ["missing.png", "there is no such file"],
      ["logo.gif", "it is neither PNG nor JPEG"],
      ["folder.png", "it is no file"],
    ];
    for (const [name, problem] of table) {
      await t.step(name, () => {
        const readPicture = () => readPictureFile(join(folder, name));
        assert.deepEqual(problemsOf(parseSettings(source(`${GUIDE}LOGO=${name}`, { readPicture }))), [
          `line 5: LOGO "${name}": cannot use the picture "C:\\Shop\\${name}": ${problem}. ` +
          "Name a PNG or JPEG file from this file's folder on, or leave LOGO empty.",
        ]);
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
