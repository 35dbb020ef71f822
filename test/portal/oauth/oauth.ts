/** A local application of the portal. Tests change it while the portal runs. */
export interface LocalApplication {
  /** `local.`, 14 hexadecimal digits, a dot and 8 more. */
  readonly clientId: string;
  /** 50 letters and digits. */
  readonly clientSecret: string;
  /** The handler path: where the browser is sent with a code. */
  redirectUri: string;
  /** Of every token of the application, those that were issued before included. */
  scope: readonly string[];
  isInstalled: boolean;
}

/** What the token endpoint answers. */
export interface TokenAnswer {
  /** 70 hexadecimal digits, good for an hour. */
  readonly access_token: string;
  /** 70 hexadecimal digits, good for 180 days. */
  readonly refresh_token: string;
  /** Seconds. */
  readonly expires_in: number;
  /** Unix seconds. */
  readonly expires: number;
  /** `<origin>/rest/` of the portal. */
  readonly client_endpoint: string;
  /** `<origin>/rest/` of the authorization server. */
  readonly server_endpoint: string;
  /** The host of the authorization server, with its port. */
  readonly domain: string;
  /** The portal, whatever its address: 32 hexadecimal digits. */
  readonly member_id: string;
  /** Parted by commas. */
  readonly scope: string;
  /** A local application. */
  readonly status: 'L';
  readonly user_id: number;
}

/** The portal's OAuth 2.0, as tests see it. */
export interface OAuth {
  /** `scope` is `im` when left out. */
  addApplication(options: { readonly redirectUri: string; readonly scope?: readonly string[] }): LocalApplication;
  /** Who is signed in to the portal in the browser; undefined: the login form is shown. 1 at the start. */
  signedInUserId: number | undefined;
  /** Every access token so far: `expired_token` from now on. */
  expireAccessTokens(): void;
  /** Every access token so far: `invalid_token`. */
  forgetAccessTokens(): void;
  /** Every refresh token so far: `invalid_grant`. */
  revokeRefreshTokens(): void;
  /** Every authorization code so far is too old. */
  expireCodes(): void;
  /** Whether a used refresh token is refused afterwards; false at the start, as in the public copies of the server. */
  revokesUsedRefreshTokens: boolean;
  /** Issues a pair without a browser. */
  issue(application: LocalApplication, userId: number): TokenAnswer;
  /** Every client secret, code, access token and refresh token there ever was, for tests that look for leaks. */
  readonly secrets: ReadonlySet<string>;
}
