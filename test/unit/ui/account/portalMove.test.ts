import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Credential } from '../../../../src/bitrix24/auth/credential';
import { accountId } from '../../../../src/model/account';
import type { Author } from '../../../../src/model/notification/notification';
import type { Portal } from '../../../../src/model/portal/portal';
import { type Failure, PortalFailure } from '../../../../src/model/portalFailure';
import { PortalMove } from '../../../../src/ui/account/portalMove';
import { Times } from '../../../../src/ui/text/times';
import { heldPortal } from '../../support/portals';
import { application, MemorySecrets, openStore, shown, text, webhook, type Window } from '../../support/secrets';
import { screen, useWrittenScreen } from '../writtenScreen';

const NEW = 'https://new.example';
const moved: Failure = { kind: 'unreachable', reason: 'moved', movedTo: NEW };

describe('following a portal to its new address', () => {
  let secrets: MemorySecrets;
  let window: Window;
  let asked: string[];
  let told: string[];
  /** Whose the credential is there, or why it is not. */
  let there: Author | Failure;
  let relocation: PortalMove;
  beforeEach(() => {
    secrets = new MemorySecrets();
    window = openStore(secrets);
    asked = [];
    told = [];
    there = { id: 1, name: 'Alex Morgan' };
    relocation = new PortalMove({
      credentials: window.store,
      checkAt: (origin, credential) => {
        asked.push(origin);
        return 'kind' in there
          ? Promise.reject(new PortalFailure(there))
          : Promise.resolve({ credential: credential.withOrigin(origin), account: there });
      },
      move: (from, to, move) => {
        told.push(`${accountId(from)} ${accountId(to)} ${secrets.acts.at(-1) ?? ''}`);
        return move();
      },
      times: new Times('en'),
    });
    useWrittenScreen();
    screen.clear();
  });
  afterEach(() => {
    window.store.dispose();
  });

  /** A portal that is connected so, and whose last refresh ended so. */
  async function connected(credential: Credential, failure: Failure = moved): Promise<Portal> {
    await window.store.store(credential);
    await window.store.rename(accountId(credential), 'Home');
    const { portal, centre } = heldPortal(credential.userId, credential.origin);
    void portal.poller.poll();
    (await centre.next('getPage')).fail(failure);
    await portal.inbox.refresh();
    portal.dispose();
    secrets.acts.length = 0;
    return portal;
  }

  it('asks first, with both hosts and what will be sent, and sends nothing where the person does not agree', async () => {
    await relocation.follow(await connected(webhook('c0de')));
    await relocation.follow(await connected(application('1')));
    const [hook, tokens, ...more] = screen.messages;
    assert.deepEqual(more, []);
    assert.equal(hook?.text, 'https://portal.example says that it has moved to https://new.example.');
    assert.match(
      hook.detail ?? '',
      /^The webhook’s address, including its secret code, will be sent to https:\/\/new\.example\./,
    );
    assert.deepEqual(hook.buttons, ['Switch']);
    assert.equal(tokens?.text, 'https://office.example says that it has moved to https://new.example.');
    assert.match(tokens.detail ?? '', /^Your sign-in tokens will be sent to https:\/\/new\.example\./);
    assert.doesNotMatch(JSON.stringify(screen.messages), /c0de|access-|refresh-/);
    assert.deepEqual([asked, told, secrets.acts], [[], [], []]);
  });

  for (const credential of [webhook('c0de'), application('1')]) {
    it(`keeps the ${credential.kind} for the new address in the place of the old one, with its name`, async () => {
      const portal = await connected(credential);
      there = { id: Number(credential.userId), name: 'Alex Morgan' };
      screen.answers.push('Switch');
      await relocation.follow(portal);
      assert.deepEqual(asked, [NEW]);
      assert.deepEqual(shown(window.store.accounts), [['Home', text(credential.withOrigin(NEW))]]);
      // Before anything is stored: whoever hears of the new account finds what belongs to it.
      assert.deepEqual(told, [`${portal.id} ${credential.userId}@${NEW} `]);
      assert.deepEqual(
        screen.messages.slice(1).map(({ kind, text: words }) => [kind, words]),
        [['information', `${portal.name} is now connected at new.example.`]],
      );
    });
  }

  it('takes one that was kept by its owner’s login for the same', async () => {
    const portal = await connected(webhook('a', 'alex'));
    screen.answers.push('Switch');
    await relocation.follow(portal);
    assert.deepEqual(shown(window.store.accounts), [['Home', text(webhook('a', '1', NEW))]]);
  });

  it('changes nothing where it is another person’s there', async () => {
    const portal = await connected(webhook('a'));
    there = { id: 2, name: 'Anna Orlova' };
    screen.answers.push('Switch');
    await relocation.follow(portal);
    assert.deepEqual(shown(window.store.accounts), [['Home', text(webhook('a'))]]);
    assert.deepEqual(told, []);
    const [, message] = screen.messages;
    assert.equal(message?.text, 'new.example identifies you as a different person: Anna Orlova. Nothing was changed.');
  });

  for (const [failure, why] of [
    [{ kind: 'unauthorized', code: 'INVALID_CREDENTIALS' }, 'rejected the sign-in (INVALID_CREDENTIALS)'],
    [{ kind: 'unreachable', reason: 'host' }, 'host was not found'],
    [{ ...moved, movedTo: 'https://third.example' }, 'has moved to another address'],
  ] as const) {
    it(`changes nothing where it is not good there: ${why}`, async () => {
      const portal = await connected(webhook('a'));
      there = failure;
      screen.answers.push('Switch');
      await relocation.follow(portal);
      assert.deepEqual([shown(window.store.accounts), told], [[['Home', text(webhook('a'))]], []]);
      const words = screen.messages.slice(1).map(message => message.text);
      assert.equal(words.length, 1);
      assert.match(words[0] ?? '', /^new\.example did not accept the sign-in. Nothing was changed\. The portal/);
      assert.ok(words[0]?.includes(why), words[0]);
    });
  }

  it('says so where the storage fails, and the old one is still connected', async () => {
    const portal = await connected(webhook('a'));
    secrets.broken.add('store');
    screen.answers.push('Switch');
    await relocation.follow(portal);
    assert.deepEqual(shown(window.store.accounts), [['Home', text(webhook('a'))]]);
    assert.match(screen.messages[1]?.text ?? '', /secret storage can’t be written to.* Nothing was changed/);
  });

  it('asks nothing where the portal has not moved, or named no place', async () => {
    for (const failure of [{ kind: 'malformed' }, { kind: 'unreachable', reason: 'moved' }] as const) {
      await relocation.follow(await connected(webhook('a'), failure));
    }
    assert.deepEqual(
      screen.messages.map(({ text: words }) => words),
      Array(2).fill('Portal 1 has not reported that it moved.'),
    );
    assert.deepEqual(asked, []);
  });
});
