/** The local application that a person made in the portal. */
export interface LocalApplication {
  /** `local.…` or `app.…`: `client_id`. */
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What the token server has granted. */
export interface Grant {
  /** Lives for an hour. */
  readonly accessToken: string;
  /** Lives for 180 days; each use gives another one. */
  readonly refreshToken: string;
  /** The origin of the server that takes the refresh token. */
  readonly tokenServer: string;
}

/** A sign-in through a local application (OAuth 2.0). All that is secret is private: what prints an object shows none of it. */
export class ApplicationCredential {
  readonly kind = 'application';
  readonly #application: LocalApplication;
  readonly #grant: Grant;

  constructor(
    /** `https://<portal>`, without a path. */
    readonly origin: string,
    /** The numeric id of the person who signed in. */
    readonly userId: string,
    application: LocalApplication,
    grant: Grant,
  ) {
    this.#application = application;
    this.#grant = grant;
  }

  /** `portal.example:8080`, for people. */
  get host(): string {
    return new URL(this.origin).host;
  }

  /** Where the methods live; no secret. */
  get address(): string {
    return `${this.origin}/rest/`;
  }

  /** For the secret store and the token server alone. */
  get application(): LocalApplication {
    return this.#application;
  }

  /** For the secret store, the token server and the transport alone. */
  get grant(): Grant {
    return this.#grant;
  }

  /** The same sign-in with newer tokens. */
  with(grant: Grant): ApplicationCredential {
    return new ApplicationCredential(this.origin, this.userId, this.#application, grant);
  }

  /** The same sign-in where its portal has moved to: the server of its tokens stays the same. */
  at(origin: string): ApplicationCredential {
    return new ApplicationCredential(origin, this.userId, this.#application, this.#grant);
  }

  of(userId: string): ApplicationCredential {
    return new ApplicationCredential(this.origin, userId, this.#application, this.#grant);
  }
}
