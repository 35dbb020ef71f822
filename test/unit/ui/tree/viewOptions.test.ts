import { useScreen } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { ViewOptions } from '../../../../src/ui/tree/viewOptions';
import { MapState } from '../../support/memento';

describe('how the tree is arranged', () => {
  const contexts = new Map<unknown, unknown>();
  let shared: MapState;
  beforeEach(() => {
    contexts.clear();
    shared = new MapState();
    useScreen({
      window: {},
      commands: {
        executeCommand: (_command: string, key: unknown, value: unknown) => {
          contexts.set(key, value);
          return Promise.resolve();
        },
      },
    });
  });

  /** What the tree and the icons of its title say. */
  function assertArranged(options: ViewOptions, grouping: string, filter: string): void {
    assert.deepEqual([options.grouping, options.filter], [grouping, filter]);
    assert.deepEqual([contexts.get('bitrix24.grouping'), contexts.get('bitrix24.filter')], [grouping, filter]);
  }

  it('is by state, with all of them, until a person chooses', () => {
    assertArranged(new ViewOptions(shared), 'state', 'all');
    void shared.update('bitrix24.grouping', 'nonsense');
    void shared.update('bitrix24.filter', 7);
    assertArranged(new ViewOptions(shared), 'state', 'all');
  });

  it('is in a new window what was chosen last in any', () => {
    new ViewOptions(shared).groupBy('day');
    new ViewOptions(shared).show('unread');
    assertArranged(new ViewOptions(shared), 'day', 'unread');
  });

  it('changes as a person chooses, and tells so once it has', () => {
    const options = new ViewOptions(shared);
    const told: string[] = [];
    options.onDidChange(() => told.push(`${options.grouping} ${options.filter}`));
    options.groupBy('type');
    assertArranged(options, 'type', 'all');
    options.show('unread');
    assertArranged(options, 'type', 'unread');
    assert.deepEqual(told, ['type all', 'type unread']);
  });

  it('stays as it is where another window chooses', () => {
    const options = new ViewOptions(shared);
    void shared.update('bitrix24.grouping', 'author');
    void shared.update('bitrix24.filter', 'unread');
    assertArranged(options, 'state', 'all');
    options.show('unread');
    assertArranged(options, 'state', 'unread');
  });

  it('stays as it is where what was written is lost, or can’t be written', () => {
    const options = new ViewOptions(shared);
    options.groupBy('none');
    shared.clear();
    assertArranged(options, 'none', 'all');
    shared.update = () => Promise.reject(new Error('no room'));
    options.show('unread');
    assertArranged(options, 'none', 'unread');
  });
});
