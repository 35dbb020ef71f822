import assert from 'node:assert/strict';
import { Drafts } from '../../../src/model/drafts';

describe('drafts', () => {
  it('are kept as they were typed, each for its notification', () => {
    const drafts = new Drafts();
    drafts.keep(1, ' one \n');
    drafts.keep(2, 'two');
    drafts.keep(2, 'two more');
    assert.deepEqual([drafts.get(1), drafts.get(2), drafts.get(3)], [' one \n', 'two more', '']);
  });

  it('are forgotten when nothing is left of them', () => {
    const drafts = new Drafts();
    drafts.keep(1, 'one');
    drafts.keep(1, ' \n');
    drafts.keep(2, '');
    assert.deepEqual([drafts.get(1), drafts.get(2)], ['', '']);
  });
});
