import { strictEqual } from "node:assert/strict";

/**
 * Compares `actual` with the file `tests/golden/<path>`. With UPDATE_GOLDEN=1 the file is written instead, and the commit
 * says why it changed.
 */
export function assertGolden(path: string, actual: string): void {
  const file = new URL(`./golden/${path}`, import.meta.url);
  if (Deno.env.get("UPDATE_GOLDEN") === "1") {
    Deno.mkdirSync(new URL(".", file), { recursive: true });
    Deno.writeTextFileSync(file, actual);
    return;
  }
  strictEqual(actual, readOrEmpty(file), `tests/golden/${path} is different; UPDATE_GOLDEN=1 writes it anew`);
}

function readOrEmpty(file: URL): string {
  try {
    // Git on Windows may check files out with CR LF.
    return Deno.readTextFileSync(file).replaceAll("\r\n", "\n");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
