import assert from 'node:assert/strict';
import { INDEX_KEY, secretKey } from '../../../../src/ui/account/secretKeys';
import { application, MemorySecrets, openStore, settled, shown, text, webhook } from './secrets';
import type { Window } from './secrets';

const ONE = '1@https://portal.example';
const OFFICE = '7@https://office.example';

describe('the store of credentials in two windows', () => {
  let secrets: MemorySecrets;
  let one: Window;
  let other: Window;
  beforeEach(async () => {
    secrets = new MemorySecrets();
    [one, other] = [openStore(secrets), openStore(secrets)];
    await one.store.store(webhook('a'));
    await one.store.store(application('1'));
    await settled();
  });
  afterEach(() => {
    one.store.dispose();
    other.store.dispose();
  });
  const both = (): readonly unknown[] => [shown(one.store.known), shown(other.store.known)];
  const OLD = [
    ['', text(webhook('a'))],
    ['', text(application('1'))],
  ];

  it('is the same in both, whatever is done in one', async () => {
    assert.deepEqual(both(), [OLD, OLD]);
    assert.deepEqual(shown(other.told.at(-1)), OLD);
    await other.store.rename(ONE, 'Home');
    await one.store.store(webhook('b'));
    await other.store.forget(OFFICE);
    await settled();
    const now = [['Home', text(webhook('b'))]];
    assert.deepEqual(both(), [now, now]);
  });

  it('reads nothing where another extension’s secret, or none of the list, has changed', async () => {
    const acts = secrets.acts.length;
    await secrets.store('something.else', 'x');
    await secrets.store(secretKey('9@https://portal.example'), 'x');
    await settled();
    assert.equal(secrets.acts.length, acts + 2);
  });

  it('drops what a reading brings that another one has overtaken', async () => {
    const letGo = secrets.hold(secretKey(ONE));
    const late = other.store.read();
    await settled();
    await one.store.store(webhook('b'));
    await settled();
    const told = other.told.length;
    const now = [
      ['', text(webhook('b'))],
      ['', text(application('1'))],
    ];
    letGo();
    await late;
    assert.deepEqual(both(), [now, now]);
    assert.equal(other.told.length, told);
  });

  it('drops a list that comes late', async () => {
    const letGo = secrets.hold(INDEX_KEY);
    const late = other.store.read();
    await one.store.forget(ONE);
    await settled();
    letGo();
    await late;
    assert.deepEqual(shown(other.store.known), OLD.slice(1));
  });

  describe('with newer tokens', () => {
    const newer = application('2');
    const kept = (): string | undefined => secrets.kept.get(secretKey(OFFICE));

    it('keeps them, and tells both', async () => {
      await one.store.renew(newer);
      await settled();
      assert.equal(kept(), text(newer));
      const now = [OLD[0], ['', text(newer)]];
      assert.deepEqual(both(), [now, now]);
      assert.deepEqual([one.notKept(), other.notKept()], [0, 0]);
    });

    it('leaves the name and the other accounts', async () => {
      await one.store.rename(OFFICE, 'Office');
      await one.store.renew(newer);
      await settled();
      assert.deepEqual(shown(other.store.known), [OLD[0], ['Office', text(newer)]]);
    });

    it('keeps none of an account that is forgotten', async () => {
      await other.store.forget(OFFICE);
      await one.store.renew(newer);
      await settled();
      assert.equal(kept(), undefined);
      assert.deepEqual(both(), [OLD.slice(0, 1), OLD.slice(0, 1)]);
      assert.equal(one.notKept(), 0);
    });

    it('keeps none of a sign-in that another one has replaced', async () => {
      const replacing = application('3', 'local.3.4');
      await other.store.store(replacing);
      await one.store.renew(newer);
      assert.equal(kept(), text(replacing));
      assert.equal(one.notKept(), 0);
    });

    it('keeps none where what is kept can’t be read', async () => {
      secrets.kept.set(secretKey(OFFICE), 'garbage');
      await one.store.renew(newer);
      assert.equal(kept(), 'garbage');
    });

    it('says where they could not be kept, and never throws', async () => {
      for (const [index, act] of (['store', 'get'] as const).entries()) {
        secrets.broken.add(act);
        await one.store.renew(newer);
        secrets.broken.clear();
        assert.equal(one.notKept(), index + 1, act);
      }
      assert.equal(kept(), text(application('1')));
      assert.equal(other.notKept(), 0);
    });
  });
});
