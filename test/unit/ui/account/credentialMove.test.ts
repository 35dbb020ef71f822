import assert from 'node:assert/strict';
import { INDEX_KEY, secretKey } from '../../../../src/ui/account/secretKeys';
import { application, MemorySecrets, openStore, readAnew, shown, text, webhook } from './secrets';
import type { Window } from './secrets';

const OLD = '1@https://portal.example';
const NEW = '1@https://renamed.example';
const old = webhook('a');
const moved = old.at('https://renamed.example');
const other = application('1');

describe('a credential whose portal has moved', () => {
  let secrets: MemorySecrets;
  let window: Window;
  beforeEach(async () => {
    secrets = new MemorySecrets();
    window = openStore(secrets);
    await window.store.store(old);
    await window.store.store(other);
    await window.store.rename(OLD, 'Home');
    secrets.acts.length = 0;
  });
  afterEach(() => {
    window.store.dispose();
  });

  const before = [
    ['Home', text(old)],
    ['', text(other)],
  ];
  const after = [
    ['Home', text(moved)],
    ['', text(other)],
  ];

  it('is in the place of the old one, with its name, and the old one is forgotten', async () => {
    await window.store.move(OLD, moved);
    assert.deepEqual(shown(window.store.known), after);
    assert.deepEqual(await readAnew(secrets), after);
    assert.deepEqual(
      [...secrets.kept.keys()].sort(),
      [INDEX_KEY, secretKey(NEW), secretKey('7@https://office.example')].sort(),
    );
  });

  it('is kept before the old one is forgotten', async () => {
    await window.store.move(OLD, moved);
    assert.deepEqual(
      secrets.acts.filter(act => !act.startsWith('get')),
      [`store ${secretKey(NEW)}`, `store ${INDEX_KEY}`, `delete ${secretKey(OLD)}`],
    );
  });

  it('is connected in other windows too, which never see none', async () => {
    const another = openStore(secrets);
    await another.store.read();
    await window.store.move(OLD, moved);
    await another.store.read();
    assert.deepEqual(shown(another.store.known), after);
    for (const { told } of [window, another]) {
      assert.ok(told.slice(-2).every(known => known.length === 2));
    }
    another.store.dispose();
  });

  it('leaves all as it was where nothing can be stored', async () => {
    secrets.broken.add('store');
    await assert.rejects(window.store.move(OLD, moved));
    secrets.broken.clear();
    assert.deepEqual(await readAnew(secrets), before);
  });

  it('loses nothing where the old one can’t be forgotten: both are listed', async () => {
    secrets.broken.add('delete');
    await window.store.move(OLD, moved);
    secrets.broken.clear();
    const both = [['Home', text(moved)], ...before];
    assert.deepEqual(shown(window.store.known), both);
    assert.deepEqual(await readAnew(secrets), both);
    await window.store.forget(OLD);
    assert.deepEqual(await readAnew(secrets), after);
  });

  it('takes the place of one that is connected there already, and its name where it has none', async () => {
    const there = webhook('b', '1', 'https://renamed.example');
    await window.store.store(there);
    await window.store.rename(NEW, 'Renamed');
    await window.store.move(OLD, moved);
    assert.deepEqual(await readAnew(secrets), after);
    await window.store.store(old);
    await window.store.move(OLD, moved);
    assert.deepEqual(await readAnew(secrets), [after[1], ['Home', text(moved)]]);
  });

  it('is not kept where the account was disconnected meanwhile', async () => {
    await window.store.forget(OLD);
    await assert.rejects(window.store.move(OLD, moved));
    assert.deepEqual(await readAnew(secrets), [['', text(other)]]);
    assert.ok(!secrets.kept.has(secretKey(NEW)));
  });
});
