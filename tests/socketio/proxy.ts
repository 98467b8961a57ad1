import { freePort } from "../end_to_end/flask/flask_backend.ts";

/** A company's proxy. */
export interface Proxy extends AsyncDisposable {
  readonly port: number;
  /** What it wrote about the connections that it made. */
  log(): Promise<string>;
}

/** Starts tinyproxy on 127.0.0.1; with `login` ("user password") it asks for one. */
export async function startProxy(login?: string): Promise<Proxy> {
  const folder = await Deno.makeTempDir();
  const port = freePort();
  const settings = [`Port ${port}`, "Listen 127.0.0.1", "Timeout 60", `LogFile "${folder}/log"`, "LogLevel Connect"];
  if (login !== undefined) settings.push(`BasicAuth ${login}`);
  await Deno.writeTextFile(`${folder}/conf`, `${settings.join("\n")}\n`);
  await Deno.writeTextFile(`${folder}/log`, "");
  const child = new Deno.Command("tinyproxy", { args: ["-d", "-c", `${folder}/conf`], stdout: "null", stderr: "null" })
    .spawn();
  while (!(await isListening(port))) await new Promise((resolve) => setTimeout(resolve, 20));
  return {
    port,
    log: () => Deno.readTextFile(`${folder}/log`),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
      await Deno.remove(folder, { recursive: true });
    },
  };
}

async function isListening(port: number): Promise<boolean> {
  try {
    using _connection = await Deno.connect({ hostname: "127.0.0.1", port });
    return true;
  } catch {
    return false;
  }
}

/** Whether this machine has the proxy. */
export async function hasProxy(): Promise<boolean> {
  try {
    return (await new Deno.Command("tinyproxy", { args: ["-v"], stdout: "null" }).output()).success;
  } catch {
    return false;
  }
}
