/** Packets that python-engineio takes in one HTTP POST (`Payload.max_decode_packets`). */
const MOST_PACKETS = 16;

/** What is patched of engine.io-client's Socket (version pinned in deno.json). */
interface Flushing {
  readonly transport: { readonly name: string };
  _getWritablePackets(): unknown[];
}

/**
 * Makes a socket of engine.io-client send at most 16 packets in one POST of HTTP long-polling; the rest follows in the
 * next. A Flask-SocketIO server drops the whole POST that has more, with no more than a line in its own log.
 */
export function limitPayloads(engine: object): void {
  const flushing = engine as Flushing;
  const all = flushing._getWritablePackets.bind(engine);
  flushing._getWritablePackets = () => flushing.transport.name === "polling" ? all().slice(0, MOST_PACKETS) : all();
}
