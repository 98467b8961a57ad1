import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { startClient } from "../client_process.ts";
import { smallDisk, smallDiskObstacle } from "./small_disk.ts";

async function ends(folder: string, dataDir: string): Promise<{ code: number; text: string }> {
  const { code, stderr } = await (await startClient(folder, { DATA_DIR: dataDir })).ended;
  return { code, text: stderr };
}

Deno.test("a damaged database is set aside at the start, and window and log say so", async () => {
  const folder = Deno.makeTempDirSync();
  Deno.writeTextFileSync(join(folder, "jobs.sqlite"), "no database ".repeat(1_000));
  const client = await startClient(folder, { DATA_DIR: folder });
  const [line] = await client.waitFor(/PROBLEM in database.*/);
  assert.match(
    line,
    /jobs\.sqlite was damaged \(file is not a database\)\. It is kept as jobs\.corrupt-[-\dT]+\.sqlite/,
  );
  await client.waitFor(/Stop with Ctrl\+C/);
  assert.equal(await client.stop(), 0);
  assert.match(
    Deno.readTextFileSync(join(folder, "printer_client.log")),
    /ERROR fault where=database problem="The database/,
  );
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("a database of a newer version, or a folder in its place, ends the start with code 1 and what to do", async () => {
  const folder = Deno.makeTempDirSync();
  const database = new DatabaseSync(join(folder, "jobs.sqlite"));
  database.exec("CREATE TABLE a (b); PRAGMA user_version = 999");
  database.close();
  const newer = await ends(folder, folder);
  assert.equal(newer.code, 1);
  assert.match(newer.text, /^printer-client cannot start\. The database has schema 999.* Start that one; or move/);
  Deno.mkdirSync(join(folder, "other", "jobs.sqlite"), { recursive: true });
  const directory = await ends(folder, join(folder, "other"));
  assert.equal(directory.code, 1);
  assert.match(directory.text, /^printer-client cannot start\. .* a folder has this name\. Move it away/);
  Deno.removeSync(folder, { recursive: true });
});

const obstacle = smallDiskObstacle();

Deno.test({
  name: `a data folder that cannot be written ends the start with words${
    obstacle === null ? "" : ` (SKIPPED: ${obstacle})`
  }`,
  ignore: obstacle !== null,
  fn: async () => {
    const folder = Deno.makeTempDirSync();
    await using disk = await smallDisk(1_000);
    await disk.protect();
    const { code, text } = await ends(folder, disk.folder);
    assert.ok(code === 1 || code === 2, String(code));
    assert.match(text, /DATA_DIR/);
    assert.doesNotMatch(text, /\n\s+at /, "no stack");
    Deno.removeSync(folder, { recursive: true });
  },
});
