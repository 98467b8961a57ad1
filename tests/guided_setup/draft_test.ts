import assert from "node:assert/strict";
import { join } from "node:path";
import { loadSettings } from "../../src/config.ts";
import { settingsPath, settingsPathToWrite } from "../../src/config/settings_path.ts";
import { SettingsDraft } from "../../src/setup/draft.ts";
import { type ProgramFacts, settingsFiles } from "../../src/windows/locations.ts";

const WINDOWS: ProgramFacts = {
  os: "windows",
  standalone: true,
  execPath: "C:\\Shop\\printer-client.exe",
  projectFolder: "C:\\nowhere",
  environment: { ProgramData: "C:\\ProgramData", LOCALAPPDATA: "C:\\Users\\Ana\\AppData\\Local", NIPT: "L7" },
};

function draftOf(text: string | null): SettingsDraft {
  const bytes = text === null ? null : new TextEncoder().encode(text);
  return new SettingsDraft(
    { path: "C:\\Shop\\.env", text: text ?? "", bytes },
    "# Sample\nNIPT=your_company_nipt\nUSERNAME=printer_client\nLOG_LEVEL=info\n#PRINTER_BAR=x\n",
    WINDOWS,
  );
}

Deno.test("SettingsDraft begins a new file as the example, without its sample values, with the line ends of Windows", () => {
  const draft = draftOf(null);
  assert.equal(
    draft.text,
    "# Sample\r\nNIPT=\r\nUSERNAME=\r\nLOG_LEVEL=info\r\n#PRINTER_BAR=x\r\nSOCKET_URL=\r\nSESSION_ID=\r\n",
  );
  assert.deepEqual(draft.newSettings(), []);
  assert.equal(draft.set({ key: "PRINTER_BAR", value: "Bar" }), null);
  assert.match(draft.text, /info\r\nPRINTER_BAR=Bar\r\n/);
  assert.deepEqual(draft.newSettings(), [{ key: "PRINTER_BAR", value: "Bar" }]);
});

Deno.test("SettingsDraft takes what the file lacks from the environment, but the name of the Windows account never", () => {
  assert.equal(draftOf("").value("NIPT"), "L7");
  const environment = { USERNAME: "Ana", CLIENT_USERNAME: "" };
  const draft = new SettingsDraft({ path: "/x", text: "", bytes: new Uint8Array() }, "", { ...WINDOWS, environment });
  assert.equal(draft.username, "");
});

Deno.test("SettingsDraft counts CLIENT_USERNAME before USERNAME, and writes both where both are", () => {
  const both = draftOf("USERNAME=a\nCLIENT_USERNAME=b\n");
  assert.equal(both.username, "b");
  both.setUsername("c");
  assert.equal(both.text, "USERNAME=c\nCLIENT_USERNAME=c\n");
  const one = draftOf("USERNAME=a\n#CLIENT_USERNAME=b\n");
  one.setUsername("c");
  assert.equal(one.text, "USERNAME=c\n#CLIENT_USERNAME=b\n");
});

Deno.test("SettingsDraft removePrinter() switches off all that leads to a printer", () => {
  const draft = draftOf(
    "PRINTER_BAR=x\nPRINTER_BAR_COLUMNS=32\nPRINTER_HALL=y\nPRINTER_HALL_FALLBACK=bar\nROUTE_TEXT=BAR\nROUTE_LABEL=HALL\n",
  );
  assert.deepEqual(draft.aliases, ["BAR", "HALL"]);
  assert.deepEqual(draft.routesTo("BAR"), ["text"]);
  assert.equal(draft.removePrinter("BAR"), null);
  assert.equal(
    draft.text,
    "#PRINTER_BAR=x\n#PRINTER_BAR_COLUMNS=32\nPRINTER_HALL=y\n#PRINTER_HALL_FALLBACK=bar\n#ROUTE_TEXT=BAR\nROUTE_LABEL=HALL\n",
  );
});

Deno.test("SettingsDraft says what no line of a file can hold", () => {
  const draft = draftOf("");
  assert.match(draft.set({ key: "NIPT", value: "a'b\"c`d #" }) ?? "", /cannot be written/);
  assert.equal(draft.text, "");
});

Deno.test("settingsFiles() looks beside the exe first, then where its data may be; from source there alone", () => {
  assert.deepEqual(settingsFiles(WINDOWS), [
    "C:\\Shop\\.env",
    "C:\\ProgramData\\printer-client\\.env",
    "C:\\Users\\Ana\\AppData\\Local\\printer-client\\.env",
  ]);
  assert.deepEqual(settingsFiles({ ...WINDOWS, standalone: false }), ["C:\\nowhere\\.env"]);
});

Deno.test("settingsPathToWrite() takes the folder of the exe, else the first that takes a file, and settings are found there", async () => {
  const folder = await Deno.makeTempDir();
  try {
    // A file stands where the folder would be: not even an administrator can write into it.
    const shut = join(folder, "shut");
    await Deno.writeTextFile(shut, "");
    const facts = {
      os: "other",
      standalone: true,
      execPath: join(shut, "printer-client"),
      projectFolder: "/nowhere",
      environment: { XDG_STATE_HOME: join(folder, "state") },
    } as const;
    const elsewhere = join(folder, "state", "printer-client", ".env");
    assert.equal(settingsPathToWrite(null, facts), elsewhere);
    assert.equal(settingsPath(null, { ...facts, execPath: join(folder, "printer-client") }), join(folder, ".env"));
    await Deno.writeTextFile(elsewhere, "SESSION_ID=s\nUSERNAME=u\nNIPT=L1\n");
    const loaded = loadSettings(null, facts);
    assert.ok("settings" in loaded);
    assert.equal(loaded.settings.envFile, elsewhere);
    const open = { ...facts, execPath: join(folder, "printer-client") };
    assert.equal(settingsPathToWrite(null, open), elsewhere, "settings that are there are the ones to change");
    await Deno.writeTextFile(join(folder, ".env"), "NIPT=L2\n");
    assert.equal(settingsPath(null, open), join(folder, ".env"));
    assert.equal(settingsPathToWrite("till.env", open), join(Deno.cwd(), "till.env"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
