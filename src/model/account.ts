/** A user's account on a portal. */
export interface Account {
  /** `https://portal.example`, without a path. */
  readonly origin: string;
  /** A numeric user ID, or the login. */
  readonly userId: string;
}

/** Returns a unique ID, the same in every session: `1@https://portal.example`. Not a secret. */
export function accountId({ origin, userId }: Account): string {
  return `${userId}@${origin}`;
}

/** Returns the host of an origin or URL, with its port if it has one, for keys and the log: `portal.example:8080`. */
export function hostOf(origin: string): string {
  return new URL(origin).host;
}
