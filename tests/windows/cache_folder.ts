import { dirname, join } from "node:path";

/**
 * A folder outside the checkout for what is fetched or built once: `WINDOWS_TEST_CACHE`, else
 * /var/cache/printer-client-tests for root, else one in the user's cache.
 */
export function cacheFolder(): string {
  const chosen = Deno.env.get("WINDOWS_TEST_CACHE");
  if (chosen) return chosen;
  if (Deno.build.os === "linux" && Deno.uid() === 0) return "/var/cache/printer-client-tests";
  return join(
    Deno.env.get("XDG_CACHE_HOME") ?? join(Deno.env.get("HOME") ?? dirname(Deno.execPath()), ".cache"),
    "printer-client-tests",
  );
}

/** Where a path is, or `false` when nothing is there. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
