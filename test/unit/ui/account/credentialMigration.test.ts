import assert from 'node:assert/strict';
import {
  ACCOUNT_LIST_KEY,
  credentialKey,
  FIRST_VERSION_KEY,
} from '../../../../src/ui/account/credentialStore';
import { application, MemorySecrets, openStore, settled, shown, text, webhook } from '../../support/secrets';
import type { Window } from '../../support/secrets';

const ID = '1@https://portal.example';
const KEPT = '{"kind":"webhook","address":"https://portal.example/rest/1/x/"}';

describe('the credential of the first version', () => {
  let secrets: MemorySecrets;
  let windows: readonly Window[];
  beforeEach(() => {
    secrets = new MemorySecrets();
    secrets.kept.set(FIRST_VERSION_KEY, KEPT);
    windows = [openStore(secrets), openStore(secrets)];
  });
  afterEach(() => {
    windows.forEach(({ store }) => {
      store.dispose();
    });
  });

  function assertMoved(): void {
    assert.deepEqual(
      secrets.kept,
      new Map([
        [credentialKey(ID), KEPT],
        [ACCOUNT_LIST_KEY, JSON.stringify([{ id: ID, name: '' }])],
      ]),
    );
  }

  const first = (): Window => windows[0] ?? assert.fail();

  it('is connected, and moved to where its account is kept', async () => {
    const { store, told } = first();
    await store.read();
    await settled();
    assertMoved();
    assert.deepEqual(shown(store.accounts), [['', KEPT]]);
    assert.equal(store.accounts[0]?.id, ID);
    assert.deepEqual(shown(told[0]), [['', KEPT]]);
  });

  it('is kept anew before the old one is deleted', async () => {
    await first().store.read();
    const written = secrets.acts.filter(act => !act.startsWith('get '));
    assert.deepEqual(written, [
      `store ${credentialKey(ID)}`,
      `store ${ACCOUNT_LIST_KEY}`,
      `delete ${FIRST_VERSION_KEY}`,
    ]);
  });

  it('is moved once where it is read twice at once, in one window and in two', async () => {
    await Promise.all([...windows, ...windows].map(({ store }) => store.read()));
    await settled();
    assertMoved();
    for (const { store, told } of windows) {
      assert.deepEqual(shown(store.accounts), [['', KEPT]]);
      assert.ok(told.every(known => known.length === 1));
    }
  });

  it('is connected in a window that looks for it when another one has just moved it', async () => {
    const [one, other] = windows;
    assert.ok(one && other);
    other.store.dispose();
    const letGo = secrets.hold(ACCOUNT_LIST_KEY);
    const late = other.store.read();
    await one.store.read();
    letGo();
    await late;
    assert.deepEqual(shown(other.told[0]), [['', KEPT]]);
    assertMoved();
  });

  it('stays where it is while nothing can be stored, and is moved another time', async () => {
    const { store } = first();
    secrets.broken.add('store');
    await store.read();
    assert.deepEqual([store.isRead, store.accounts], [true, []]);
    assert.equal(secrets.kept.get(FIRST_VERSION_KEY), KEPT);
    secrets.broken.clear();
    await store.read();
    assert.deepEqual(shown(store.accounts), [['', KEPT]]);
  });

  it('is connected also where it can’t be deleted', async () => {
    const { store } = first();
    secrets.broken.add('delete');
    await store.read();
    await settled();
    assert.deepEqual(shown(store.accounts), [['', KEPT]]);
  });

  it('is joined by another account', async () => {
    await first().store.store(application('1'));
    assert.deepEqual(shown(first().store.accounts), [
      ['', KEPT],
      ['', text(application('1'))],
    ]);
    assert.ok(!secrets.kept.has(FIRST_VERSION_KEY));
  });

  it('makes room for a newer one of its account', async () => {
    await first().store.store(webhook('newer'));
    assert.deepEqual(shown(first().store.accounts), [['', text(webhook('newer'))]]);
  });

  it('does not come back once it is forgotten', async () => {
    const { store } = first();
    await store.read();
    await store.forget(ID);
    await store.read();
    assert.deepEqual(store.accounts, []);
    assert.deepEqual(secrets.kept, new Map([[ACCOUNT_LIST_KEY, '[]']]));
  });

  it('counts for nothing where there is a list already', async () => {
    secrets.kept.set(ACCOUNT_LIST_KEY, '[]');
    await first().store.read();
    assert.deepEqual(first().store.accounts, []);
  });
});
