import assert from 'node:assert/strict';
import { loadedNotifications } from '../../../src/model/inbox/inboxState';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { ManyWindows, type SimulatedWindow } from '../support/manyWindows';
import { webhookOf } from '../support/openPortals';
import { DAY_MS } from '../support/clock';
import { text } from '../support/notifications';

describe('a start', () => {
  let many: ManyWindows;
  let portal: StandInPortal;
  let place: string;
  beforeEach(async () => {
    portal = await startPortal({
      seed: [
        { id: 1, text: 'One', isRead: true },
        {
          id: 2,
          text: 'Two',
          params: {
            COMPONENT_PARAMS: { SUBJECT: 'Due', ENTITY: { TITLE: 'Task', HREF: '/a', CONTENT: { VALUE: 'Now' } } },
          },
        },
      ],
    });
    place = `1@${portal.origin} list`;
    many = new ManyWindows();
    const before = many.open(webhookOf(portal.webhook));
    await many.until(() => before.shown === '2* 1');
    many.close(before);
    await many.advance(1_000);
    many.clock.setSystemTime(Date.now() + 3 * DAY_MS);
  });
  afterEach(async () => {
    await many.end();
    await portal.close();
  });
  const opened = async (): Promise<SimulatedWindow> => {
    const window = many.open(webhookOf(portal.webhook));
    await many.settled();
    return window;
  };

  it('shows the last list at once, marked with its age, until the portal has answered', async () => {
    const askedAt = Date.now() - 3 * DAY_MS;
    const window = await opened();
    const { state } = window.portal.inbox;
    assert.equal(window.shown, '2* 1 (kept)');
    assert.ok(state.kind === 'ready' && Math.abs(state.updatedAt - askedAt) < 5_000);
    assert.equal(state.unreadTotal, 1);
    assert.deepEqual(window.calls, []);
    portal.box.add({ id: 3, text: 'Three' });
    await many.until(() => window.shown === '3* 2* 1', 2_500);
  });

  it('shows what the portal’s component shows, too', async () => {
    const { state } = (await opened()).portal.inbox;
    const href = `${portal.origin}/a`;
    assert.deepEqual(loadedNotifications(state)[0]?.component, {
      href,
      blocks: [
        { kind: 'message', text: [text('Due')] },
        { kind: 'link', href, name: 'Task', description: [] },
        { kind: 'message', text: [text('Now')] },
      ],
    });
  });

  it('without the portal goes on showing it, and says why it is old', async () => {
    portal.faults.add({ times: Infinity, fault: { kind: 'reset' } });
    const window = await opened();
    await many.until(() => window.shown === '2* 1 (kept) (unreachable)', 60_000);
    assert.equal(window.portal.typeNames.all.size > 0, true, 'the names of the types are kept too');
    portal.faults.clear();
    void window.portal.poller.poll();
    await many.until(() => window.shown === '2* 1');
  });

  it('shows nothing old where the portal was faster', async () => {
    const read = many.shelf.read.bind(many.shelf);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>(resolve => {
      letGo = resolve;
    });
    many.shelf.read = async (...place) => {
      await held;
      return read(...place);
    };
    const window = await opened();
    portal.box.add({ id: 3, text: 'Three' });
    void window.portal.poller.poll();
    await many.until(() => window.shown === '3* 2* 1');
    letGo();
    await many.settled();
    assert.equal(window.shown, '3* 2* 1');
  });

  it('shows nothing of an account that was disconnected meanwhile', async () => {
    many.open(webhookOf(portal.webhook)).connect();
    await many.settled();
    assert.equal((await opened()).shown, 'loading');
  });

  it('keeps neither a secret nor a tag', () => {
    const files = [...many.shelf.kept.values()].join();
    assert.ok(files.includes('Two'));
    assert.ok(!files.includes(portal.code));
    assert.doesNotMatch(files, /tag|token|webhook/i);
  });

  const list = (): Record<string, unknown> =>
    (JSON.parse(many.shelf.kept.get(place) ?? '') as { list: Record<string, unknown> }).list;
  const first = (changes: Readonly<Record<string, unknown>>): unknown => {
    const [notification] = list().notifications as Record<string, unknown>[];
    return { version: 1, list: { ...list(), notifications: [{ ...notification, ...changes }] } };
  };
  const FILES: Readonly<Record<string, () => string>> = {
    'half a file': () => (many.shelf.kept.get(place) ?? '').slice(0, 300),
    'an empty file': () => '',
    'another version’s file': () => JSON.stringify({ version: 2, list: list() }),
    'a file of something else': () => '["garbage"]',
    'a list without a moment': () => JSON.stringify({ version: 1, list: { ...list(), askedAt: null } }),
    'a list that may never have been fetched whole': () =>
      JSON.stringify({ version: 1, list: { ...list(), renewedAt: undefined } }),
    'a list of something else': () => JSON.stringify({ version: 1, list: { ...list(), notifications: [1] } }),
    'a notification without an id': () => JSON.stringify(first({ id: 'x' })),
    'a link that runs a command': () =>
      JSON.stringify(first({ text: [{ kind: 'link', href: 'command:evil', children: [] }] })),
    'a link with a password': () =>
      JSON.stringify(first({ text: [{ kind: 'link', href: 'https://portal:x@evil.example/', children: [] }] })),
    'a component with a password': () =>
      JSON.stringify(first({ component: { href: 'https://:x@evil.example/', blocks: [] } })),
    'a list asked for at no time of a calendar': () =>
      JSON.stringify({ version: 1, list: { ...list(), askedAt: 1e300 } }),
    'a list renewed at no time of a calendar': () =>
      JSON.stringify({ version: 1, list: { ...list(), renewedAt: -1e300 } }),
    'a notification of no day': () => JSON.stringify(first({ date: 8.65e15 })),
    'a text with a time that is none': () => JSON.stringify(first({ text: [{ kind: 'time', at: 8.65e15 }] })),
    'an author without a name': () => JSON.stringify(first({ author: { id: 1, name: '\u202e' } })),
    'a button without a label': () =>
      JSON.stringify(first({ buttons: [{ label: '\u200b\n', value: 'Y', isAccept: true }] })),
    'a text that is deeper than any': () => {
      const deep = `${'[{"kind":"quote","children":'.repeat(9_000)}[]${'}]'.repeat(9_000)}`;
      return JSON.stringify(first({ text: 'deep' })).replace('"deep"', deep);
    },
  };
  it('shows a list that an earlier version kept without its fingerprint', async () => {
    many.shelf.kept.set(place, JSON.stringify({ version: 1, list: { ...list(), fingerprint: undefined } }));
    const window = await opened();
    assert.equal(window.shown, '2* 1 (kept)');
    await many.until(() => window.shown === '2* 1');
    assert.equal(list().fingerprint, '2 1 2');
  });

  it('shows nothing of a cached list that could deceive a reader', async () => {
    const changes = {
      text: [text('a\u202eb'), text(' '), { kind: 'code', text: '\u0007c\nd' }, { kind: 'time', at: 8.64e15 }],
      author: { id: 3, name: 'Ann\n\u202eKing' },
      others: [{ id: 4, name: 'B\u2066ob' }, { id: 5 }],
      buttons: [{ label: 'Acc\u202eept\nall', value: 'Y\n', isAccept: true }],
      attachments: [{ kind: 'user', name: 'C\u202eid' }],
    };
    many.shelf.kept.set(place, JSON.stringify(first(changes)));
    const [shown] = loadedNotifications((await opened()).portal.inbox.state);
    assert.deepEqual(
      [shown?.text, shown?.author, shown?.others, shown?.buttons, shown?.attachments],
      [
        [text('ab'), text(' '), { kind: 'code', text: 'c\nd' }, { kind: 'time', at: 8.64e15 }],
        { id: 3, name: 'Ann King' },
        [{ id: 4, name: 'Bob' }, { id: 5 }],
        [{ label: 'Accept all', value: 'Y\n', isAccept: true }],
        [{ kind: 'user', name: 'Cid' }],
      ],
    );
  });

  for (const [name, file] of Object.entries(FILES)) {
    it(`with ${name} is as the first one`, async () => {
      many.shelf.kept.set(place, file());
      const window = await opened();
      assert.equal(window.shown, 'loading');
      await many.until(() => window.shown === '2* 1', 2_500);
      assert.equal(list().counted, 1, 'and a good one is in its place');
    });
  }
});
