/** A network printer that keeps what each connection sent and closes when the sender does. */
export interface TcpSink {
  readonly port: number;
  /** The documents so far, in order of arrival. */
  readonly documents: readonly Uint8Array[];
  close(): void;
}

/** Listens on a free port of 127.0.0.1. */
export function openTcpSink(): TcpSink {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const documents: Uint8Array[] = [];
  void (async () => {
    for await (const connection of listener) {
      void new Response(connection.readable).bytes().then((bytes) => {
        if (bytes.length > 0) documents.push(bytes);
        connection.close();
      }).catch(() => {});
    }
  })();
  return { port: listener.addr.port, documents, close: () => listener.close() };
}
