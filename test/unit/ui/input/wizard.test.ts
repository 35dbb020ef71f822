import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { runWizard, type WizardOptions, type WizardStep } from '../../../../src/ui/input/wizard';
import { clearQuickInputs, quickInputs, StandInInput, visibleInput } from './quickInputs';

const moment = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('a wizard', () => {
  beforeEach(clearQuickInputs);

  /** Asks for a text, which is added to the state, also where a person goes back. */
  const asking =
    (name: string): WizardStep<string> =>
    (state, show) => {
      const box = new StandInInput();
      box.prompt = `${name} after “${state}”`;
      return show(
        box as unknown as vscode.InputBox,
        () => (box.value === 'bad' ? undefined : state + box.value),
        () => `${state}-`,
      );
    };
  const run = (options: Partial<WizardOptions> = {}): Promise<string | undefined> =>
    runWizard(['a', 'b', 'c'].map(asking), '', { title: 'Test', ...options });
  const shown = (): string => {
    const { prompt, title, step, totalSteps } = visibleInput() ?? assert.fail('nothing is shown');
    return `${title} ${step}/${totalSteps} ${prompt}`;
  };
  const enter = async (text: string): Promise<void> => {
    visibleInput()?.enter(text);
    await moment();
  };
  const goBack = async (): Promise<void> => {
    visibleInput()?.goBack();
    await moment();
  };

  it('ends after the last step with all that was decided', async () => {
    const result = run();
    assert.equal(shown(), 'Test 1/3 a after “”');
    await enter('x');
    assert.equal(shown(), 'Test 2/3 b after “x”');
    await enter('y');
    assert.equal(shown(), 'Test 3/3 c after “xy”');
    await enter('z');
    assert.equal(await result, 'xyz');
    assert.equal(visibleInput(), undefined);
  });

  it('goes back with what was decided on the way, and no further than the first step', async () => {
    const result = run();
    assert.equal(visibleInput()?.canGoBack, false);
    await goBack();
    await enter('x');
    assert.equal(visibleInput()?.canGoBack, true);
    await enter('y');
    await goBack();
    assert.equal(shown(), 'Test 2/3 b after “-xy-”');
    await goBack();
    assert.equal(shown(), 'Test 1/3 a after “-xy--”');
    visibleInput()?.escape();
    assert.equal(await result, undefined);
  });

  it('starts at any step, also counted from the end', async () => {
    for (const start of [2, -1]) {
      const result = run({ start });
      assert.equal(shown(), 'Test 3/3 c after “”');
      await enter('z');
      assert.equal(await result, 'z');
    }
  });

  it('stays at a step whose text is not accepted', async () => {
    const result = run({ start: 2 });
    await enter('bad');
    assert.equal(shown(), 'Test 3/3 c after “”');
    await enter('good');
    assert.equal(await result, 'good');
  });

  it('is canceled at any step, and disposes what it has shown', async () => {
    const result = run();
    await enter('x');
    visibleInput()?.escape();
    assert.equal(await result, undefined);
    assert.deepEqual(
      quickInputs.map(({ isDisposed, hidden }) => [isDisposed, hidden]),
      [
        [true, 1],
        [true, 1],
      ],
    );
  });

  it('shows the next step before the last one is hidden', async () => {
    const visibleAtHide: (StandInInput | undefined)[] = [];
    const result = run();
    for (const text of ['x', 'y', 'z']) {
      visibleInput()?.onDidHide(() => visibleAtHide.push(visibleInput()));
      await enter(text);
    }
    await result;
    assert.deepEqual(visibleAtHide, [quickInputs[1], quickInputs[2], undefined]);
  });

  it('goes to the step that a step names, and numbers as many as it is told to', async () => {
    const visits: string[] = [];
    const checking: WizardStep<string> = state => {
      visits.push(state);
      return Promise.resolve(state === 'xy' ? { move: 0, state: '' } : { move: 'next', state: `${state}!` });
    };
    const result = runWizard([asking('a'), asking('b'), checking], '', { title: 'Test', totalSteps: 2 });
    await enter('x');
    await enter('y');
    assert.equal(shown(), 'Test 1/2 a after “”');
    await enter('u');
    await enter('v');
    assert.equal(await result, 'uv!');
    assert.deepEqual(visits, ['xy', 'uv']);
  });

  it('leaves nothing on the screen where a step fails', async () => {
    const result = runWizard([asking('a'), () => Promise.reject(new Error('broken'))], '', { title: 'Test' });
    await Promise.all([enter('x'), assert.rejects(result, /broken/)]);
    assert.equal(visibleInput(), undefined);
  });
});
