import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Network } from "../domain/network.ts";
import type { Endpoint } from "./endpoint.ts";

/** What opens the connections to an endpoint, through the proxy where there is one. */
export function agentFor({ secure }: Endpoint, { proxyUrl }: Network): Agent {
  if (proxyUrl !== null) return new HttpsProxyAgent(proxyUrl) as unknown as Agent;
  return secure ? new SecureAgent() : new Agent();
}
