import type { Io } from "../../src/cli/io.ts";

/** Runs `action` in a folder of its own, which is gone afterwards. */
export async function inFolder(action: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await action(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A terminal that keeps what is written; `enters` counts the waits for Enter. */
export function fakeIo(args: string[], more: Partial<Io> = {}): Io & { written: string[]; enters: number } {
  const written: string[] = [];
  return {
    args,
    isTerminal: false,
    ownsWindow: false,
    hasColours: false,
    written,
    enters: 0,
    out: (text) => void written.push(text),
    err: (text) => void written.push(text),
    ask: () => Promise.resolve(null),
    enter() {
      this.enters += 1;
      return Promise.resolve();
    },
    onInterrupt: () => () => {},
    ...more,
  };
}
