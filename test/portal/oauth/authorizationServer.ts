import { randomBytes } from 'node:crypto';
import type { Caller } from '../auth';
import { DAY_MS, HOUR_MS } from '../clock';
import type { Company } from '../company';
import type { Person } from '../person';
import { Refusal } from '../refusal';
import { localApplication } from './application';
import { Grants, type Grant } from './grants';
import type { LocalApplication, OAuth, TokenAnswer } from './oauth';

const CODE_LIFETIME_MS = 30_000;
const ACCESS_TOKEN_LIFETIME_MS = HOUR_MS;
const REFRESH_TOKEN_LIFETIME_MS = 180 * DAY_MS;

/** What the portal and its authorization server know of applications, and what they gave to them. */
export class AuthorizationServer implements OAuth {
  signedInUserId: number | undefined = 1;
  revokesUsedRefreshTokens = false;
  readonly secrets = new Set<string>();
  readonly memberId = randomBytes(16).toString('hex');
  private readonly applications = new Map<string, LocalApplication>();
  private readonly codes: Grants;
  private readonly accessTokens: Grants;
  private readonly refreshTokens: Grants;

  constructor(private readonly company: Company) {
    this.codes = new Grants(CODE_LIFETIME_MS, company.now);
    this.accessTokens = new Grants(ACCESS_TOKEN_LIFETIME_MS, company.now);
    this.refreshTokens = new Grants(REFRESH_TOKEN_LIFETIME_MS, company.now);
  }

  addApplication({ redirectUri, scope = ['im'] }: Parameters<OAuth['addApplication']>[0]): LocalApplication {
    const application = localApplication(redirectUri, scope);
    this.applications.set(application.clientId, application);
    this.secrets.add(application.clientSecret);
    return application;
  }

  application(clientId: string): LocalApplication | undefined {
    return this.applications.get(clientId);
  }

  /** Host and port, of the portal and of its authorization server alike. */
  get host(): string {
    return new URL(this.company.origin).host;
  }

  /** Nobody, when the one who was signed in is no longer among the staff. */
  get signedIn(): Person | undefined {
    return this.activePerson(({ id }) => id === this.signedInUserId);
  }

  /** Whether there is somebody with that login. */
  signIn(login: string): boolean {
    const person = this.activePerson(candidate => candidate.login === login);
    if (person) this.signedInUserId = person.id;
    return person !== undefined;
  }

  issueCode(application: LocalApplication, userId: number): string {
    return this.kept(this.codes.give(application, userId));
  }

  issue(application: LocalApplication, userId: number): TokenAnswer {
    const { origin, now } = this.company;
    return {
      access_token: this.kept(this.accessTokens.give(application, userId)),
      expires: Math.floor((now() + ACCESS_TOKEN_LIFETIME_MS) / 1000),
      expires_in: ACCESS_TOKEN_LIFETIME_MS / 1000,
      scope: application.scope.join(','),
      domain: this.host,
      server_endpoint: `${origin}/rest/`,
      status: 'L',
      client_endpoint: `${origin}/rest/`,
      member_id: this.memberId,
      user_id: userId,
      refresh_token: this.kept(this.refreshTokens.give(application, userId)),
    };
  }

  /** A pair for a code; throws a refusal when the code is not good. */
  redeem(application: LocalApplication, code: string): TokenAnswer {
    const grant = this.codes.find(code);
    if (grant?.isUsed === true) throw refusal('invalid_grant');
    const { userId } = this.checked(grant, this.codes, application);
    this.codes.use(code);
    return this.issue(application, userId);
  }

  /** A new pair for a refresh token; throws a refusal when the token is not good. */
  refresh(application: LocalApplication, refreshToken: string): TokenAnswer {
    const grant = this.refreshTokens.find(refreshToken);
    if (grant?.isUsed === true && this.revokesUsedRefreshTokens) throw refusal('invalid_grant');
    const { userId } = this.checked(grant, this.refreshTokens, application);
    this.refreshTokens.use(refreshToken);
    return this.issue(application, userId);
  }

  callerOf(accessToken: string): Caller {
    const grant = this.accessTokens.find(accessToken);
    if (!grant) throw new Refusal('invalid_token');
    if (this.accessTokens.isExpired(grant)) throw new Refusal('expired_token');
    const { application, userId } = grant;
    if (!application.isInstalled) throw new Refusal('ERROR_OAUTH');
    if (!this.activePerson(({ id }) => id === userId)) throw new Refusal('authorization_error');
    return { userId, scope: application.scope, clientId: application.clientId };
  }

  expireAccessTokens(): void {
    this.accessTokens.expireAll();
  }

  forgetAccessTokens(): void {
    this.accessTokens.forgetAll();
  }

  revokeRefreshTokens(): void {
    this.refreshTokens.forgetAll();
  }

  expireCodes(): void {
    this.codes.expireAll();
  }

  private checked(grant: Grant | undefined, grants: Grants, application: LocalApplication): Grant {
    if (grant?.application !== application) throw refusal('invalid_grant');
    if (grants.isExpired(grant)) throw refusal('expired_token');
    return grant;
  }

  private activePerson(matches: (person: Person) => boolean): Person | undefined {
    return [...this.company.people.values()].find(person => person.isActive && matches(person));
  }

  private kept(secret: string): string {
    this.secrets.add(secret);
    return secret;
  }
}

/** Without a description, as the token endpoint leaves most of its errors. */
function refusal(code: string): Refusal {
  return new Refusal(code, { description: '' });
}
