import type { PhpMap } from './php';

export interface RefusalDetails {
  readonly description?: string;
  readonly status?: number;
  /** Keys that stand beside `error` and `error_description`. */
  readonly extra?: PhpMap;
}

/** An answer of the form `{error, error_description}`. */
export class Refusal extends Error {
  readonly description: string;
  readonly status: number | undefined;
  readonly extra: PhpMap;

  constructor(
    readonly code: string,
    details: RefusalDetails = {},
  ) {
    super(code);
    this.description = details.description ?? usualDescription(code);
    this.status = details.status;
    this.extra = details.extra ?? {};
  }
}

const DESCRIPTIONS: Readonly<Record<string, string>> = {
  INTERNAL_SERVER_ERROR: 'Internal server error',
  ERROR_UNEXPECTED_ANSWER: 'Server returned an unexpected response',
  QUERY_LIMIT_EXCEEDED: 'Too many requests',
  OPERATION_TIME_LIMIT: 'Method is blocked due to operation time limit.',
  ERROR_BATCH_METHOD_NOT_ALLOWED: 'Method is not allowed for batch usage',
  ERROR_BATCH_LENGTH_EXCEEDED: 'Max batch length exceeded',
  NO_AUTH_FOUND: 'Wrong authorization data',
  INVALID_REQUEST: 'Https required.',
  INVALID_CREDENTIALS: 'Invalid request credentials',
  OVERLOAD_LIMIT: 'REST API is blocked due to overload.',
  ACCESS_DENIED: 'REST is available only by subscription.',
  authorization_error: 'Unable to authorize user',
  insufficient_scope: 'The request requires higher privileges than provided by the webhook token',
  expired_token: 'The access token provided has expired',
  invalid_token: 'Unable to get application by token',
  user_access_error: 'The user does not have access to the application.',
  APPLICATION_NOT_FOUND: 'Application not found',
  ERROR_OAUTH: 'Application not installed',
  PORTAL_DELETED: 'Portal was deleted',
  PAYMENT_REQUIRED: 'Subscription has been ended',
  ERROR_METHOD_NOT_FOUND: 'Method not found!',
  WRONG_ENCODING: 'Wrong request encoding',
};

function usualDescription(code: string): string {
  return DESCRIPTIONS[code] ?? '';
}
