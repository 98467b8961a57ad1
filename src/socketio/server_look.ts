import { type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import type { TLSSocket } from "node:tls";
import type { Network } from "../domain/network.ts";
import { printable } from "../domain/printable.ts";
import { agentFor } from "./agent_for.ts";
import { connectProblem } from "./connect_problem.ts";
import { endpointOf } from "./endpoint.ts";

/** What a server tells anybody who asks. Times are ms since 1970. */
export interface ServerLook {
  /** How far this PC's clock is ahead of the server's (below 0: behind), to about a second; `null`: it tells no time. */
  readonly aheadMs: number | null;
  /** `null` without https. */
  readonly certificate: {
    readonly subject: string;
    readonly issuer: string;
    readonly fromMs: number;
    readonly untilMs: number;
  } | null;
}

/** What stands in the way, in sentences. */
export class ServerLookError extends Error {
  override readonly name = "ServerLookError";
}

/**
 * Asks the server for its clock and certificate, with a `HEAD` that opens no Socket.IO session: Engine.IO refuses it, whatever
 * stands around it. Any certificate will do, since an expired one is to be told of. Throws a ServerLookError when nobody
 * answers.
 */
export async function lookAtServer(
  url: string,
  network: Network,
  wallMs: () => number,
  signal: AbortSignal,
): Promise<ServerLook> {
  const endpoint = endpointOf(url);
  const agent = agentFor(endpoint, network);
  const ask = endpoint.secure ? secureRequest : request;
  const place = new URL(`${endpoint.path}?EIO=4&transport=polling`, endpoint.origin);
  const sentMs = wallMs();
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { method: "HEAD", agent, signal, ...(endpoint.secure ? { rejectUnauthorized: false } : {}) };
      const asked = ask(place, options, resolve);
      asked.on("error", reject);
      asked.end();
    });
    const gotMs = wallMs();
    const certificate = endpoint.secure ? certificateOf(response.socket as TLSSocket) : null;
    response.resume();
    const dateMs = Date.parse(response.headers.date ?? "");
    // The header has whole seconds, cut off: half of one is what it lacks on average.
    const aheadMs = Number.isNaN(dateMs) ? null : (sentMs + gotMs) / 2 - (dateMs + 500);
    return { aheadMs, certificate };
  } catch (error) {
    throw new ServerLookError(connectProblem(asDescribed(error), endpoint, network.proxyUrl), { cause: error });
  } finally {
    agent.destroy();
  }
}

// As engine.io-client passes on what the network says.
function asDescribed(error: unknown): unknown {
  const { message } = Object(error) as { message?: string };
  return { message, description: { message, error } };
}

function certificateOf(socket: TLSSocket): ServerLook["certificate"] {
  const { subject, issuer, valid_from, valid_to } = socket.getPeerCertificate();
  const [fromMs, untilMs] = [Date.parse(valid_from), Date.parse(valid_to)];
  if (Number.isNaN(fromMs) || Number.isNaN(untilMs)) return null;
  return { subject: nameOf(subject), issuer: nameOf(issuer), fromMs, untilMs };
}

function nameOf(name: Record<string, unknown> | undefined): string {
  const { CN, O } = name ?? {};
  return printable(String(CN ?? O ?? "an unnamed one"), 80);
}
