import assert from 'node:assert/strict';
import { EMPTY_DRAFT } from '../../../../src/ui/compose/messageDraft';
import type { MessageDraft } from '../../../../src/ui/compose/messageDraft';
import { walkSteps } from '../../../../src/ui/compose/steps';
import type { ComposeStep, StepEnd } from '../../../../src/ui/compose/steps';

describe('going through the steps', () => {
  let visits: string[];
  beforeEach(() => {
    visits = [];
  });

  /** Steps that note where they stand and what is typed so far, and move as told. */
  function stepsThat(...moves: readonly StepEnd['move'][]): readonly ComposeStep[] {
    const left = [...moves];
    return ['a', 'b', 'c'].map(name => (letter, { step, totalSteps }) => {
      visits.push(`${name} ${step}/${totalSteps} ${letter.typedName}`);
      const move = left.shift() ?? 'leave';
      return Promise.resolve({ move, letter: { ...letter, typedName: letter.typedName + name } });
    });
  }
  const typed = async (
    moves: readonly StepEnd['move'][],
    begin = 0,
  ): Promise<MessageDraft['typedName'] | undefined> =>
    (await walkSteps(stepsThat(...moves), EMPTY_DRAFT, begin))?.typedName;

  it('ends after the last with all that was decided', async () => {
    assert.equal(await typed(['next', 'next', 'next']), 'abc');
    assert.deepEqual(visits, ['a 1/3 ', 'b 2/3 a', 'c 3/3 ab']);
  });

  it('goes back with what was decided on the way', async () => {
    assert.equal(await typed(['next', 'next', 'back', 'back', 'next', 'next', 'next']), 'abcbabc');
    assert.deepEqual(
      visits.map(visit => visit[0]),
      ['a', 'b', 'c', 'b', 'a', 'b', 'c'],
    );
  });

  it('goes back no further than the first', async () => {
    assert.equal(await typed(['back', 'next', 'leave']), undefined);
    assert.deepEqual(
      visits.map(visit => visit[0]),
      ['a', 'a', 'b'],
    );
  });

  it('can begin anywhere, and can be left anywhere', async () => {
    assert.equal(await typed(['back', 'leave'], 2), undefined);
    assert.deepEqual(visits, ['c 3/3 ', 'b 2/3 c']);
  });
});
