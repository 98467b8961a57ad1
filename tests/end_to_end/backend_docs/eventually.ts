/** Waits until `holds` does, looking 50 times a second; throws after `timeoutMs`, with `what` and what `tell` says. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  { timeoutMs = 12_000, tell = () => "" }: { timeoutMs?: number; tell?: () => string } = {},
): Promise<void> {
  const untilMs = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > untilMs) throw new Error(`not within ${timeoutMs} ms: ${what}\n${tell()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
