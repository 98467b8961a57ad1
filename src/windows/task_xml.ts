/** What Task Scheduler is to start, and as whom. */
export interface TaskPlan {
  /** `PC\\user`, whose logon starts it, in their session; `null` for SYSTEM at the start of Windows. */
  readonly user: string | null;
  readonly command: string;
  /** As they stand on a command line. */
  readonly arguments: string;
  readonly workingDirectory: string;
}

/** The account SYSTEM by its well-known SID, which is the same in every language of Windows. */
const SYSTEM = "S-1-5-18";

/**
 * A task of Task Scheduler (schema 1.2, "Task Scheduler Schema"): started at logon or boot, and looked after each minute. Where the
 * defaults would stop it after three days, on a battery or when the PC is idle, they are overridden; `RestartOnFailure` does not
 * start a program again that was killed, so a trigger without end tries each minute and is ignored while it runs.
 */
export function taskXml({ user, command, arguments: args, workingDirectory }: TaskPlan): string {
  const start = user === null
    ? "<BootTrigger><Enabled>true</Enabled><Delay>PT15S</Delay></BootTrigger>"
    : `<LogonTrigger><Enabled>true</Enabled><UserId>${xml(user)}</UserId><Delay>PT15S</Delay></LogonTrigger>`;
  const principal = user === null
    ? `<UserId>${SYSTEM}</UserId><RunLevel>HighestAvailable</RunLevel>`
    : `<UserId>${xml(user)}</UserId><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel>`;
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Prints what the shop's backend sends. Made by printer-client --install-task.</Description>
  </RegistrationInfo>
  <Triggers>
    ${start}
    <TimeTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2024-01-01T00:00:00</StartBoundary>
      <Repetition><Interval>PT1M</Interval></Repetition>
    </TimeTrigger>
  </Triggers>
  <Principals><Principal id="Author">${principal}</Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <AllowHardTerminate>true</AllowHardTerminate>
    <StartWhenAvailable>true</StartWhenAvailable>
    <RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>
    <IdleSettings><StopOnIdleEnd>false</StopOnIdleEnd><RestartOnIdle>false</RestartOnIdle></IdleSettings>
    <AllowStartOnDemand>true</AllowStartOnDemand>
    <Enabled>true</Enabled>
    <Hidden>false</Hidden>
    <RunOnlyIfIdle>false</RunOnlyIfIdle>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>5</Priority>
    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>${xml(command)}</Command>
      <Arguments>${xml(args)}</Arguments>
      <WorkingDirectory>${xml(workingDirectory)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`.replaceAll("\n", "\r\n");
}

/** UTF-16LE with a byte order mark: the only encoding that `schtasks` takes for every character. */
export function utf16(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  const littleEndian = true;
  view.setUint16(0, 0xfeff, littleEndian);
  for (let index = 0; index < text.length; index++) view.setUint16(2 + index * 2, text.charCodeAt(index), littleEndian);
  return bytes;
}

/** Words of a command line, quoted as Windows programs take them apart (CommandLineToArgvW). */
export function commandLine(words: readonly string[]): string {
  return words.map((word) => {
    if (word !== "" && !/[\s"]/.test(word)) return word;
    return `"${
      word.replace(/(\\*)("|$)/g, (_, slashes: string, end: string) => slashes + slashes + (end && `\\${end}`))
    }"`;
  }).join(" ");
}

function xml(text: string): string {
  const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
