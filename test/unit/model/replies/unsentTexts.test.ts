import assert from 'node:assert/strict';
import { copyUnsentTextsToAccount, deleteUnsentTexts } from '../../../../src/model/replies/unsentTexts';
import { ReplyDrafts } from '../../../../src/model/replies/replyDrafts';
import { ReplyOutbox } from '../../../../src/model/replies/replyOutbox';
import { SharedMap } from '../../../../src/model/windows/sharedMap';
import { MapState } from '../../support/memento';

/** Deletions are remembered for a week. */
const NOW = Date.now();

describe('what is kept of an account that has another address', () => {
  const KEYS = ['bitrix24.drafts:', 'bitrix24.replies:'];

  it('goes along, and of what is known at both addresses the later holds', async () => {
    for (const key of KEYS) {
      const shared = new MapState();
      await shared.update(`${key}old`, {
        a: { at: NOW + 1, value: 1 },
        b: { at: NOW + 1, value: 1 },
        c: { at: NOW + 1 },
      });
      await shared.update(`${key}new`, {
        a: { at: NOW, value: 2 },
        b: { at: NOW + 2, value: 2 },
        c: { at: 'x' },
      });
      await copyUnsentTextsToAccount(shared, 'old', 'new');
      assert.deepEqual(shared.get(`${key}new`), {
        a: { at: NOW + 1, value: 1 },
        b: { at: NOW + 2, value: 2 },
        c: { at: NOW + 1 },
      });
    }
  });

  it('is nothing where it makes no sense', async () => {
    for (const kept of [undefined, null, 7, 'text', [1], { a: null }, { a: 5 }]) {
      const shared = new MapState();
      await shared.update('bitrix24.drafts:old', kept);
      await copyUnsentTextsToAccount(shared, 'old', 'new');
      assert.equal(shared.get('bitrix24.drafts:new'), undefined);
    }
  });

  it('is forgotten, and nothing of another account', async () => {
    const shared = new MapState();
    for (const key of KEYS) {
      await shared.update(`${key}old`, { a: { at: NOW, value: 1 } });
      await shared.update(`${key}new`, { a: { at: NOW, value: 1 } });
    }
    await deleteUnsentTexts(shared, 'old');
    for (const key of KEYS) {
      assert.deepEqual(new SharedMap(shared, `${key}old`, value => value).entries, []);
      assert.deepEqual(shared.get(`${key}new`), { a: { at: NOW, value: 1 } });
    }
    await deleteUnsentTexts(shared, 'unknown');
    assert.ok(shared.keys().every(key => !key.includes('unknown')));
  });

  it('is forgotten for good, with another window that has it still', async () => {
    const shared = new MapState();
    const drafts = new ReplyDrafts(shared, 'old');
    const reply = { notificationId: 7, to: 'Ann', text: 'Hello' };
    const replies = new ReplyOutbox({ memento: shared, accountId: 'old', answer: () => Promise.resolve([]) });
    drafts.set(7, 'Half a sentence');
    drafts.save();
    void replies.send(reply, 60_000);
    await copyUnsentTextsToAccount(shared, 'old', 'new');
    await deleteUnsentTexts(shared, 'old');
    drafts.sync();
    replies.sync();
    replies.dispose();
    drafts.save();
    const texts = (id: string): readonly unknown[] =>
      KEYS.flatMap(key => new SharedMap(shared, key + id, value => value).entries);
    assert.deepEqual([texts('old').length, texts('new').length], [0, 2]);
    await copyUnsentTextsToAccount(shared, 'new', 'old');
    assert.equal(texts('old').length, 2);
  });
});
