import assert from "node:assert/strict";
import { commandLine, taskXml, utf16 } from "../../src/windows/task_xml.ts";

const PLAN = {
  user: "TILL-7\\Mario & Söhne",
  command: "C:\\Program Files\\printer-client\\printer-client.exe",
  arguments: '--standby --env "C:\\a b\\.env"',
  workingDirectory: "C:\\Program Files\\printer-client",
};

Deno.test("taskXml() starts at the logon of the user, in their session and with their rights", () => {
  const xml = taskXml(PLAN);
  assert.match(xml, /<LogonTrigger><Enabled>true<\/Enabled><UserId>TILL-7\\Mario &amp; Söhne<\/UserId>/);
  assert.match(xml, /<LogonType>InteractiveToken<\/LogonType><RunLevel>LeastPrivilege<\/RunLevel>/);
  assert.match(xml, /<Command>C:\\Program Files\\printer-client\\printer-client\.exe<\/Command>/);
  assert.match(xml, /<Arguments>--standby --env &quot;C:\\a b\\\.env&quot;<\/Arguments>/);
  assert.match(xml, /<WorkingDirectory>C:\\Program Files\\printer-client<\/WorkingDirectory>/);
});

Deno.test("taskXml() is never stopped by Windows, and started again each minute", () => {
  const xml = taskXml(PLAN);
  for (
    const setting of [
      "<ExecutionTimeLimit>PT0S<",
      "<StopIfGoingOnBatteries>false<",
      "<DisallowStartIfOnBatteries>false<",
      "<StopOnIdleEnd>false<",
      "<MultipleInstancesPolicy>IgnoreNew<",
      "<Repetition><Interval>PT1M</Interval></Repetition>",
    ]
  ) assert.ok(xml.includes(setting), setting);
});

Deno.test("taskXml() starts as SYSTEM with Windows when there is no user", () => {
  const xml = taskXml({ ...PLAN, user: null });
  assert.match(xml, /<BootTrigger>/);
  assert.match(xml, /<UserId>S-1-5-18<\/UserId>/);
  assert.doesNotMatch(xml, /LogonTrigger|InteractiveToken/);
});

Deno.test("utf16() begins with the byte order mark that schtasks wants", () => {
  assert.deepEqual([...utf16("aë")], [0xff, 0xfe, 0x61, 0, 0xeb, 0]);
});

Deno.test("commandLine() quotes as Windows takes a command line apart", async (t) => {
  const cases: [string[], string][] = [
    [["--standby"], "--standby"],
    [["--env", "C:\\a b\\.env"], '--env "C:\\a b\\.env"'],
    [["C:\\with space\\"], '"C:\\with space\\\\"'],
    [['say "x\\"'], '"say \\"x\\\\\\""'],
    [[""], '""'],
  ];
  for (const [words, expected] of cases) await t.step(expected, () => assert.equal(commandLine(words), expected));
});
