import assert from 'node:assert/strict';
import { Drafts, DraftsByAccount } from '../../../src/model/drafts';

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

describe('the drafts of several accounts', () => {
  const account = (origin: string, userId: string) => ({ origin, userId });

  it('are kept apart, and are there again when an account comes back', () => {
    const all = new DraftsByAccount();
    const mine = all.of(account('https://portal.example', '1'));
    mine.keep(7, 'Half a sentence');
    assert.equal(all.of(account('https://portal.example', '1')), mine);
    assert.equal(all.of(account('https://portal.example', '2')).get(7), '');
    assert.equal(all.of(account('https://other.example', '1')).get(7), '');
  });
});
