// One Python for all documents: starting one for each would take most of the time.
const READER = `
import base64, sys
from xml.parsers import expat
for line in sys.stdin:
    try:
        expat.ParserCreate().Parse(base64.b64decode(line), True)
        print("ok", flush=True)
    except Exception as error:
        print(repr(error), flush=True)
`;

/** Expat, which refuses whatever is no XML; started with the first document. */
export class XmlReader {
  #child: Deno.ChildProcess | null = null;
  #writer: WritableStreamDefaultWriter<Uint8Array> | null = null;
  #reader: ReadableStreamDefaultReader<string> | null = null;

  /** What keeps `text` from being XML; `null` when nothing does. */
  async problemOf(text: string): Promise<string | null> {
    if (this.#child === null) this.#start();
    await this.#writer?.write(new TextEncoder().encode(`${new TextEncoder().encode(text).toBase64()}\n`));
    let answer = "";
    while (!answer.endsWith("\n")) {
      const { value, done } = await this.#reader?.read() ?? { value: undefined, done: true };
      if (done) throw new Error("the XML parser ended");
      answer += value;
    }
    return answer.trim() === "ok" ? null : answer.trim();
  }

  async close(): Promise<void> {
    if (this.#child === null) return;
    await this.#writer?.close();
    await this.#reader?.cancel();
    await this.#child.status;
    this.#child = null;
  }

  #start(): void {
    const python = Deno.build.os === "windows" ? "python" : "python3";
    this.#child = new Deno.Command(python, { args: ["-c", READER], stdin: "piped", stdout: "piped" }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#reader = this.#child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }
}
