import assert from 'node:assert/strict';
import { type CachedTypeNames, TypeNames } from '../../../../src/model/notification/typeNames';
import type { Failure } from '../../../../src/model/portalFailure';
import { MemoryCacheEntry } from '../../support/singleWindow';
import { HeldApi } from '../../support/heldApi';
import { unreachable } from '../../support/notifications';

const NAMES = new Map([
  ['blog', 'News Feed'],
  ['blog|comment', 'Comments'],
]);

describe('the names of the types', () => {
  let centre: HeldApi;
  let names: TypeNames;
  let keep: MemoryCacheEntry<CachedTypeNames>;
  let told: number;
  beforeEach(() => {
    centre = new HeldApi();
    keep = new MemoryCacheEntry();
    names = new TypeNames(centre, keep);
    told = 0;
    names.onDidChange(() => told++);
  });
  const failed = async (failure: Failure): Promise<void> => {
    const loaded = names.load();
    (await centre.next('getTypeNames')).fail(failure);
    await loaded;
  };
  const loaded = async (): Promise<void> => {
    const done = names.load();
    (await centre.next('getTypeNames')).answer(NAMES);
    await done;
  };

  it('are empty until they are known', () => {
    assert.equal(names.nameOf('blog|comment'), '');
    assert.equal(names.all.size, 0);
    assert.deepEqual(centre.calls, []);
  });

  it('are the portal’s: the type’s, else its module’s, never its id', async () => {
    await loaded();
    assert.equal(names.nameOf('blog|comment'), 'Comments');
    assert.equal(names.nameOf('blog|mention'), 'News Feed');
    assert.equal(names.nameOf('blog'), 'News Feed');
    assert.equal(names.nameOf('tasks|comment'), '');
    assert.equal(names.nameOf('|comment'), '');
    assert.equal(names.nameOf(''), '');
    assert.equal(names.all, NAMES);
  });

  it('of a method without its object are the same', async () => {
    await loaded();
    const { nameOf } = names;
    assert.deepEqual(['blog|comment', 'x'].map(nameOf), ['Comments', '']);
  });

  it('are asked for once, however often they are wanted', async () => {
    const both = [names.load(), names.load()];
    (await centre.next('getTypeNames')).answer(NAMES);
    await Promise.all(both);
    await names.load();
    assert.equal(centre.calls.length, 1);
    assert.equal(told, 1);
  });

  for (const failure of [unreachable, { kind: 'rateLimited', code: 'QUERY_LIMIT_EXCEEDED' }] as const) {
    it(`are asked for again after the portal was ${failure.kind}, when they are wanted again`, async () => {
      await failed(failure);
      assert.deepEqual([centre.calls.length, told], [1, 0]);
      await failed(failure);
      await loaded();
      await names.load();
      assert.equal(centre.calls.length, 3);
      assert.equal(told, 1);
      assert.equal(names.nameOf('blog'), 'News Feed');
    });
  }

  for (const failure of [
    { kind: 'forbidden', code: 'insufficient_scope' },
    { kind: 'refused', code: 'ERROR_METHOD_NOT_FOUND' },
    { kind: 'blocked', code: 'OVERLOAD_LIMIT' },
    { kind: 'unauthorized', code: 'INVALID_CREDENTIALS' },
    { kind: 'malformed' },
  ] as const) {
    it(`are not asked for again where the portal’s answer was ${failure.kind}`, async () => {
      await failed(failure);
      await names.load();
      assert.deepEqual([centre.calls.length, told], [1, 0]);
      assert.equal(names.nameOf('blog'), '');
    });
  }

  it('are kept, and not asked for again on the same day', async () => {
    await loaded();
    const [other, old] = [new TypeNames(centre, keep), new TypeNames(centre, keep)];
    await other.load();
    assert.equal(other.nameOf('blog|comment'), 'Comments');
    assert.equal(centre.calls.length, 1);
    keep.value = { names: NAMES, askedAt: Date.now() - 25 * 3_600_000 };
    const done = old.load();
    const call = await centre.next('getTypeNames');
    assert.equal(old.nameOf('blog|comment'), 'Comments');
    call.answer(new Map([['blog|comment', 'Remarks']]));
    await done;
    assert.equal(old.nameOf('blog|comment'), 'Remarks');
    assert.ok(Date.now() - keep.value.askedAt < 60_000);
  });

  it('are known where they can’t be kept', async () => {
    keep.isBroken = true;
    await loaded();
    assert.equal(names.nameOf('blog|comment'), 'Comments');
  });

  it('never hide a defect', async () => {
    const done = names.load();
    (await centre.next('getTypeNames')).break(new TypeError('a defect'));
    await assert.rejects(done, TypeError);
  });
});
