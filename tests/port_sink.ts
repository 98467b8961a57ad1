/** A network printer that keeps what it is sent: one document for each connection. */
export interface PortSink extends AsyncDisposable {
  readonly port: number;
  /** Every document so far. */
  readonly documents: readonly Uint8Array[];
  /** The first document that no call has given yet; throws when none comes within `timeoutMs`. */
  next(timeoutMs?: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a sink on a free port of 127.0.0.1. */
export function openPortSink(): PortSink {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const documents: Uint8Array[] = [];
  let arrived = Promise.withResolvers<void>();
  let taken = 0;

  async function receive(connection: Deno.TcpConn): Promise<void> {
    // CUPS half-closes and then waits for our side to close: `using` does so at the sender's end of stream.
    using open = connection;
    documents.push(await readAll(open));
    arrived.resolve();
    arrived = Promise.withResolvers();
  }

  async function accept(): Promise<void> {
    const receiving: Promise<void>[] = [];
    for await (const connection of listener) receiving.push(receive(connection));
    await Promise.all(receiving);
  }
  const accepting = accept();

  async function next(timeoutMs = 20_000): Promise<Uint8Array> {
    const wanted = taken++;
    const late = Promise.withResolvers<never>();
    const message = `no document ${wanted + 1} on port ${listener.addr.port} within ${timeoutMs} ms`;
    const timer = setTimeout(() => late.reject(new Error(message)), timeoutMs);
    try {
      for (;;) {
        const document = documents[wanted];
        if (document !== undefined) return document;
        await Promise.race([arrived.promise, late.promise]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async function close(): Promise<void> {
    listener.close();
    await accepting;
  }

  return { port: listener.addr.port, documents, next, close, [Symbol.asyncDispose]: close };
}

async function readAll(connection: Deno.TcpConn): Promise<Uint8Array> {
  const chunks: BlobPart[] = [];
  const buffer = new Uint8Array(64 * 1024);
  for (let count = await connection.read(buffer); count !== null; count = await connection.read(buffer)) {
    chunks.push(buffer.slice(0, count));
  }
  return await new Blob(chunks).bytes();
}
