/** Whose HTTP statuses the portal serves: those the server's code sets, or those the documentation lists. */
export type StatusBook = 'server' | 'documentation';

const SERVER: Readonly<Record<string, number>> = {
  INTERNAL_SERVER_ERROR: 500,
  ERROR_UNEXPECTED_ANSWER: 500,
  QUERY_LIMIT_EXCEEDED: 503,
  OPERATION_TIME_LIMIT: 429,
  ERROR_BATCH_METHOD_NOT_ALLOWED: 405,
  NO_AUTH_FOUND: 401,
  INVALID_REQUEST: 401,
  OVERLOAD_LIMIT: 401,
  ACCESS_DENIED: 401,
  INVALID_CREDENTIALS: 401,
  INSUFFICIENT_SCOPE: 401,
  EXPIRED_TOKEN: 401,
  INVALID_TOKEN: 401,
  AUTHORIZATION_ERROR: 401,
  USER_ACCESS_ERROR: 401,
  APPLICATION_NOT_FOUND: 401,
  CONNECTION_ERROR: 401,
  ERROR_OAUTH: 401,
  PAYMENT_REQUIRED: 401,
  METHOD_CONFIRM_WAITING: 401,
  METHOD_CONFIRM_DENIED: 403,
  WRONG_AUTH_TYPE: 403,
  PORTAL_DELETED: 403,
  ERROR_METHOD_NOT_FOUND: 404,
  ERROR_MANIFEST_IS_NOT_AVAILABLE: 404,
  WRONG_ENCODING: 200,
};

/** Only the rows where the documentation's table of system errors differs. */
const DOCUMENTATION: Readonly<Record<string, number>> = {
  INVALID_REQUEST: 400,
  OVERLOAD_LIMIT: 503,
  ACCESS_DENIED: 403,
  INVALID_CREDENTIALS: 403,
  INSUFFICIENT_SCOPE: 403,
  USER_ACCESS_ERROR: 403,
  PORTAL_DELETED: 500,
};

/** An error whose status is in no book is a handler's, and those are 400. */
export function statusOf(code: string, book: StatusBook): number {
  const key = code.toUpperCase();
  const documented = book === 'documentation' ? DOCUMENTATION[key] : undefined;
  return documented ?? SERVER[key] ?? 400;
}
