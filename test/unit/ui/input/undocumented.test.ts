import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { FocusedRows } from '../../../../src/ui/input/undocumented';
import { useScreen } from '../../../vscodeStandIn';

describe('the rows that a keybinding applies to', () => {
  let tree: { selection: readonly string[] };
  let focused: string;
  let toggles: number;
  let rows: FocusedRows<string>;
  beforeEach(() => {
    tree = { selection: [] };
    toggles = 0;
    useScreen({
      window: {},
      commands: {
        executeCommand: async (command: string) => {
          assert.equal(command, 'list.toggleSelection');
          await Promise.resolve();
          toggles++;
          const { selection } = tree;
          tree.selection = selection.includes(focused)
            ? selection.filter(row => row !== focused)
            : [...selection, focused];
        },
      },
    });
    rows = new FocusedRows(tree, row => row.toLowerCase());
  });

  it('are the selected ones where the focused one is among them', async () => {
    tree.selection = ['a', 'b'];
    focused = 'b';
    assert.deepEqual(await rows.get(), ['a', 'b']);
  });

  it('are the focused one alone where it is not selected', async () => {
    tree.selection = ['a', 'b'];
    focused = 'c';
    assert.deepEqual(await rows.get(), ['c']);
    assert.deepEqual(tree.selection, ['a', 'b']);
  });

  it('are found one after the other', async () => {
    tree.selection = ['a'];
    focused = 'c';
    assert.deepEqual(await Promise.all([rows.get(), rows.get()]), [['c'], ['c']]);
    assert.deepEqual([tree.selection, toggles], [['a'], 4]);
  });
});
