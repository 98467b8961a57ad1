import { Decoder, Encoder, PacketType } from "socket.io-parser";

/** A parser as socket.io-client's `parser` option wants it. */
export interface Parser {
  readonly Encoder: typeof Encoder;
  readonly Decoder: new () => Decoder;
}

/**
 * socket.io-parser, but one packet that cannot be read costs that packet and not the connection; `onBadPacket` is told
 * about it in a sentence. What Python writes and JavaScript's JSON lacks arrives as text: `NaN`, `Infinity`, and whole
 * numbers too large to be exact (an id of 19 digits).
 */
export function tolerantParser(onBadPacket: (problem: string) => void): Parser {
  return {
    Encoder,
    Decoder: class extends Decoder {
      #skipsBinary = false;

      override add(packet: unknown): void {
        const isText = typeof packet === "string";
        if (isText) this.#skipsBinary = false;
        else if (this.#skipsBinary) return;
        try {
          super.add(isText ? readable(packet) : packet);
        } catch (error) {
          // Half a binary packet must not swallow what follows, and its attachments are of no use.
          this.destroy();
          this.#skipsBinary = true;
          onBadPacket(`A message of the server could not be read and was dropped: ${reason(error, packet)}.`);
        }
      }
    },
  };
}

const NOT_JSON = /\d{16}|NaN|Infinity/;
const BARE = /-?Infinity|NaN|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

function readable(packet: string): string {
  return packet.startsWith(String(PacketType.DISCONNECT)) ? farewell(packet) : quoted(packet);
}

// Flask-SocketIO with always_connect=True refuses a session by a DISCONNECT that carries the reason, which the protocol
// does not know. Dropping it would leave us believing that we are connected; as CONNECT_ERROR its reason is heard.
function farewell(packet: string): string {
  return packet.includes("{") || packet.includes('"') ? `${PacketType.CONNECT_ERROR}${packet.slice(1)}` : packet;
}

function quoted(packet: string): string {
  const start = packet.search(/[[{]/);
  if (start < 0 || !NOT_JSON.test(packet)) return packet;
  let result = packet.slice(0, start);
  for (let at = start; at < packet.length;) {
    const opening = packet.indexOf('"', at);
    const outside = packet.slice(at, opening < 0 ? packet.length : opening);
    result += outside.replace(BARE, (token) => Number.isSafeInteger(Number(token)) ? token : `"${token}"`);
    if (opening < 0) break;
    // No regular expression for the string: on megabytes it would overflow its stack.
    let closing = opening + 1;
    while (closing < packet.length && packet[closing] !== '"') closing += packet[closing] === "\\" ? 2 : 1;
    result += packet.slice(opening, closing + 1);
    at = closing + 1;
  }
  return result;
}

function reason(error: unknown, packet: unknown): string {
  const what = error instanceof Error ? error.message : String(error);
  if (typeof packet !== "string") return `binary data, ${what}`;
  const event = /^[25][^[]*\["([\w .:-]{1,60})"/.exec(packet)?.[1];
  return `${event === undefined ? "" : `event "${event}", `}${what}, ${packet.length} characters`;
}
