import assert from 'node:assert/strict';
import { INDEX_KEY, secretKey } from '../../../../src/ui/account/secretKeys';
import { application, MemorySecrets, openStore, readAnew, settled, shown, text, webhook } from './secrets';
import type { Window } from './secrets';

const ONE = '1@https://portal.example';
const OFFICE = '7@https://office.example';

describe('the store of credentials', () => {
  let secrets: MemorySecrets;
  let window: Window;
  beforeEach(() => {
    secrets = new MemorySecrets();
    window = openStore(secrets);
  });
  afterEach(() => {
    window.store.dispose();
  });

  it('does not know at first, then tells that there is none', async () => {
    assert.deepEqual([window.store.isRead, window.store.known], [false, []]);
    await window.store.read();
    assert.deepEqual([window.store.isRead, window.store.known], [true, []]);
    assert.deepEqual(window.told, [[]]);
  });

  it('keeps every account, in the order they come, and tells of them', async () => {
    const [first, second] = [webhook('a'), application('1')];
    await window.store.store(first);
    await window.store.store(second);
    const both = [
      ['', text(first)],
      ['', text(second)],
    ];
    assert.deepEqual(shown(window.store.known), both);
    assert.deepEqual(shown(window.told.at(-1)), both);
    assert.deepEqual(
      window.store.known.map(({ id }) => id),
      [ONE, OFFICE],
    );
    assert.deepEqual(await readAnew(secrets), both);
  });

  it('tells accounts apart by user and by portal', async () => {
    const all = [webhook('a'), webhook('b', '2'), webhook('c', '1', 'https://portal.example:8443')];
    for (const each of all) {
      await window.store.store(each);
    }
    assert.deepEqual(
      await readAnew(secrets),
      all.map(each => ['', text(each)]),
    );
  });

  it('puts another way into the same account in the place of the first, and leaves its name', async () => {
    await window.store.store(webhook('a'));
    await window.store.store(application('1'));
    await window.store.rename(ONE, 'Home');
    await window.store.store(webhook('b'));
    const expected = [
      ['Home', text(webhook('b'))],
      ['', text(application('1'))],
    ];
    assert.deepEqual(shown(window.store.known), expected);
    assert.deepEqual(await readAnew(secrets), expected);
    assert.ok(![...secrets.kept.values()].some(value => value.includes('/a/')));
  });

  it('keeps a name, and takes it back', async () => {
    await window.store.store(webhook('a'));
    await window.store.store(application('1'));
    await window.store.rename(OFFICE, 'Büro «1»\n');
    assert.deepEqual(
      (await readAnew(secrets)).map(([name]) => name),
      ['', 'Büro «1»'],
    );
    await window.store.rename(OFFICE, '');
    assert.deepEqual(
      (await readAnew(secrets)).map(([name]) => name),
      ['', ''],
    );
  });

  it('forgets an account with its secret, and leaves the others', async () => {
    await window.store.store(webhook('a'));
    await window.store.store(application('1'));
    await window.store.forget(ONE);
    assert.deepEqual(shown(window.store.known), [['', text(application('1'))]]);
    assert.deepEqual([...secrets.kept.keys()].sort(), [INDEX_KEY, secretKey(OFFICE)]);
    assert.equal(await window.store.credential(ONE), undefined);
    await window.store.forget(OFFICE);
    assert.deepEqual(await readAnew(secrets), []);
  });

  it('has a new one of a forgotten account without the name it had', async () => {
    await window.store.store(webhook('a'));
    await window.store.rename(ONE, 'Home');
    await window.store.forget(ONE);
    await window.store.store(webhook('b'));
    assert.deepEqual(await readAnew(secrets), [['', text(webhook('b'))]]);
  });

  it('does nothing to accounts that it does not know', async () => {
    await window.store.store(webhook('a'));
    await window.store.rename(OFFICE, 'Office');
    await window.store.forget(OFFICE);
    assert.deepEqual(await readAnew(secrets), [['', text(webhook('a'))]]);
  });

  it('gives one as it is kept now', async () => {
    await window.store.store(webhook('a'));
    secrets.kept.set(secretKey(ONE), text(webhook('b')));
    assert.equal(text(await window.store.credential(ONE)), text(webhook('b')));
    assert.equal(await window.store.credential(OFFICE), undefined);
  });

  it('has each secret apart, and none in the list of the accounts', async () => {
    await window.store.store(webhook('c0de'));
    await window.store.store(application('1'));
    await window.store.rename(OFFICE, 'Office');
    assert.deepEqual(JSON.parse(secrets.kept.get(INDEX_KEY) ?? ''), [
      { id: ONE, name: '' },
      { id: OFFICE, name: 'Office' },
    ]);
    assert.doesNotMatch(secrets.kept.get(secretKey(OFFICE)) ?? '', /c0de/);
  });

  it('says nothing and reads nothing more at its end', async () => {
    await window.store.store(webhook('a'));
    window.store.dispose();
    const [told, acts] = [window.told.length, secrets.acts.length];
    const other = openStore(secrets);
    await secrets.store(INDEX_KEY, '[]');
    other.store.dispose();
    await settled();
    assert.equal(window.told.length, told);
    assert.deepEqual(secrets.acts.slice(acts), [`store ${INDEX_KEY}`, `get ${INDEX_KEY}`]);
  });
});
