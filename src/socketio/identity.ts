/** Who this client is: the query parameters and the `auth` payload of every connection. */
export interface Identity {
  readonly sessionId: string;
  readonly username: string;
  readonly nipt: string;
}

/** An identity by its names on the wire (CONTRACT, "Connecting"). */
export function identityFields(identity: Identity): { session_id: string; username: string; nipt: string } {
  return { session_id: identity.sessionId, username: identity.username, nipt: identity.nipt };
}
