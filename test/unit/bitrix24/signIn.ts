import assert from 'node:assert/strict';
import { ApplicationCredential } from '../../../src/bitrix24/access/applicationCredential';
import { isSameWayIn, readCredential, writeCredential } from '../../../src/bitrix24/access/credential';
import { TokenServer } from '../../../src/bitrix24/tokenServer';
import { Tokens } from '../../../src/bitrix24/tokens';
import type { Keeper, TokensOptions } from '../../../src/bitrix24/tokens';
import type { CallRecord, TransportOptions } from '../../../src/bitrix24/transport';
import type { LocalApplication } from '../../portal/oauth/oauth';
import type { StandInPortal } from '../../portal/portal';
import { connect } from './connection';
import type { Connection } from './connection';

/** The secret store that all windows share: it keeps text. */
export class SharedKeeper implements Keeper {
  kept: string | undefined;

  constructor(credential: ApplicationCredential) {
    this.kept = writeCredential(credential);
  }

  get credential(): ApplicationCredential {
    const credential = readCredential(this.kept ?? '');
    assert.ok(credential?.kind === 'application', 'a sign-in was to be kept');
    return credential;
  }

  read(): Promise<ApplicationCredential | undefined> {
    return Promise.resolve(this.kept === undefined ? undefined : this.credential);
  }

  replace(credential: ApplicationCredential): Promise<void> {
    if (this.kept !== undefined && isSameWayIn(this.credential, credential)) {
      this.kept = writeCredential(credential);
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
  readonly tokens: Tokens;
  /** What a log is told of the calls to the token server. */
  readonly tokenRecords: CallRecord[];
}

/** A window that calls with what the keeper has when it is opened. */
export function openWindow(
  portal: StandInPortal,
  keeper: SharedKeeper,
  options: Partial<TransportOptions & Pick<TokensOptions, 'keeper'>> = {},
): SignedInConnection {
  const { keeper: ownKeeper = keeper, ...transportOptions } = options;
  const tokenRecords: CallRecord[] = [];
  const { credential } = keeper;
  const server = new TokenServer({ onCall: record => tokenRecords.push(record) });
  const tokens = new Tokens({ credential, server, keeper: ownKeeper, patienceMs: 1 });
  const connection = connect(portal, { address: credential.address, tokens, ...transportOptions });
  return { ...connection, tokens, tokenRecords };
}
