import type { InstalledPrinter } from "../domain/ports.ts";
import type { PrinterStateName } from "../domain/printer_state.ts";
import type { AgentSettings } from "./settings.ts";

/**
 * The body of `printer_client_ready` (CONTRACT, "Events we send"): who this client is, its printers, and the jobs whose
 * responses no server has confirmed, so that a backend with an outbox sends again what was never answered.
 */
export function readyBody(
  settings: AgentSettings,
  version: string,
  installed: readonly InstalledPrinter[],
  unconfirmed: readonly string[],
  stateOf: (alias: string) => PrinterStateName,
): Record<string, unknown> {
  const { sessionId: session_id, username, nipt } = settings;
  const aliased = settings.printers.map(({ name: alias, address }) => ({
    name: address.kind === "windows" && address.name !== null ? address.name : alias,
    alias,
    state: stateOf(alias),
  }));
  const others = installed
    .filter(({ name }) => !aliased.some((printer) => printer.name === name))
    .map(({ name }) => ({ name, alias: null, state: "unknown" }));
  return { protocol: 1, version, session_id, username, nipt, printers: [...aliased, ...others], unconfirmed };
}
