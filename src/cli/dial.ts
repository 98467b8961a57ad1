import type { Settings } from "../config.ts";
import { EarlyBackend } from "../socketio/early_backend.ts";
import { SocketBackend } from "../socketio/socket_backend.ts";

/** How to reach the backend. */
export type Line = Pick<
  Settings,
  "socketUrl" | "sessionId" | "username" | "nipt" | "reconnectDelayMs" | "maxReconnectAttempts" | "network"
>;

/** The backend of the settings; `onBadPacket` is told of messages that cannot be read. */
export function openBackend(settings: Line, onBadPacket: (problem: string) => void): SocketBackend {
  const { socketUrl: url, sessionId, username, nipt, reconnectDelayMs, maxReconnectAttempts, network } = settings;
  return new SocketBackend({
    url,
    sessionId,
    username,
    nipt,
    reconnectDelayMs,
    maxReconnectAttempts,
    network,
    onBadPacket,
  });
}

/** Dials the backend of the settings now, before what a running program needs besides is loaded. */
export function dial(settings: Line): EarlyBackend {
  return new EarlyBackend((onBadPacket) => openBackend(settings, onBadPacket));
}
