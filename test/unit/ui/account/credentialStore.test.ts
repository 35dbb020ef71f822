import { install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { ACCOUNT_LIST_KEY, credentialKey, UnreadableListError } from '../../../../src/ui/account/accountSecrets';
import {
  application,
  MemorySecrets,
  openStore,
  readAnew,
  settled,
  shown,
  text,
  webhook,
  type Window,
} from '../../support/secrets';

describe('the store of credentials', () => {
  const ONE = '1@https://portal.example';

  const OFFICE = '7@https://office.example';

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
    assert.deepEqual([window.store.isRead, window.store.accounts], [false, []]);
    await window.store.read();
    assert.deepEqual([window.store.isRead, window.store.accounts], [true, []]);
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
    assert.deepEqual(shown(window.store.accounts), both);
    assert.deepEqual(shown(window.told.at(-1)), both);
    assert.deepEqual(
      window.store.accounts.map(({ id }) => id),
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
    assert.deepEqual(shown(window.store.accounts), expected);
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
    assert.deepEqual(shown(window.store.accounts), [['', text(application('1'))]]);
    assert.deepEqual([...secrets.kept.keys()].sort(), [ACCOUNT_LIST_KEY, credentialKey(OFFICE)]);
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
    secrets.kept.set(credentialKey(ONE), text(webhook('b')));
    assert.equal(text(await window.store.credential(ONE)), text(webhook('b')));
    assert.equal(await window.store.credential(OFFICE), undefined);
  });

  it('has each secret apart, and none in the list of the accounts', async () => {
    await window.store.store(webhook('c0de'));
    await window.store.store(application('1'));
    await window.store.rename(OFFICE, 'Office');
    const list = JSON.parse(secrets.kept.get(ACCOUNT_LIST_KEY) ?? '') as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      list.map(({ id, name }) => [id, name]),
      [
        [ONE, ''],
        [OFFICE, 'Office'],
      ],
    );
    for (const each of list) {
      assert.deepEqual(Object.keys(each).sort(), ['at', 'id', 'isRemoved', 'name', 'namedAt']);
    }
    assert.doesNotMatch(secrets.kept.get(credentialKey(OFFICE)) ?? '', /c0de/);
  });

  it('tells nothing where nothing has changed, whatever touches the secrets', async () => {
    await window.store.store(webhook('a'));
    await window.store.store(application('1'));
    const told = window.told.length;
    await window.store.read();
    await window.store.store(webhook('a'));
    await window.store.updateTokens(application('1'));
    await secrets.store(ACCOUNT_LIST_KEY, secrets.kept.get(ACCOUNT_LIST_KEY) ?? '');
    await settled();
    assert.equal(window.told.length, told);
  });

  for (const [change, act] of [
    ['an account', (): Promise<void> => window.store.store(webhook('b', '2'))],
    ['a name', (): Promise<void> => window.store.rename(ONE, 'Home')],
    ['a credential', (): Promise<void> => window.store.store(webhook('b'))],
    ['the tokens', (): Promise<void> => window.store.updateTokens(application('2'))],
    ['the order', (): Promise<void> => secrets.store(ACCOUNT_LIST_KEY, reversed())],
  ] as const) {
    it(`tells once where ${change} is another`, async () => {
      await window.store.store(webhook('a'));
      await window.store.store(application('1'));
      const other = openStore(secrets);
      await other.store.read();
      await act();
      await settled();
      assert.deepEqual(other.told.length, 2);
      assert.deepEqual(shown(other.told.at(-1)), await readAnew(secrets));
      other.store.dispose();
    });
  }

  const reversed = (): string =>
    JSON.stringify((JSON.parse(secrets.kept.get(ACCOUNT_LIST_KEY) ?? '') as unknown[]).reverse());

  it('sets no timer after its end, where a reading is still under way that fails', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      secrets.broken.add('get');
      const late = window.store.read();
      window.store.dispose();
      await late;
      assert.equal(clock.countTimers(), 0);
      assert.deepEqual(window.told, []);
    } finally {
      clock.uninstall();
    }
  });

  it('stores newer tokens after its end, and is settled only then', async () => {
    await window.store.store(application('1'));
    window.store.dispose();
    const letGo = secrets.hold(ACCOUNT_LIST_KEY);
    const updated = window.store.updateTokens(application('2'));
    let isSettled = false;
    const end = window.store.settled().then(() => {
      isSettled = true;
    });
    await settled();
    assert.equal(isSettled, false);
    letGo();
    await end;
    assert.equal(secrets.kept.get(credentialKey(OFFICE)), text(application('2')));
    await updated;
  });

  it('says nothing and reads nothing more at its end', async () => {
    await window.store.store(webhook('a'));
    window.store.dispose();
    const [told, acts] = [window.told.length, secrets.acts.length];
    const other = openStore(secrets);
    await secrets.store(ACCOUNT_LIST_KEY, '[]');
    other.store.dispose();
    await settled();
    assert.equal(window.told.length, told);
    assert.deepEqual(secrets.acts.slice(acts), [`store ${ACCOUNT_LIST_KEY}`, `get ${ACCOUNT_LIST_KEY}`]);
  });
});

describe('credentialTrouble', () => {
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
      secrets.kept.set(ACCOUNT_LIST_KEY, JSON.stringify(entries));
    };
    const read = async (): Promise<ReturnType<typeof shown>> => {
      await window.store.read();
      assert.ok(window.store.isRead);
      assert.equal(window.told.at(-1), window.store.accounts);
      return shown(window.store.accounts);
    };

    it('connects nothing where the list is empty, and can be begun anew', async () => {
      secrets.kept.set(ACCOUNT_LIST_KEY, '');
      assert.deepEqual(await read(), []);
      await window.store.store(application('1'));
      assert.deepEqual(await read(), [['', text(application('1'))]]);
      assert.equal(window.foundUnreadable(), 0);
    });

    for (const garbage of [...GARBAGE, '[7]', '[{"account":"a"}]'].filter(each => each !== '')) {
      it(`connects nothing where the list is ${JSON.stringify(garbage)}, says so once and leaves it as it is`, async () => {
        secrets.kept.set(ACCOUNT_LIST_KEY, garbage);
        secrets.kept.set(credentialKey(ONE), text(webhook('a')));
        assert.deepEqual(await read(), []);
        assert.equal(window.foundUnreadable(), 1);
        for (const change of [
          window.store.store(application('1')),
          window.store.rename(ONE, 'Home'),
          window.store.forget(ONE),
          window.store.move(ONE, webhook('a').withOrigin('https://renamed.example')),
        ]) {
          await assert.rejects(change, UnreadableListError);
        }
        assert.deepEqual(
          [...secrets.kept],
          [
            [ACCOUNT_LIST_KEY, garbage],
            [credentialKey(ONE), text(webhook('a'))],
          ],
        );
        await window.store.read();
        assert.equal(window.foundUnreadable(), 1);
      });
    }

    for (const garbage of GARBAGE) {
      it(`connects the others where a secret is ${JSON.stringify(garbage)}`, async () => {
        index({ id: ONE, name: 'Home' }, { id: OFFICE, name: 'Office' });
        secrets.kept.set(credentialKey(ONE), garbage);
        secrets.kept.set(credentialKey(OFFICE), text(application('1')));
        assert.deepEqual(await read(), [['Office', text(application('1'))]]);
        assert.equal(await window.store.credential(ONE), undefined);
      });
    }

    it('connects nothing of which there is no secret', async () => {
      index({ id: ONE, name: '' });
      assert.deepEqual(await read(), []);
    });

    describe('with a list that has become unreadable', () => {
      const list = (): string => secrets.kept.get(ACCOUNT_LIST_KEY) ?? '';
      beforeEach(async () => {
        await window.store.store(webhook('a'));
        await window.store.rename(ONE, 'Home');
        await window.store.store(application('1'));
        secrets.kept.set(ACCOUNT_LIST_KEY, list().slice(0, -40));
      });

      it('keeps what is known, and the tokens that are renewed', async () => {
        assert.deepEqual(await read(), [
          ['Home', text(webhook('a'))],
          ['', text(application('1'))],
        ]);
        const truncated = list();
        await window.store.updateTokens(application('2'));
        assert.equal(secrets.kept.get(credentialKey(OFFICE)), text(application('2')));
        assert.deepEqual([list(), window.notKept()], [truncated, 0]);
      });

      it('stores no renewed tokens of an account that has no secret any more', async () => {
        secrets.kept.delete(credentialKey(OFFICE));
        await window.store.updateTokens(application('2'));
        assert.deepEqual([secrets.kept.has(credentialKey(OFFICE)), window.notKept()], [false, 0]);
      });

      it('rebuilds the list of what it knows, with the names', async () => {
        await window.store.rebuildList();
        const all = [
          ['Home', text(webhook('a'))],
          ['', text(application('1'))],
        ];
        assert.deepEqual(await read(), all);
        assert.deepEqual(await readAnew(secrets), all);
      });

      it('rebuilds the list of the accounts that its text names, where nothing is known', async () => {
        window.store.dispose();
        const late = openStore(secrets);
        await late.store.read();
        assert.deepEqual([late.store.accounts, late.foundUnreadable()], [[], 1]);
        await late.store.rebuildList();
        const all = [
          ['', text(webhook('a'))],
          ['', text(application('1'))],
        ];
        assert.deepEqual(shown(late.store.accounts), all);
        await late.store.store(webhook('b', '2'));
        assert.deepEqual(await readAnew(secrets), [...all, ['', text(webhook('b', '2'))]]);
        late.store.dispose();
      });

      it('rebuilds the list of those alone that still have a secret of their own', async () => {
        window.store.dispose();
        const late = openStore(secrets);
        secrets.kept.delete(credentialKey(ONE));
        secrets.kept.set(credentialKey('2@https://portal.example'), text(webhook('a')));
        secrets.kept.set(
          ACCOUNT_LIST_KEY,
          JSON.stringify({ version: 2, all: [ONE, OFFICE, '2@https://portal.example'] }),
        );
        await late.store.rebuildList();
        late.store.dispose();
        assert.doesNotMatch(list(), /[12]@/);
        assert.deepEqual(await readAnew(secrets), [['', text(application('1'))]]);
      });

      it('writes nothing where another window has rebuilt it already', async () => {
        const other = openStore(secrets);
        await other.store.rebuildList();
        other.store.dispose();
        const rebuilt = list();
        await window.store.rebuildList();
        assert.equal(list(), rebuilt);
      });

      it('leaves all as it was where a secret can’t be read or the list can’t be written', async () => {
        const truncated = list();
        for (const act of ['get', 'store'] as const) {
          secrets.broken.add(act);
          await assert.rejects(window.store.rebuildList(), /keyring/);
          secrets.broken.clear();
          assert.equal(list(), truncated);
        }
      });
    });

    it('leaves out of the list what is no account, and what is there already', async () => {
      secrets.kept.set(credentialKey(ONE), text(webhook('a')));
      index(null, 7, 'a', [], {}, { id: 7 }, { id: ONE, name: 7 }, { id: ONE, name: 'Again' });
      assert.deepEqual(await read(), [['', text(webhook('a'))]]);
    });

    it('takes no address that a secret may not be sent to', async () => {
      index({ id: ONE, name: '' });
      secrets.kept.set(credentialKey(ONE), '{"kind":"webhook","address":"http://portal.example/rest/1/x/"}');
      assert.deepEqual(await read(), []);
    });

    it('is told by another window that one can be read again', async () => {
      index({ id: ONE, name: 'Home' });
      secrets.kept.set(credentialKey(ONE), 'garbage');
      assert.deepEqual(await read(), []);
      const other = openStore(secrets);
      await other.store.store(webhook('b'));
      other.store.dispose();
      await settled();
      assert.deepEqual(shown(window.store.accounts), [['Home', text(webhook('b'))]]);
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
      return shown(window.store.accounts);
    };
    const rejected = (work: Promise<unknown>): Promise<void> => assert.rejects(work, /keyring/);

    it('keeps what is known while it can’t be read', async () => {
      secrets.broken.add('get');
      await window.store.read();
      assert.deepEqual(shown(window.store.accounts), [['Home', text(webhook('a'))]]);
      await rejected(window.store.credential(ONE));
    });

    it('connects nothing that was never read, and reads it by itself when it can', async () => {
      const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
      try {
        const late = openStore(secrets);
        secrets.broken.add('get');
        await late.store.read();
        assert.deepEqual([late.store.isRead, late.store.accounts], [true, []]);
        const acts = secrets.acts.length;
        await clock.tickAsync(5_000);
        assert.deepEqual(secrets.acts.slice(acts), [`get ${ACCOUNT_LIST_KEY}`]);
        assert.deepEqual(late.told, [[]]);
        secrets.broken.clear();
        await clock.tickAsync(9_999);
        assert.deepEqual(late.store.accounts, []);
        await clock.tickAsync(1);
        assert.deepEqual(shown(late.store.accounts), [['Home', text(webhook('a'))]]);
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
        store.accounts.map(({ name }) => name),
        ['A', 'B'],
      );
      await Promise.all([store.forget(ONE), store.rename(OFFICE, 'C')]);
      assert.deepEqual(
        store.accounts.map(({ name }) => name),
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
      assert.deepEqual(window.store.accounts, []);
    });
  });
});

describe('a credential whose portal has moved', () => {
  const OLD = '1@https://portal.example';

  const NEW = '1@https://renamed.example';

  const old = webhook('a');

  const moved = old.withOrigin('https://renamed.example');

  const other = application('1');

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
    assert.deepEqual(shown(window.store.accounts), after);
    assert.deepEqual(await readAnew(secrets), after);
    assert.deepEqual(
      [...secrets.kept.keys()].sort(),
      [ACCOUNT_LIST_KEY, credentialKey(NEW), credentialKey('7@https://office.example')].sort(),
    );
  });

  it('is kept before the old one is forgotten', async () => {
    await window.store.move(OLD, moved);
    assert.deepEqual(
      secrets.acts.filter(act => !act.startsWith('get')),
      [`store ${credentialKey(NEW)}`, `store ${ACCOUNT_LIST_KEY}`, `delete ${credentialKey(OLD)}`],
    );
  });

  it('is connected in other windows too, which never see none', async () => {
    const another = openStore(secrets);
    await another.store.read();
    await window.store.move(OLD, moved);
    await another.store.read();
    assert.deepEqual(shown(another.store.accounts), after);
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
    assert.deepEqual(shown(window.store.accounts), both);
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
    assert.ok(!secrets.kept.has(credentialKey(NEW)));
  });
});

describe('the store of credentials in two windows', () => {
  const ONE = '1@https://portal.example';

  const OFFICE = '7@https://office.example';

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
  const both = (): readonly unknown[] => [shown(one.store.accounts), shown(other.store.accounts)];
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
    await secrets.store(credentialKey('9@https://portal.example'), 'x');
    await settled();
    assert.equal(secrets.acts.length, acts + 2);
  });

  it('drops what a reading brings that another one has overtaken', async () => {
    const letGo = secrets.hold(credentialKey(ONE));
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

  it('stores a credential again that the other one deleted while it was listed, but only while that is recent', async () => {
    const clock = install({ toFake: ['Date'], now: Date.now() });
    try {
      await one.store.store(webhook('b'));
      await settled();
      await secrets.delete(credentialKey(ONE));
      await settled();
      assert.equal(secrets.kept.get(credentialKey(ONE)), text(webhook('b')));
      clock.tick(10_000);
      await secrets.delete(credentialKey(ONE));
      await settled();
      assert.equal(secrets.kept.has(credentialKey(ONE)), false);
    } finally {
      clock.uninstall();
    }
  });

  it('drops a list that comes late', async () => {
    const letGo = secrets.hold(ACCOUNT_LIST_KEY);
    const late = other.store.read();
    await one.store.forget(ONE);
    await settled();
    letGo();
    await late;
    assert.deepEqual(shown(other.store.accounts), OLD.slice(1));
  });

  describe('with newer tokens', () => {
    const newer = application('2');
    const kept = (): string | undefined => secrets.kept.get(credentialKey(OFFICE));

    it('keeps them, and tells both', async () => {
      await one.store.updateTokens(newer);
      await settled();
      assert.equal(kept(), text(newer));
      const now = [OLD[0], ['', text(newer)]];
      assert.deepEqual(both(), [now, now]);
      assert.deepEqual([one.notKept(), other.notKept()], [0, 0]);
    });

    it('leaves the name and the other accounts', async () => {
      await one.store.rename(OFFICE, 'Office');
      await one.store.updateTokens(newer);
      await settled();
      assert.deepEqual(shown(other.store.accounts), [OLD[0], ['Office', text(newer)]]);
    });

    it('keeps none of an account that is forgotten', async () => {
      await other.store.forget(OFFICE);
      await one.store.updateTokens(newer);
      await settled();
      assert.equal(kept(), undefined);
      assert.deepEqual(both(), [OLD.slice(0, 1), OLD.slice(0, 1)]);
      assert.equal(one.notKept(), 0);
    });

    it('keeps none of a sign-in that another one has replaced', async () => {
      const replacing = application('3', 'local.3.4');
      await other.store.store(replacing);
      await one.store.updateTokens(newer);
      assert.equal(kept(), text(replacing));
      assert.equal(one.notKept(), 0);
    });

    it('keeps none where what is kept can’t be read', async () => {
      secrets.kept.set(credentialKey(OFFICE), 'garbage');
      await one.store.updateTokens(newer);
      assert.equal(kept(), 'garbage');
    });

    it('says where they could not be kept, and never throws', async () => {
      for (const [index, act] of (['store', 'get'] as const).entries()) {
        secrets.broken.add(act);
        await one.store.updateTokens(newer);
        secrets.broken.clear();
        assert.equal(one.notKept(), index + 1, act);
      }
      assert.equal(kept(), text(application('1')));
      assert.equal(other.notKept(), 0);
    });
  });
});
