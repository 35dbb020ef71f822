import assert from 'node:assert/strict';
import { isSameCredential, parseCredential, serializeCredential } from '../../../../src/bitrix24/auth/credential';
import { ApplicationCredential } from '../../../../src/bitrix24/auth/oauth';
import {
  TokenRefresher,
  type TokenRefresherOptions,
  type TokenStore,
} from '../../../../src/bitrix24/auth/tokenRefresher';
import { TokenServer } from '../../../../src/bitrix24/auth/tokenServer';
import type { TransportOptions } from '../../../../src/bitrix24/http/transport';
import type { CallRecord } from '../../../../src/model/callRecord';
import type { LocalApplication } from '../../../portal/oauth/oauth';
import type { StandInPortal } from '../../../portal/portal';
import { connect, type Connection } from '../../support/connection';

/** The secret store that all windows share: it keeps text. */
export class SharedKeeper implements TokenStore {
  kept: string | undefined;

  constructor(credential: ApplicationCredential) {
    this.kept = serializeCredential(credential);
  }

  get credential(): ApplicationCredential {
    const credential = parseCredential(this.kept ?? '');
    assert.ok(credential?.kind === 'application', 'a sign-in was to be kept');
    return credential;
  }

  read(): Promise<ApplicationCredential | undefined> {
    return Promise.resolve(this.kept === undefined ? undefined : this.credential);
  }

  replace(credential: ApplicationCredential): Promise<void> {
    if (this.kept !== undefined && isSameCredential(this.credential, credential)) {
      this.kept = serializeCredential(credential);
    }
    return Promise.resolve();
  }
}

export interface SignIn {
  readonly application: LocalApplication;
  readonly keeper: SharedKeeper;
}

/** A person who has signed in to the portal through an application; nobody calls yet. */
export function signIn(portal: StandInPortal, userId = 1): SignIn {
  const application = portal.oauth.addApplication({ redirectUri: 'http://localhost:29124/callback' });
  const { access_token, refresh_token } = portal.oauth.issue(application, userId);
  const { clientId, clientSecret } = application;
  const credential = new ApplicationCredential(
    portal.origin,
    String(userId),
    { clientId, clientSecret },
    { accessToken: access_token, refreshToken: refresh_token, tokenServer: portal.origin },
  );
  return { application, keeper: new SharedKeeper(credential) };
}

export interface SignedInConnection extends Connection {
  readonly tokens: TokenRefresher;
  /** What a log is told of the calls to the token server. */
  readonly tokenRecords: CallRecord[];
}

/** A window that calls with what the keeper has when it is opened. */
export function openWindow(
  portal: StandInPortal,
  keeper: SharedKeeper,
  options: Partial<TransportOptions & Pick<TokenRefresherOptions, 'store'>> = {},
): SignedInConnection {
  const { store: ownKeeper = keeper, ...transportOptions } = options;
  const tokenRecords: CallRecord[] = [];
  const { credential } = keeper;
  const server = new TokenServer({ onCall: record => tokenRecords.push(record) });
  const tokens = new TokenRefresher({ credential, server, store: ownKeeper, raceDelayMs: 1 });
  const connection = connect(portal, { restUrl: credential.restUrl, tokens, ...transportOptions });
  return { ...connection, tokens, tokenRecords };
}
