import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { ApplicationCredential } from '../../../../src/bitrix24/auth/oauth';
import { accountId } from '../../../../src/model/account';
import { parseAccountEntries } from '../../../../src/ui/account/accountList';
import { ACCOUNT_LIST_KEY, credentialKey } from '../../../../src/ui/account/accountSecrets';
import { CredentialStore } from '../../../../src/ui/account/credentialStore';
import { type Numbers, numbers } from '../../../bench/numbers';
import { stoppedClock } from '../../support/clock';
import { NOON } from '../../support/notifications';
import { text, webhook } from '../../support/secrets';
import { Keychain } from '../../support/windowSecrets';

const SCHEDULES = Number(process.env.SCHEDULES ?? 300);
const FIRST_SEED = Number(process.env.SEED ?? 1);
/** How far apart two windows connect and disconnect the same account. */
const CONTEST_MS = 6;
/** Everything begins within this time: the windows know nothing of each other’s changes. */
const BEGIN_MS = 400;
const SETTLED_MS = 20_000;

interface Act {
  readonly run: (store: CredentialStore) => Promise<void>;
  readonly beginMs: number;
}

describe('what windows do to the credentials at the same moment', () => {
  let clock: Clock;
  beforeEach(() => {
    clock = stoppedClock(NOON);
  });
  afterEach(() => {
    assert.equal(clock.countTimers(), 0);
    clock.uninstall();
  });

  it(`loses no account and leaves no secret that is not listed, in ${SCHEDULES} schedules`, async function () {
    this.timeout(SCHEDULES * 200);
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
      await perform(seed).catch((error: unknown) => {
        throw new Error(`Seed ${seed}`, { cause: error });
      });
    }
  });

  async function perform(seed: number): Promise<void> {
    const number = numbers(seed);
    const keychain = new Keychain(number);
    const stores = Array.from({ length: 2 + number(2) }, () => new CredentialStore(keychain.open()));
    const before = Array.from({ length: 3 }, (_none, index) => signIn(index, 'old'));
    const first = stores[0] ?? assert.fail();
    await settle(...before.map(each => first.store(each)));
    await settle(...stores.map(store => store.read()));

    const expected = new Map(before.map((each): [string, string] => [accountId(each), '']));
    /** They may end either way, as long as all windows agree on it. */
    const contested = new Set<string>();
    const acts = before.flatMap(each => schedule(each, number, expected, contested));
    for (let index = 0; index < 1 + number(3); index++) {
      const added = webhook(`code${index}`, String(index + 1));
      expected.set(accountId(added), '');
      acts.push({ run: store => store.store(added), beginMs: number(BEGIN_MS) });
    }
    const work = acts.map(async ({ run, beginMs }) => {
      await new Promise(resolve => setTimeout(resolve, beginMs));
      const store = stores[number(stores.length)];
      await (store && run(store));
    });
    await settle(...work);

    const entries = parseAccountEntries(keychain.kept.get(ACCOUNT_LIST_KEY) ?? '') ?? assert.fail();
    const list = entries.filter(each => !each.isRemoved);
    const named = (all: readonly { readonly id: string; readonly name: string }[]): readonly unknown[] =>
      all.map(({ id, name }) => [id, name]).sort();
    assert.deepEqual(named(list.filter(({ id }) => !contested.has(id))), [...expected].sort());
    for (const { accounts } of stores) {
      assert.deepEqual(named(accounts), named(list));
    }
    const keys = [...keychain.kept.keys()].filter(key => key !== ACCOUNT_LIST_KEY);
    assert.deepEqual(keys.sort(), list.map(({ id }) => credentialKey(id)).sort());
    for (const store of stores) {
      store.dispose();
    }
  }

  /** Some of what can be done to an account, and what comes of it. */
  function schedule(
    account: ApplicationCredential,
    number: Numbers,
    expected: Map<string, string>,
    contested: Set<string>,
  ): readonly Act[] {
    const id = accountId(account);
    const acts: Act[] = [];
    const add = (run: Act['run'], beginMs = number(BEGIN_MS)): void => {
      acts.push({ run, beginMs });
    };
    if (number(2) === 0) {
      add(store => store.updateTokens(signIn(Number(account.userId), 'new')));
    }
    if (number(2) === 0) {
      add(store => store.rename(id, 'Office'));
      expected.set(id, 'Office');
    }
    if (number(2) === 0) {
      add(store => store.forget(id));
      expected.delete(id);
    }
    if (number(2) === 0) {
      const beginMs = number(BEGIN_MS);
      add(store => store.forget(id), beginMs + number(CONTEST_MS));
      add(store => store.store(signIn(Number(account.userId), 'again')), beginMs + number(CONTEST_MS));
      expected.delete(id);
      contested.add(id);
    }
    return acts;
  }

  async function settle(...work: readonly Promise<void>[]): Promise<void> {
    await clock.tickAsync(SETTLED_MS);
    await Promise.all(work);
  }

  it('ends with the tokens that were renewed last, in all windows', async () => {
    const keychain = new Keychain(numbers(7));
    const [one, other] = [new CredentialStore(keychain.open()), new CredentialStore(keychain.open())];
    await settle(one.store(signIn(1, 'old')));
    await settle(one.updateTokens(signIn(1, 'new')), other.store(webhook('a')));
    const newer = text(signIn(1, 'new'));
    assert.ok([...keychain.kept.values()].includes(newer));
    for (const { accounts } of [one, other]) {
      assert.deepEqual(accounts.map(({ credential }) => text(credential)).sort(), [newer, text(webhook('a'))].sort());
    }
    one.dispose();
    other.dispose();
  });
});

function signIn(user: number, token: string): ApplicationCredential {
  const application = { clientId: 'local.1.2', clientSecret: 'client-secret' };
  const grant = { accessToken: token, refreshToken: token, tokenServer: 'https://oauth.bitrix.info' };
  return new ApplicationCredential('https://office.example', String(user), application, grant);
}
