import { maskedUrl } from "../config.ts";
import type { Clock } from "../domain/ports.ts";
import { isRefusal } from "../socketio/connect_problem.ts";
import { type Line, openBackend } from "./dial.ts";

/** How long the backend may take to accept us. */
const CONNECT_MS = 10_000;

/** How a try to reach the backend went. */
export interface Reached {
  /** It let us in. */
  readonly isAccepted: boolean;
  /** It is there, whether or not it let us in. */
  readonly isThere: boolean;
  /** What was found; when not accepted, with what to do. */
  readonly message: string;
}

/** Connects as the running program would, and leaves again. */
export async function reachBackend(line: Line, clock: Clock): Promise<Reached> {
  const url = maskedUrl(line.socketUrl);
  const backend = openBackend(line, () => {});
  const answer = Promise.withResolvers<Reached>();
  const fail = (message: string) => answer.resolve({ isAccepted: false, isThere: isRefusal(message), message });
  const cancel = clock.after(CONNECT_MS, () => {
    fail(`${url} did not answer within ${CONNECT_MS / 1000} s. Check SOCKET_URL and the network.`);
  });
  backend.connect({
    event: () => {},
    connected: (transport) =>
      answer.resolve({ isAccepted: true, isThere: true, message: `${url} accepted us (${transport})` }),
    disconnected: (reason) => fail(`${url} ended the connection: ${reason}`),
    connectFailed: fail,
    gaveUp: fail,
  });
  const reached = await answer.promise;
  cancel();
  await backend.close();
  return reached;
}
