import type { PrintErrorCode } from "../domain/print_error.ts";
import { StallError } from "./connection.ts";

/** Why a connection could not be made; `reason` follows the printer's name. */
export type Reason = readonly [code: PrintErrorCode, reason: string, hint: string];

const CHECK_ADDRESS = "Check the address in the settings, and that printer and PC are in the same network.";

const REASONS: Readonly<Record<string, Reason>> = {
  ECONNREFUSED: [
    "connection_refused",
    "it refused the connection",
    "It may be busy with another computer, still starting, or use another port than this one.",
  ],
  ECONNRESET: ["connection_refused", "it broke the connection off at once", "It may be busy with another computer."],
  ENOTFOUND: ["network_unreachable", "there is no device of that name", CHECK_ADDRESS],
  EAI_AGAIN: ["network_unreachable", "its name cannot be looked up now", CHECK_ADDRESS],
  EHOSTUNREACH: [
    "network_unreachable",
    "nothing answers at this address",
    "Is it switched on and its cable plugged in?",
  ],
  ENETUNREACH: ["network_unreachable", "this PC has no network", "Check the PC's network cable or Wi-Fi."],
  ETIMEDOUT: ["timed_out", "nothing answers at this address", "Is it switched on and its cable plugged in?"],
  EACCES: ["network_unreachable", "this PC does not allow the connection", "Check its firewall and antivirus."],
};

/** The reason of an error of `connect`, which waited `ms` at most. */
export function reasonOf(error: unknown, ms: number): Reason {
  if (error instanceof StallError) {
    return [
      "timed_out",
      `no answer within ${ms / 1000} s`,
      "Is it switched on and its cable plugged in? It may also be busy with another computer.",
    ];
  }
  const known = REASONS[systemCode(error)];
  if (known !== undefined) return known;
  return ["network_unreachable", error instanceof Error ? error.message : String(error), CHECK_ADDRESS];
}

// A name with several addresses fails with all their errors together; the first says enough.
function systemCode(error: unknown): string {
  if (error instanceof AggregateError) return systemCode(error.errors[0]);
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}
