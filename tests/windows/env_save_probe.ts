// Saves over the settings file that is named, as the program does, and says what came of it.
import { openEnv, saveEnv } from "../../src/config/env_save.ts";
import { replaceFile } from "../../src/windows/replace_file.ts";

const [path = "", text = "", newer = ""] = Deno.args;
const result = newer === "" ? saved() : { isReplaced: replaceFile(path, newer, `${path}.old`) };
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(result)));

function saved() {
  const file = openEnv(path);
  return "problem" in file ? file : saveEnv(file, text);
}
