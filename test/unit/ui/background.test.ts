import '../../vscodeStandIn';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Bitrix24Client } from '../../../src/bitrix24/bitrix24Client';
import type { Transport } from '../../../src/bitrix24/http/transport';
import { type InboxState, loadedNotifications } from '../../../src/model/inbox/inboxState';
import { Portal } from '../../../src/model/portal/portal';
import { Session } from '../../../src/model/portal/session';
import { type Failure, failureCode, mayHaveRun, movedOriginOf, PortalFailure } from '../../../src/model/portalFailure';
import { CallLog } from '../../../src/ui/callLog';
import { StatusBar } from '../../../src/ui/statusBar';
import { escapeMarkdown } from '../../../src/ui/text/markdown';
import { Times } from '../../../src/ui/text/times';
import { inboxViewOf } from '../../../src/ui/tree/inboxView';
import { NotificationsView } from '../../../src/ui/tree/notificationsView';
import { ViewOptions } from '../../../src/ui/tree/viewOptions';
import { type StandInPortal, startPortal } from '../../portal/portal';
import { PAGE_ROWS, type PageRow, shownOf } from '../bitrix24/http/faultTable';
import { startFailingPortal } from '../bitrix24/http/failingPortal';
import { root } from '../manifest';
import { singleAccountWindows, MemoryAccountCache } from '../support/singleWindow';
import { connect } from '../support/connection';
import { MapState } from '../support/memento';
import { screen, useWrittenScreen } from './writtenScreen';
import { HOUR_MS } from '../support/clock';
import { ACCEPT } from '../support/notifications';

describe('in the background', function () {
  const times = new Times('en');

  const PAGE = {
    name: 'page',
    method: 'im.notify.get',
    effect: 'read',
    run: () => Promise.resolve(),
  } as const;

  type Ready = Extract<InboxState, { kind: 'ready' }>;

  /** The window of a person who does nothing, over a real connection that a test can change. */
  class Window {
    readonly session = new Session();
    readonly portal: Portal;
    transport: Pick<Transport, 'call' | 'commandFailure' | 'recordLimit'>;
    readonly #ends: readonly { dispose(): void }[];

    constructor(origin: string, transport: Window['transport']) {
      this.transport = transport;
      const client = new Bitrix24Client({
        transport: {
          call: (...given) => this.transport.call(...given),
          commandFailure: (...given) => this.transport.commandFailure(...given),
          recordLimit: (...given) => {
            this.transport.recordLimit(...given);
          },
        },
        origin,
        onSkipped: () => undefined,
      });
      this.portal = new Portal({
        account: { origin, userId: '1' },
        name: 'Home',
        client,
        intervalMs: HOUR_MS,
        windows: singleAccountWindows(),
        cache: new MemoryAccountCache(),
        abortCalls: () => undefined,
      });
      this.#ends = [
        new StatusBar(this.session, times),
        new NotificationsView(this.session, times, new ViewOptions(new MapState())),
        this.session,
      ];
      this.session.open([this.portal]);
    }

    /** The list as it is now; fails where there is none. */
    get ready(): Ready {
      const { state } = this.portal.inbox;
      return state.kind === 'ready' ? state : assert.fail(state.kind);
    }

    end(): void {
      this.#ends.forEach(each => {
        each.dispose();
      });
    }
  }

  this.timeout(30_000);
  let good: StandInPortal;
  let log: CallLog;
  before(async () => {
    useWrittenScreen();
    good = await startPortal({ seed: [{ id: 7, type: 1 }, { id: 8 }, { id: 9, isRead: true }] });
    log = new CallLog();
  });
  after(() => good.close());

  const transportTo = (place: Pick<StandInPortal, 'origin' | 'webhook'>, timeoutMs = 20_000): Transport =>
    connect(place, { timeoutMs, onCall: log.logCall }).transport;

  /** With a portal where this goes wrong. */
  async function during(row: PageRow, work: (transport: Transport) => Promise<void>): Promise<void> {
    const bad = await startPortal({ seed: 'empty' });
    const place = await startFailingPortal(row.strike, PAGE, bad);
    try {
      await work(transportTo(place, row.timeoutMs));
    } finally {
      await place.end();
      await bad.close();
    }
  }

  function assertTold(failure: Failure, words: string): void {
    assert.deepEqual(screen.messages, []);
    assert.ok(screen.statusBar.accessibilityInformation.label.includes(words));
    assert.ok(screen.statusBar.tooltip.value.includes(escapeMarkdown(words)));
    assert.match(screen.statusBar.text, /\$\(warning\)$/);
    const line = new RegExp(`^warn \\S+: im\\.notify\\.get ${failureCode(failure)} \\d+ ms`);
    assert.ok(
      screen.log.some(each => line.test(each)),
      screen.log.join('\n'),
    );
    assert.equal(screen.contexts.get('bitrix24.hasMoved'), movedOriginOf(failure) !== undefined);
  }

  for (const row of PAGE_ROWS) {
    const { failure } = row;
    const words = shownOf(row.shown, failure, times);
    const failureFor = (method: string): Failure =>
      failure.kind === 'refused' && failure.missingMethod !== undefined
        ? { ...failure, missingMethod: method }
        : failure;

    it(`${row.name}: the list and the count stay, the view, the status bar and the log tell, nothing pops up`, async () => {
      const window = new Window(good.origin, transportTo(good));
      try {
        await window.portal.inbox.refresh();
        const before = window.ready;
        assert.equal(loadedNotifications(before).length, 3);
        screen.clear();
        await during(row, async transport => {
          window.transport = transport;
          await window.portal.inbox.refresh();
        });
        const { failure: told, ...after } = window.ready;
        assert.deepEqual(told, failure);
        assert.deepEqual(after, before);
        assert.ok(after.notifications.every((each, index) => each === before.notifications[index]));
        assertTold(failure, words);
        const since = `Last updated: ${times.clock(before.updatedAt)}. ${words}`;
        assert.equal(screen.view.message, since);
        assert.deepEqual(screen.view.badge, { value: 2, tooltip: `2 unread. ${since}` });
        assert.equal(screen.statusBar.text, '$(bell-dot) 2 $(warning)');
        assert.equal(screen.contexts.get('bitrix24.view'), 'ready');
        assert.equal(screen.contexts.get('bitrix24.isRefused'), failure.kind === 'unauthorized');

        window.transport = transportTo(good);
        await window.portal.inbox.refresh();
        assert.deepEqual(
          [window.ready.failure, screen.view.message, screen.statusBar.text],
          [undefined, '', '$(bell-dot) 2'],
        );
        assert.deepEqual(screen.messages, []);
      } finally {
        window.end();
      }
    });

    it(`${row.name}, from the beginning: there are words in the place of the list, and nothing pops up`, async () => {
      await during(row, async transport => {
        screen.clear();
        const window = new Window(good.origin, transport);
        try {
          await window.portal.inbox.refresh();
          assert.deepEqual(window.portal.inbox.state, {
            kind: 'failed',
            failure,
          });
          assertTold(failure, words);
          assert.equal(screen.contexts.get('bitrix24.view'), inboxViewOf(window.portal.inbox.state, 'all'));
          assert.deepEqual([screen.view.message, screen.view.badge], ['', undefined]);
        } finally {
          window.end();
        }
      });
    });

    it(`${row.name}, for what a person does: the list is as it was, and the row tells`, async () => {
      const window = new Window(good.origin, transportTo(good));
      try {
        await window.portal.inbox.refresh();
        const before = window.ready;
        const { triage, decisions, replies, inbox } = window.portal;
        const bad = await startPortal({ seed: 'empty' });
        const everything = { ...PAGE, method: 'batch', before: [] };
        const place = await startFailingPortal(row.strike, everything, bad);
        if ('fault' in row.strike) {
          bad.faults.add({ times: Infinity, fault: row.strike.fault });
        }
        try {
          window.transport = transportTo(place, row.timeoutMs);
          const ends = [
            await triage.setRead([8], true).done,
            await triage.markAllRead().done,
            await triage.delete([9], 0).done,
            await triage.delete([8, 9], 0).done,
            await decisions.pressButton(7, ACCEPT, 0)?.done.then(
              () => undefined,
              (error: unknown) => (error instanceof PortalFailure ? error.failure : undefined),
            ),
          ];
          const methods = [
            'im.notify.read.list',
            'im.notify.read.all',
            'im.notify.delete',
            'batch',
            'im.notify.confirm',
          ];
          assert.deepEqual(ends, methods.map(failureFor));
          const outcome = await replies.send({ notificationId: 7, to: 'Anna Orlova', text: 'Hello' }, 0).done;
          const expected = failureFor('im.notify.answer');
          assert.deepEqual(outcome, { kind: 'failed', failure: expected, mayHaveArrived: mayHaveRun(failure) });
          const { text, stage } = replies.pendingReplyTo(7) ?? assert.fail('the text is lost');
          assert.deepEqual([text, stage], ['Hello', mayHaveRun(failure) ? 'unconfirmed' : 'failed']);
          await inbox.refresh();
          assert.deepEqual(loadedNotifications(window.ready), before.notifications);
          assert.equal(window.ready.unreadTotal, before.unreadTotal);
          assert.deepEqual([...window.ready.deciding], []);
          assert.deepEqual([...window.ready.failedChanges.keys()].sort(), [7, 8, 9]);
          assert.ok([...window.ready.failedChanges.values()].every(trouble => trouble.failure.kind === failure.kind));
        } finally {
          await place.end();
          await bad.close();
        }
      } finally {
        window.end();
      }
    });
  }
});

describe('what happens by itself', () => {
  const MESSAGE = /\bshow(?:(?:Error|Warning|Information|Transient)Message|Failure|Undelivered)\b/;

  /** Told by itself of what a poll has brought, or has not. */
  const SUBSCRIBES = /\b(?:session|inbox|poller|polled|portals)\b\??\.onDid(?:Change|Refresh)\(/;

  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => [name, readFileSync(path.join(root, 'src', name), 'utf8')] as const);

  const subscribers = files.filter(([, text]) => SUBSCRIBES.test(text)).map(([name]) => name);

  it('is looked at by few', () => {
    assert.ok(subscribers.includes(path.join('ui', 'statusBar.ts')));
    assert.ok(subscribers.includes(path.join('ui', 'tree', 'notificationsView.ts')));
  });

  it('raises no message: none of those who are told of it can', () => {
    const loud = files.filter(([name, text]) => subscribers.includes(name) && MESSAGE.test(text));
    assert.deepEqual(
      loud.map(([name]) => name),
      [],
    );
  });

  it('is in a room that knows no messages', () => {
    const loud = files.filter(([name, text]) => !name.startsWith('ui') && MESSAGE.test(text));
    assert.deepEqual(loud, []);
  });
});
