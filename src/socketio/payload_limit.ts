/** Packets that python-engineio takes in one HTTP POST (`Payload.max_decode_packets`). */
const MOST_PACKETS = 16;
/** Bytes that one POST has room for: it takes 1,000,000 (`max_http_buffer_size`), and each packet costs some more. */
const MOST_BYTES = 900_000;

/** What is patched of engine.io-client's Socket (version pinned in deno.json). */
interface Flushing {
  readonly transport: { readonly name: string };
  _getWritablePackets(): unknown[];
}

/**
 * Makes a socket of engine.io-client send at most 16 packets, and no more bytes than a server takes, in one POST of HTTP
 * long-polling; the rest follows in the next. A Flask-SocketIO server drops the whole POST that has more, with no more than
 * a line in its own log.
 */
export function limitPayloads(engine: object): void {
  const flushing = engine as Flushing;
  const all = flushing._getWritablePackets.bind(engine);
  flushing._getWritablePackets = () => flushing.transport.name === "polling" ? within(all()) : all();
}

/** As many packets from the first on as one POST may have; one at least. */
function within(packets: readonly unknown[]): unknown[] {
  let bytes = 0;
  const fitting = packets.slice(0, MOST_PACKETS).findIndex((packet, index) => {
    bytes += bytesOf(packet);
    return index > 0 && bytes > MOST_BYTES;
  });
  return packets.slice(0, fitting < 0 ? MOST_PACKETS : fitting);
}

function bytesOf(packet: unknown): number {
  const { data } = packet as { data?: unknown };
  return typeof data === "string" ? new TextEncoder().encode(data).length : 0;
}
