import assert from "node:assert/strict";
import { coloured } from "../../src/cli/colour.ts";
import { runInTerminal } from "./terminal.ts";

Deno.test("coloured() colours in a terminal and nowhere else", () => {
  const [terminal, pipe] = [true, false];
  assert.equal(coloured("NOT PRINTED", "red", terminal), "\x1b[31mNOT PRINTED\x1b[0m");
  assert.equal(coloured("NOT PRINTED", "red", pipe), "NOT PRINTED");
  assert.equal(coloured("printed", null, terminal), "printed");
});

Deno.test("printer-client colours what went wrong in a terminal, not in a pipe and not with NO_COLOR", async (t) => {
  const folder = await Deno.makeTempDir();
  const env = `${folder}/x.env`;
  const settings = [
    "SOCKET_URL=http://127.0.0.1:9",
    "SESSION_ID=a",
    "USERNAME=b",
    "NIPT=c",
    "MAX_RECONNECT_ATTEMPTS=1",
  ];
  await Deno.writeTextFile(env, [...settings, `DATA_DIR=${folder}`, "DEFAULT_PRINTER=folder:out", ""].join("\n"));
  for (const [name, variables, isRed] of [["plain", {}, true], ["NO_COLOR", { NO_COLOR: "1" }, false]] as const) {
    await t.step(name, async () => {
      const screen = await runInTerminal(["--env", env], variables);
      const line = screen.split("\n").find((line) => line.includes("Gave up")) ?? "";
      assert.ok(line !== "", screen);
      assert.equal(line.startsWith("\x1b[31m"), isRed, screen);
    });
  }
  await Deno.remove(folder, { recursive: true });
});
