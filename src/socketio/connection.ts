import type { Agent } from "node:http";
import type { Delivery } from "../domain/ports.ts";
import type { Network } from "../domain/network.ts";
import { io, type Socket } from "socket.io-client";
import { agentFor } from "./agent_for.ts";
import { trustedAuthorities } from "./certificates.ts";
import { connectProblem, DialTimeout, refusalProblem } from "./connect_problem.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Identity, identityFields } from "./identity.ts";
import { limitPayloads } from "./payload_limit.ts";
import { tolerantParser } from "./tolerant_parser.ts";

/** What one connection tells, in this order: `opened` or `failed`; after `opened`, events; then `lost`. */
export interface ConnectionListener {
  opened(transport: string): void;
  event(name: string, payload: unknown, acknowledge?: (answer: unknown) => void): void;
  /** It was never open. */
  failed(problem: string): void;
  /** It was never open, and nobody said no either. */
  silent(problem: string): void;
  /** It was open and is no more. */
  lost(reason: string): void;
  badPacket(problem: string): void;
}

/** Whom to dial and as whom. */
export interface Dial {
  readonly endpoint: Endpoint;
  readonly identity: Identity;
  readonly network: Network;
  /** Begin with HTTP polling and try WebSocket beside it: for networks that swallow WebSocket without an answer. */
  readonly pollingFirst: boolean;
}

/**
 * One connection to a Socket.IO server, from `open` to its end; never redials. Each has its own socket.io-client
 * Manager, so nothing of an old one (a buffered emit, half a packet, a transport) can reach a new one.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #agent: Agent;
  readonly #proxyUrl: string | null;
  readonly #endpoint: Endpoint;
  readonly #listener: ConnectionListener;
  #state: "dialling" | "open" | "ended" = "dialling";

  constructor(dial: Dial, listener: ConnectionListener) {
    const { endpoint, identity, network } = dial;
    this.#endpoint = endpoint;
    this.#proxyUrl = network.proxyUrl;
    this.#listener = listener;
    this.#agent = agentFor(endpoint, network);
    const authorities = endpoint.secure ? trustedAuthorities(network.trustedPem) : undefined;
    this.#socket = io(endpoint.origin, {
      path: endpoint.path,
      query: { ...endpoint.query, ...identityFields(identity) },
      auth: { ...identityFields(identity) },
      // A server without WebSocket (Flask-SocketIO's threading mode) answers its attempt with HTTP 400: polling follows.
      transports: dial.pollingFirst ? ["polling", "websocket"] : ["websocket", "polling"],
      tryAllTransports: true,
      // Of the transport alone, and never the first to end: `timeOut` covers the handshake of Socket.IO too.
      timeout: 60_000,
      // A WebSocket has an agent only where there is a proxy: without one it takes a connection of its own.
      transportOptions: {
        polling: { agent: this.#agent },
        websocket: network.proxyUrl === null ? {} : { agent: this.#agent },
      },
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      parser: tolerantParser((problem) => listener.badPacket(problem)),
      ...(authorities === undefined ? {} : { ca: authorities }),
      ...(network.isInsecure ? { rejectUnauthorized: false } : {}),
    });
    this.#socket.onAny((name: string, ...values: unknown[]) => this.#heard(name, values));
    this.#socket.on("connect", () => this.#opened());
    this.#socket.on("connect_error", (error) => this.#refusedOrFailed(error));
    this.#socket.on("disconnect", (reason, details) => this.#ended(lossReason(reason, details)));
  }

  /** Dials. Called once, and before anything else. */
  open(): void {
    this.#socket.connect();
    limitPayloads(this.#socket.io.engine);
  }

  get isOpen(): boolean {
    return this.#state === "open" && this.#socket.connected;
  }

  /** Emits with an acknowledgement request; resolves to what became of it. Nothing is kept for later. */
  emit(event: string, body: unknown, timeoutMs: number): Promise<Delivery> {
    if (!this.isOpen) return Promise.resolve("offline");
    return new Promise((resolve) => {
      try {
        this.#socket.timeout(timeoutMs).emit(event, body, (error: Error | null) => {
          resolve(error === null ? "confirmed" : this.isOpen ? "unconfirmed" : "offline");
        });
      } catch {
        // A body that JSON cannot say.
        resolve("unconfirmed");
      }
    });
  }

  /** Ends the attempt because nobody answered within `timeoutMs`. */
  timeOut(timeoutMs: number): void {
    if (this.#state !== "dialling") return;
    void this.drop();
    this.#listener.silent(connectProblem(new DialTimeout(timeoutMs), this.#endpoint, this.#proxyUrl));
  }

  /** Ends the connection without a word to the listener; resolves when what was emitted has left, or after a second. */
  async drop(): Promise<void> {
    const dialling = this.#state === "dialling";
    this.#state = "ended";
    this.#socket.offAny();
    const { engine } = this.#socket.io;
    const open = engine?.readyState === "open" || engine?.readyState === "closing";
    const gone = new Promise<void>((resolve) => open ? engine.once("close", () => resolve()) : resolve());
    this.#socket.disconnect();
    // engine.io-client leaves an unanswered poll open for ever, one for each try.
    if (dialling) return this.#agent.destroy();
    let timer: ReturnType<typeof setTimeout> | undefined;
    await Promise.race([gone, new Promise<void>((resolve) => timer = setTimeout(resolve, 1_000))]);
    clearTimeout(timer);
  }

  #opened(): void {
    if (this.#state !== "dialling") return;
    this.#state = "open";
    this.#listener.opened(this.#socket.io.engine.transport.name);
  }

  #heard(name: string, values: unknown[]): void {
    // A server may emit before it confirms the session; socket.io-client hands that over before "connect".
    this.#opened();
    if (this.#state !== "open") return;
    const last = values.at(-1);
    if (typeof last !== "function") return this.#listener.event(name, values[0]);
    this.#listener.event(name, values.length > 1 ? values[0] : undefined, (answer) => {
      if (!this.isOpen) return;
      try {
        // socket.io-client sends it only the first time.
        last(answer);
      } catch {
        // An answer that JSON cannot say; the sender's own timeout tells it.
      }
    });
  }

  #refusedOrFailed(error: Error): void {
    const refused = !this.#socket.active;
    const wasOpen = this.#state === "open";
    if (wasOpen && !refused) return;
    if (this.#state === "ended") return;
    const problem = refused
      ? refusalProblem(error, this.#endpoint)
      : connectProblem(error, this.#endpoint, this.#proxyUrl);
    void this.drop();
    if (wasOpen) this.#listener.lost(problem);
    else this.#listener.failed(problem);
  }

  #ended(reason: string): void {
    if (this.#state === "ended") return;
    const wasOpen = this.#state === "open";
    void this.drop();
    if (wasOpen) this.#listener.lost(reason);
    else this.#listener.failed(`${this.#endpoint.place} ended the connection: ${reason}. Look into its log.`);
  }
}

function lossReason(reason: string, details: unknown): string {
  const { message, description } = Object(details) as { message?: string; description?: unknown };
  switch (reason) {
    case "io server disconnect":
      return "the server ended the session";
    case "ping timeout":
      return "the server was not heard for too long";
    case "transport close":
      return "the connection was closed by the server or the network";
    case "transport error":
      return `the connection broke (${typeof description === "string" ? description : message ?? "no details"})`;
    default:
      return reason;
  }
}
