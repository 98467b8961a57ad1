/** Windows' own folder of libraries and programs: what is opened by full path cannot come from beside the exe. */
export function systemFolder(): string {
  return `${Deno.env.get("SystemRoot") ?? "C:\\Windows"}\\System32`;
}
