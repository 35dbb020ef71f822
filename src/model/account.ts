/** Whose notification centre it is. */
export interface Account {
  /** `https://portal.example`, without a path. */
  readonly origin: string;
  /** A number, or the login. */
  readonly userId: string;
}

/** Tells an account from others, the same in every session: `1@https://portal.example`. No secret. */
export function accountId({ origin, userId }: Account): string {
  return `${userId}@${origin}`;
}

/** `portal.example:8080`, for people. */
export function hostOf({ origin }: Account): string {
  return new URL(origin).host;
}
