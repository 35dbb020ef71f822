import type { Clock } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { isSearchableName, PeopleDirectory, PeopleSearch } from '../../../../src/model/compose/peopleSearch';
import type { Person } from '../../../../src/model/compose/sendApi';
import type { Failure } from '../../../../src/model/portalFailure';
import { HeldApi } from '../../support/heldApi';
import { NOON, unreachable } from '../../support/notifications';
import { stoppedClock } from '../../support/clock';

const PAUSE_MS = 300;
const anna: Person = { id: 2, name: 'Anna Orlova', position: 'Head of product' };
const annika: Person = { id: 9, name: 'Annika Berg', position: '' };
const noPermission: Failure = { kind: 'forbidden', code: 'insufficient_scope', scope: 'user' };

describe('a search for people', () => {
  let clock: Clock;
  let portal: HeldApi;
  let directory: PeopleDirectory;
  let search: PeopleSearch;
  beforeEach(() => {
    clock = stoppedClock(NOON);
    portal = new HeldApi();
    directory = new PeopleDirectory(portal);
    search = new PeopleSearch(directory);
  });
  afterEach(() => {
    search.dispose();
    clock.uninstall();
  });

  const asked = (): readonly unknown[] => portal.calls.map(call => call.arguments[0]);
  const settled = (): Promise<number> => clock.tickAsync(0);
  const type = async (...names: readonly string[]): Promise<void> => {
    for (const name of names) {
      search.search(name);
      await clock.tickAsync(PAUSE_MS - 1);
    }
    await clock.tickAsync(1);
  };

  it('asks when the typing pauses, once, with what is typed then', async () => {
    await type('an', 'ann', ' anna ');
    assert.deepEqual(asked(), ['anna']);
    assert.deepEqual(search.state, { found: [], isLoading: true });
    portal.calls[0]?.answer([anna]);
    await settled();
    assert.deepEqual(search.state, { found: [anna], isLoading: false });
  });

  it('tells of each change', async () => {
    const seen: boolean[] = [];
    search.onDidChange(() => seen.push(search.state.isLoading));
    await type('anna', 'anna ');
    portal.calls[0]?.answer([]);
    await settled();
    assert.deepEqual(seen, [true, false]);
  });

  it('asks for no single letter and for no number', async () => {
    await type('a', ' b ', '42', '#42', ' 7 ', '');
    assert.deepEqual(asked(), []);
    assert.deepEqual(search.state, { found: [], isLoading: false });
    assert.deepEqual(['', 'a', '42', '#42', 'an', '4a', 'Ян'].filter(isSearchableName), ['an', '4a', 'Ян']);
  });

  it('drops an answer that comes late', async () => {
    await type('ann');
    await type('annika');
    portal.calls[1]?.answer([annika]);
    await settled();
    portal.calls[0]?.answer([anna, annika]);
    await settled();
    assert.deepEqual(search.state.found, [annika]);
    assert.deepEqual(directory.seen, [annika, anna]);
  });

  it('drops the answer to the same name asked before', async () => {
    await type('ann', 'anna', 'ann');
    await type('annik');
    search.search('ann');
    portal.calls[0]?.answer([annika]);
    await settled();
    assert.deepEqual(search.state, { found: [], isLoading: true });
  });

  it('drops an answer, and asks nothing, after its end', async () => {
    await type('ann');
    search.search('anna');
    const before = search.state;
    search.dispose();
    await clock.tickAsync(PAUSE_MS);
    portal.calls[0]?.answer([anna]);
    await settled();
    assert.deepEqual(asked(), ['ann']);
    assert.equal(search.state, before);
  });

  it('says why there is no answer, and asks again when told to', async () => {
    await type('anna');
    portal.calls[0]?.fail(unreachable);
    await settled();
    assert.deepEqual(search.state, { found: [], isLoading: false, failure: unreachable });
    search.retry();
    assert.deepEqual(search.state, { found: [], isLoading: true });
    portal.calls[1]?.answer([anna]);
    await settled();
    assert.deepEqual(search.state, { found: [anna], isLoading: false });
    search.retry();
    assert.deepEqual(asked(), ['anna', 'anna']);
  });

  it('asks again for another name after a passing failure', async () => {
    await type('anna');
    portal.calls[0]?.fail(unreachable);
    await type('annik');
    assert.deepEqual(asked(), ['anna', 'annik']);
  });

  it('asks once where the permission is missing, now and in every later search', async () => {
    await type('anna');
    portal.calls[0]?.fail(noPermission);
    await settled();
    await type('annika');
    assert.deepEqual(search.state, { found: [], isLoading: false, failure: noPermission });
    await type('a');
    assert.deepEqual(search.state, { found: [], isLoading: false });
    search.dispose();
    search = new PeopleSearch(directory);
    await type('tom');
    assert.deepEqual(search.state.failure, noPermission);
    assert.deepEqual(asked(), ['anna']);
  });

  it('asks again when told to, should the permission be there now', async () => {
    await type('anna');
    portal.calls[0]?.fail(noPermission);
    await settled();
    search.retry();
    await settled();
    portal.calls[1]?.answer([anna]);
    await settled();
    assert.deepEqual(search.state.found, [anna]);
    await type('annika');
    assert.equal(asked().length, 3);
  });

  it('leaves a portal alone until the moment it named', async () => {
    const wait: Failure = { kind: 'rateLimited', code: 'OPERATION_TIME_LIMIT', retryAt: NOON + 60_000 };
    await type('anna');
    portal.calls[0]?.fail(wait);
    await settled();
    await type('annika');
    search.retry();
    await settled();
    assert.deepEqual(search.state.failure, wait);
    assert.deepEqual(asked(), ['anna']);
    await clock.tickAsync(60_000);
    search.retry();
    assert.deepEqual(asked(), ['anna', 'annika']);
  });
});
