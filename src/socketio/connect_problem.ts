import { printable } from "../domain/printable.ts";
import type { Endpoint } from "./endpoint.ts";

/** What is known about a failed attempt to connect. */
interface Cause {
  readonly message: string;
  /** Node's code of a network or TLS error. */
  readonly code?: string;
  /** The status of a HTTP answer. */
  readonly status?: number;
  readonly body?: string;
}

/** The error that an attempt ends with when nobody answered in time. */
export class DialTimeout extends Error {
  override readonly name = "DialTimeout";
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super("timed out");
    this.timeoutMs = timeoutMs;
  }
}

/**
 * Says why a connection could not be made and what to do about it, from socket.io-client's `connect_error`. With a proxy it
 * is the proxy that a network error speaks of.
 */
export function connectProblem(error: unknown, endpoint: Endpoint, proxyUrl: string | null = null): string {
  const problem = problemOf(error, endpoint, proxyUrl);
  return proxyUrl === null ? problem : `${problem} (Through the proxy ${URL.parse(proxyUrl)?.host}, HTTPS_PROXY.)`;
}

function problemOf(error: unknown, endpoint: Endpoint, proxyUrl: string | null): string {
  const { place } = endpoint;
  if (error instanceof DialTimeout) {
    const seconds = Math.round(error.timeoutMs / 1000);
    return `${place} did not answer within ${seconds} s (timed out). Check that the backend runs, that SOCKET_URL is ` +
      `right, and that no firewall stands between.`;
  }
  const cause = causeOf(error);
  const login = "Write HTTPS_PROXY=http://user:password@host:port, with the login that it knows.";
  if (cause.status === 407) return `The proxy wants a login. ${login}`;
  // The standard says 407; tinyproxy among others says 401.
  if (cause.status === 401 && proxyUrl !== null) {
    return `A login is wanted (HTTP 401), most likely by the proxy. ${login}`;
  }
  if (proxyUrl !== null && cause.code !== undefined && cause.code in NETWORK) {
    return `The proxy could not be reached: ${printable(cause.message)}. Check HTTPS_PROXY, or delete the line.`;
  }
  if (cause.status !== undefined) return httpProblem(cause.status, cause.body ?? "", endpoint);
  const known = cause.code === undefined ? undefined : NETWORK[cause.code] ?? certificateProblem(cause.code);
  if (known !== undefined) return known(endpoint);
  if (/v2\.x with a v3\.x client/.test(cause.message)) return versionProblem(place);
  return `${place} could not be reached: ${printable(cause.message)}. Check SOCKET_URL and the backend's log.`;
}

const REFUSED = "refused the session";

/** Whether a sentence of `refusalProblem` is the reason: then the server is there. */
export function isRefusal(problem: string): boolean {
  return problem.startsWith("The server at ") && problem.includes(` ${REFUSED}: `);
}

/** Says that the server took the connection and refused us, in the server's own words. */
export function refusalProblem(error: unknown, endpoint: Endpoint): string {
  const reason = printable(error instanceof Error ? error.message : String(error));
  return `The server at ${endpoint.place} ${REFUSED}: ${reason === "" ? "no reason given" : `"${reason}"`}. ` +
    `Check SESSION_ID, USERNAME and NIPT, and what the backend's connect handler expects of them.`;
}

function causeOf(error: unknown): Cause {
  const { message, description, context, code } = Object(error) as {
    message?: string;
    description?: { message?: string; error?: { code?: string } };
    context?: { status?: number; statusText?: unknown; responseText?: string };
    code?: string;
  };
  // engine.io-client names what is not its protocol a "server error" with this code.
  if (code === "parser error") return { message: code, status: 200 };
  const polled = Object(context?.statusText) as { message?: string; code?: string };
  if (polled.code !== undefined) return { message: polled.message ?? polled.code, code: polled.code };
  if (context?.status) return { message: "HTTP", status: context.status, body: context.responseText ?? "" };
  const text = description?.message ?? polled.message ?? message ?? String(error);
  const status = /Unexpected server response: (\d+)/.exec(text)?.[1];
  if (status !== undefined) return { message: text, status: Number(status) };
  const socketCode = description?.error?.code;
  return socketCode === undefined ? { message: text } : { message: text, code: socketCode };
}

type Sentence = (endpoint: Endpoint) => string;

const unreachable: Sentence = ({ place }) =>
  `There is no way to ${place} from this PC (network unreachable). Check the network cable, the Wi-Fi or the VPN.`;
const notFound: Sentence = ({ place }) =>
  `The host name in ${place} was not found. Check its spelling in SOCKET_URL and this PC's network connection.`;
const hungUp: Sentence = ({ place, secure }) =>
  `${place} closed the connection without an answer. Check that the backend listens there` +
  (secure ? "." : ", and write https:// in SOCKET_URL if it uses a certificate.");
const noAnswer: Sentence = ({ place }) =>
  `${place} did not answer (timed out). Check that the PC of the backend is on and that no firewall stands between.`;

const NETWORK: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: ({ place }) =>
    `Nothing listens on ${place} (connection refused). Start the backend, or correct SOCKET_URL.`,
  ENOTFOUND: notFound,
  EAI_AGAIN: notFound,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ENETDOWN: unreachable,
  EADDRNOTAVAIL: unreachable,
  ETIMEDOUT: noAnswer,
  ECONNRESET: hungUp,
  EPIPE: hungUp,
  ERR_SSL_WRONG_VERSION_NUMBER: ({ place }) =>
    `${place} does not speak https. Write http:// instead of https:// in SOCKET_URL, or give the backend a certificate.`,
  HPE_INVALID_CONSTANT: ({ place }) =>
    `${place} does not speak http. Write https:// in SOCKET_URL if it uses a certificate, and check the port.`,
};

function certificateProblem(code: string): Sentence | undefined {
  const why = CERTIFICATE[code];
  return why === undefined ? undefined : ({ place }) => `The certificate of ${place} is not trusted: ${why}`;
}

const INSTALL =
  "Install the certificate of the authority that signed it in this PC's trusted root store, or name its file in TLS_CA_FILE.";

const CERTIFICATE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT:
    "it is self-signed. Install it in this PC's trusted root store, or name its file in TLS_CA_FILE.",
  SELF_SIGNED_CERT_IN_CHAIN: `its authority is private. ${INSTALL}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `its authority is unknown to this PC. ${INSTALL}`,
  UNABLE_TO_GET_ISSUER_CERT: `its authority is unknown to this PC. ${INSTALL}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `its authority is unknown to this PC. ${INSTALL}`,
  CERT_HAS_EXPIRED: "it has expired. Renew it on the server, and check this PC's date.",
  CERT_NOT_YET_VALID: "it is not valid yet. Check this PC's date and time.",
  CERT_REVOKED: "it was revoked. Give the server a new one.",
  ERR_TLS_CERT_ALTNAME_INVALID: "it was made for another host name. Use that name in SOCKET_URL, or renew it.",
};

function httpProblem(status: number, body: string, { place, path }: Endpoint): string {
  if (/unsupported (version|protocol version)/i.test(body)) return versionProblem(place);
  const answer = `${place} answered HTTP ${status}`;
  if (status === 200 || status === 404 || status === 405) {
    return `${answer} at ${path}: not a Socket.IO server, or one at another path. Check SOCKET_URL's host, port and path.`;
  }
  if (status === 401 || status === 403) {
    return `${answer} (not allowed): something in front of the backend wants a login. Ask whoever runs the server.`;
  }
  if (status >= 300 && status < 400) {
    return `${answer} (moved). Put the address that it leads to into SOCKET_URL, most likely with https://.`;
  }
  if (status >= 502 && status <= 504) {
    return `${answer}: a proxy is there, the backend behind it is not. Start the backend.`;
  }
  const said = printable(body.replace(/<[^>]*>/g, " "), 100);
  return `${answer}${said === "" ? "" : ` ("${said}")`}. Look into the backend's log.`;
}

function versionProblem(place: string): string {
  return `${place} speaks another version of Socket.IO than this client (protocol 5, Engine.IO 4). Update the backend: ` +
    `Flask-SocketIO 5 or later, Socket.IO 3 or later.`;
}
