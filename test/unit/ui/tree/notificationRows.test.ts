import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Grouping } from '../../../../src/model/notification/grouping';
import type { Author, Notification } from '../../../../src/model/notification/notification';
import { Times } from '../../../../src/ui/text/times';
import { allRows, buildRootRows } from '../../../../src/ui/tree/rows';
import { createTreeItem } from '../../../../src/ui/tree/treeItems';
import { drawn, type Ready, ready, rowPortal } from './states';
import { NOON, notification, text } from '../../support/notifications';
import { DAY_MS, HOUR_MS } from '../../support/clock';

describe('the row of a notification', () => {
  const anna: Author = { id: 2, name: 'Anna Orlova', firstName: 'Anna' };

  /** Label and description, and what a screen reader hears. */
  const shown = (
    changes: Partial<Notification>,
    { grouping = 'none', ...state }: { grouping?: Grouping } & Partial<Ready> = {},
  ): { readonly row: string; readonly spoken: string | undefined } => {
    const one = notification(1, { author: anna, text: [text('Hello')], date: NOON - 4 * HOUR_MS, ...changes });
    const portal = drawn(rowPortal(), ready({ notifications: [one], ...state }));
    const rows = allRows(buildRootRows([portal], { grouping, filter: 'all' }, NOON));
    const row = rows.find(({ kind }) => kind === 'notification') ?? assert.fail();
    const { label, description, accessibilityInformation } = createTreeItem(row, { times: new Times('en'), now: NOON });
    return { row: `${label as string} | ${String(description)}`, spoken: accessibilityInformation?.label };
  };

  it('tells who, what and when, in the order that a screen reader tells it, after the state', () => {
    const { row, spoken } = shown({ text: [text('Anna Orlova commented on the task')], canAnswer: true });
    assert.equal(row, 'Anna | commented on the task · 4h');
    assert.equal(spoken, 'Unread, Accepts replies, Anna, commented on the task, 4h');
  });

  it('tells what is in progress before what happened', () => {
    const invitation = { kind: 'confirmation', text: [text('Invites you')], date: NOON } as const;
    const { row, spoken } = shown(invitation, { deciding: new Set([1]) });
    assert.equal(row, 'Anna | Sending your decision… · Invites you · now');
    assert.equal(spoken, 'Waiting for your decision, unread, Anna, Sending your decision…, Invites you, now');
  });

  it('is the text alone where there is no author, or the heading tells it', () => {
    const byNobody = notification(1, { text: [text('Hello')], date: NOON });
    const { row, spoken } = shown({}, { notifications: [byNobody] });
    assert.equal(row, 'Hello | now');
    assert.equal(spoken, 'Unread, Hello, now');
    assert.equal(shown({}, { grouping: 'author' }).row, 'Hello | 4h');
  });

  it('tells of the time what the heading doesn’t', () => {
    const at = (agoMs: number, grouping: Grouping): string =>
      shown({ isRead: true, date: NOON - agoMs }, { grouping })
        .row.replace(/^.* · /, '')
        .replace(/\s/g, ' ');
    assert.equal(at(4 * HOUR_MS, 'state'), '4h');
    assert.equal(at(DAY_MS, 'state'), '12:00 PM');
    assert.equal(at(2 * DAY_MS, 'type'), '2d');
    assert.equal(at(30 * DAY_MS, 'state'), 'Feb 2');
    assert.equal(at(30 * DAY_MS, 'day'), '12:00 PM');
  });
});
