/** Bytes that grow; written to in place, so that one buffer serves every document. */
export class ByteBuffer {
  /** Valid up to `length`; another array after `reserve`. */
  bytes: Uint8Array<ArrayBuffer> = new Uint8Array(16_384);
  length = 0;

  /** Makes room for `count` more bytes and returns the array to write them to, from `length` on. */
  reserve(count: number): Uint8Array {
    const needed = this.length + count;
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    return this.bytes;
  }

  /** One byte of a command. */
  put(byte: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** Data whose length a command in front has announced. */
  putAll(data: Uint8Array): void {
    this.reserve(data.length).set(data, this.length);
    this.length += data.length;
  }

  clear(): void {
    this.length = 0;
  }

  /** A copy of what was written. */
  take(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }
}
