import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Portal } from '../../../../src/model/portal/portal';
import { MAX_UNDO_ENTRIES, type UndoEntry, UndoHistory } from '../../../../src/ui/undo/undoHistory';
import { UndoMessage } from '../../../../src/ui/undo/undoMessage';
import { useScreen } from '../../../vscodeStandIn';
import { heldPortal } from '../../support/portals';

describe('the undo history', () => {
  let history: UndoHistory;
  let undone: string[];
  let transient: string[];
  beforeEach(() => {
    history = new UndoHistory();
    undone = [];
    transient = [];
    useScreen({ window: { withProgress: ({ title }: { readonly title: string }) => transient.push(title) } });
  });

  interface Action extends UndoEntry {
    /** From here on it is too late to undo it. */
    readonly end: () => void;
  }

  /** Does something that can be undone once. */
  function act(name: string, more: Partial<UndoEntry> = {}, inPlaceOf?: UndoEntry): Action {
    let isOver = false;
    const entry = {
      portals: [],
      undo: () => {
        if (isOver) {
          return undefined;
        }
        isOver = true;
        undone.push(name);
        return { toReveal: undefined };
      },
      end: () => {
        isOver = true;
      },
      ...more,
    };
    history.add(entry, inPlaceOf);
    return entry;
  }

  const deletion = { tooLateText: 'Too late.' };

  /** Undoes all that can be; gives their names, in that order. */
  function undoAll(): readonly string[] {
    undone = [];
    while (history.undo() !== undefined) {
      assert.ok(undone.length <= 100);
    }
    return undone;
  }

  it('undoes what was done last, first, and each once', () => {
    ['read', 'reply', 'deletion'].forEach(name => act(name));
    assert.deepEqual(undoAll(), ['deletion', 'reply', 'read']);
    assert.deepEqual(transient, ['Nothing to undo.']);
    assert.deepEqual(undoAll(), []);
  });

  it('says what an action brings back', () => {
    const { portal } = heldPortal();
    act('read', { undo: () => ({ toReveal: { portal, id: 7 } }) });
    assert.deepEqual(history.undo(), { toReveal: { portal, id: 7 } });
    assert.deepEqual(transient, []);
    portal.dispose();
  });

  it('goes on with the next older action where it is too late', () => {
    act('read');
    act('reply').end();
    act('another reply').end();
    assert.deepEqual(undoAll(), ['read']);
  });

  it('undoes an action that is named, and leaves the others', () => {
    act('read');
    const reply = act('reply');
    act('deletion', deletion);
    assert.ok(history.undo(reply));
    assert.deepEqual(undone, ['reply']);
    assert.equal(history.undo(reply), undefined);
    assert.deepEqual(transient, ['Nothing to undo.']);
    assert.deepEqual(undoAll(), ['deletion', 'read']);
  });

  it('undoes nothing in the place of an action that is named and over', () => {
    act('read');
    const reply = act('reply');
    reply.end();
    assert.equal(history.undo(reply), undefined);
    assert.deepEqual(undone, []);
    assert.deepEqual(undoAll(), ['read']);
  });

  describe('of a deletion', () => {
    it('undoes what is older after it, while it waits', () => {
      act('read');
      act('deletion', deletion);
      assert.deepEqual(undoAll(), ['deletion', 'read']);
    });

    it('says that it can’t be undone, once it has gone out, and undoes what is older the next time', () => {
      act('read');
      act('reply');
      act('deletion', deletion).end();
      act('unread');
      assert.deepEqual(undoAll(), ['unread']);
      assert.deepEqual(transient, [deletion.tooLateText]);
      assert.deepEqual(undoAll(), ['reply', 'read']);
      assert.deepEqual(transient, [deletion.tooLateText, 'Nothing to undo.']);
    });

    it('that is named and has gone out undoes nothing else', () => {
      act('read');
      const sent = act('deletion', deletion);
      act('unread');
      sent.end();
      assert.equal(history.undo(sent), undefined);
      assert.equal(history.undo(sent), undefined);
      assert.deepEqual(transient, [deletion.tooLateText, deletion.tooLateText]);
      assert.deepEqual(undoAll(), ['unread', 'read']);
    });
  });

  it('remembers the last twenty actions', () => {
    for (let count = 1; count <= 25; count++) {
      act(String(count));
    }
    assert.equal(MAX_UNDO_ENTRIES, 20);
    assert.deepEqual(
      undoAll(),
      Array.from({ length: 20 }, (_none, index) => String(25 - index)),
    );
  });

  it('keeps no room for what was removed', () => {
    act('read');
    for (let count = 1; count <= 25; count++) {
      history.remove(act('reply'));
    }
    assert.deepEqual(undoAll(), ['read']);
  });

  it('has what became of an action in the place of that action', () => {
    act('read');
    const reply = act('reply');
    act('unread');
    act('mark after the reply', {}, reply);
    history.remove(reply);
    assert.deepEqual(undoAll(), ['unread', 'mark after the reply', 'read']);
  });

  it('has what became of a forgotten action as the latest', () => {
    const reply = act('reply');
    history.remove(reply);
    act('read');
    act('mark after the reply', {}, reply);
    assert.deepEqual(undoAll(), ['mark after the reply', 'read']);
  });

  describe('of several portals', () => {
    let one: Portal;
    let other: Portal;
    beforeEach(() => {
      one = heldPortal('1').portal;
      other = heldPortal('2').portal;
    });
    afterEach(() => {
      one.dispose();
      other.dispose();
    });

    it('forgets what was done only in one that is gone', () => {
      act('in one', { portals: [one] });
      act('in the other', { portals: [other] });
      act('in both', { portals: [one, other] });
      history.keepPortals([one, other]);
      history.keepPortals([one]);
      assert.deepEqual(undoAll(), ['in both', 'in one']);
    });

    it('forgets a deletion in one that is gone, and nothing older in the others', () => {
      act('in one', { portals: [one] });
      act('deletion', { portals: [other], ...deletion }).end();
      act('later in one', { portals: [one] });
      history.keepPortals([one]);
      assert.deepEqual(undoAll(), ['later in one', 'in one']);
    });
  });

  describe('closes the message of an action', () => {
    let closed: string[];
    beforeEach(() => {
      closed = [];
    });
    const messageOf = (name: string): { message: UndoMessage } => {
      const message = new UndoMessage();
      message.end = () => closed.push(name);
      return { message };
    };

    it('that is undone, or over, and of no other', () => {
      const reply = act('reply', messageOf('reply'));
      act('read', messageOf('read'));
      history.undo();
      assert.deepEqual(closed, ['read']);
      history.remove(reply);
      assert.deepEqual(closed, ['read', 'reply']);
    });

    it('in a portal that is gone', () => {
      const { portal } = heldPortal();
      act('read', { portals: [portal], ...messageOf('read') });
      history.keepPortals([]);
      assert.deepEqual(closed, ['read']);
      portal.dispose();
    });

    it('at the end', () => {
      act('reply', messageOf('reply'));
      act('read', messageOf('read'));
      history.dispose();
      assert.deepEqual(closed, ['reply', 'read']);
    });
  });
});
