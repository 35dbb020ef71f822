import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { FIRST_VERSION_KEY, INDEX_KEY, secretKey } from '../../../../src/ui/account/secretKeys';
import { application, MemorySecrets, openStore, settled, shown, text, webhook } from './secrets';
import type { Window } from './secrets';

const ONE = '1@https://portal.example';
const OFFICE = '7@https://office.example';

const GARBAGE = ['', 'null', '7', '"a"', '{', '{}', '[', '\u0000', '{"id":"a","name":"b"}'];

describe('the store of credentials, where secrets can’t be read', () => {
  let secrets: MemorySecrets;
  let window: Window;
  beforeEach(() => {
    secrets = new MemorySecrets();
    window = openStore(secrets);
  });
  afterEach(() => {
    window.store.dispose();
  });
  const index = (...entries: readonly unknown[]): void => {
    secrets.kept.set(INDEX_KEY, JSON.stringify(entries));
  };
  const read = async (): Promise<ReturnType<typeof shown>> => {
    await window.store.read();
    assert.ok(window.store.isRead);
    assert.equal(window.told.at(-1), window.store.known);
    return shown(window.store.known);
  };

  for (const garbage of GARBAGE) {
    it(`connects nothing where the list is ${JSON.stringify(garbage)}, and can be begun anew`, async () => {
      secrets.kept.set(INDEX_KEY, garbage);
      secrets.kept.set(secretKey(ONE), text(webhook('a')));
      assert.deepEqual(await read(), []);
      await window.store.store(application('1'));
      assert.deepEqual(await read(), [['', text(application('1'))]]);
    });

    it(`connects the others where a secret is ${JSON.stringify(garbage)}`, async () => {
      index({ id: ONE, name: 'Home' }, { id: OFFICE, name: 'Office' });
      secrets.kept.set(secretKey(ONE), garbage);
      secrets.kept.set(secretKey(OFFICE), text(application('1')));
      assert.deepEqual(await read(), [['Office', text(application('1'))]]);
      assert.equal(await window.store.credential(ONE), undefined);
    });

    it(`connects nothing where the first version’s is ${JSON.stringify(garbage)}`, async () => {
      secrets.kept.set(FIRST_VERSION_KEY, garbage);
      assert.deepEqual(await read(), []);
    });
  }

  it('connects nothing of which there is no secret', async () => {
    index({ id: ONE, name: '' });
    assert.deepEqual(await read(), []);
  });

  it('leaves out of the list what is no account, and what is there already', async () => {
    secrets.kept.set(secretKey(ONE), text(webhook('a')));
    index(null, 7, 'a', [], {}, { id: 7 }, { id: ONE, name: 7 }, { id: ONE, name: 'Again' });
    assert.deepEqual(await read(), [['', text(webhook('a'))]]);
  });

  it('takes no address that a secret may not be sent to', async () => {
    index({ id: ONE, name: '' });
    secrets.kept.set(secretKey(ONE), '{"kind":"webhook","address":"http://portal.example/rest/1/x/"}');
    assert.deepEqual(await read(), []);
  });

  it('is told by another window that one can be read again', async () => {
    index({ id: ONE, name: 'Home' });
    secrets.kept.set(secretKey(ONE), 'garbage');
    assert.deepEqual(await read(), []);
    const other = openStore(secrets);
    await other.store.store(webhook('b'));
    other.store.dispose();
    await settled();
    assert.deepEqual(shown(window.store.known), [['Home', text(webhook('b'))]]);
  });
});

describe('the store of credentials, over a secret storage that does not work', () => {
  let secrets: MemorySecrets;
  let window: Window;
  beforeEach(async () => {
    secrets = new MemorySecrets();
    window = openStore(secrets);
    await window.store.store(webhook('a'));
    await window.store.rename(ONE, 'Home');
  });
  afterEach(() => {
    window.store.dispose();
  });
  const mended = async (): Promise<ReturnType<typeof shown>> => {
    secrets.broken.clear();
    await window.store.read();
    return shown(window.store.known);
  };
  const rejected = (work: Promise<unknown>): Promise<void> => assert.rejects(work, /keyring/);

  it('keeps what is known while it can’t be read', async () => {
    secrets.broken.add('get');
    await window.store.read();
    assert.deepEqual(shown(window.store.known), [['Home', text(webhook('a'))]]);
    await rejected(window.store.credential(ONE));
  });

  it('connects nothing that was never read, and reads it by itself when it can', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const late = openStore(secrets);
      secrets.broken.add('get');
      await late.store.read();
      assert.deepEqual([late.store.isRead, late.store.known], [true, []]);
      await clock.tickAsync(5_000);
      assert.equal(late.told.length, 2);
      secrets.broken.clear();
      await clock.tickAsync(9_999);
      assert.deepEqual(late.store.known, []);
      await clock.tickAsync(1);
      assert.deepEqual(shown(late.store.known), [['Home', text(webhook('a'))]]);
      late.store.dispose();
      assert.equal(clock.countTimers(), 0);
    } finally {
      clock.uninstall();
    }
  });

  it('does one change after the other', async () => {
    const { store } = window;
    const changes = [store.store(application('1')), store.rename(ONE, 'A'), store.rename(OFFICE, 'B')];
    await Promise.all(changes);
    assert.deepEqual(
      store.known.map(({ name }) => name),
      ['A', 'B'],
    );
    await Promise.all([store.forget(ONE), store.rename(OFFICE, 'C')]);
    assert.deepEqual(
      store.known.map(({ name }) => name),
      ['C'],
    );
  });

  it('loses no account to what is done while it can’t be read', async () => {
    secrets.broken.add('get');
    await rejected(window.store.store(application('1')));
    await rejected(window.store.rename(ONE, 'Office'));
    await rejected(window.store.forget(ONE));
    assert.deepEqual(await mended(), [['Home', text(webhook('a'))]]);
  });

  it('says so where nothing can be stored', async () => {
    secrets.broken.add('store');
    await rejected(window.store.store(application('1')));
    await rejected(window.store.rename(ONE, 'Office'));
    await rejected(window.store.forget(ONE));
    assert.deepEqual(await mended(), [['Home', text(webhook('a'))]]);
  });

  it('hides nothing that could not be deleted', async () => {
    secrets.broken.add('delete');
    await rejected(window.store.forget(ONE));
    assert.deepEqual(await mended(), [['Home', text(webhook('a'))]]);
    await window.store.forget(ONE);
    assert.deepEqual(window.store.known, []);
  });
});
