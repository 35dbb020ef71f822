import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import {
  acceptedValue,
  type QuickInputOptions,
  type QuickInputResult,
  showQuickInput,
} from '../../../../src/ui/input/quickInput';
import { clearQuickInputs, StandInInput, visibleInput } from './quickInputs';

describe('a quick input', () => {
  let input: StandInInput;
  beforeEach(() => {
    clearQuickInputs();
    input = new StandInInput();
  });

  const show = <T>(
    accept: (signal: AbortSignal) => T | undefined | Promise<T | undefined>,
    options?: QuickInputOptions<T>,
  ): Promise<QuickInputResult<T>> => showQuickInput(input as unknown as vscode.InputBox, accept, options);
  const moment = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

  it('ends with the value that Enter accepts, and is disposed', async () => {
    const result = show(() => input.value);
    assert.equal(visibleInput(), input);
    input.enter('Hello');
    assert.deepEqual([visibleInput(), input.isDisposed], [undefined, true]);
    assert.deepEqual(await result, { kind: 'accepted', value: 'Hello' });
    assert.equal(acceptedValue(await result), 'Hello');
  });

  it('stays open while nothing is accepted', async () => {
    const result = show(() => (input.value === '' ? undefined : input.value));
    input.enter('');
    await moment();
    assert.deepEqual([visibleInput(), input.isDisposed], [input, false]);
    input.enter('Hello');
    assert.equal(acceptedValue(await result), 'Hello');
  });

  it('accepts a value that is false, or empty', async () => {
    const result = show(() => '');
    input.enter();
    assert.deepEqual(await result, { kind: 'accepted', value: '' });
  });

  it('is canceled when it is hidden', async () => {
    const result = show(() => input.value);
    input.escape();
    assert.deepEqual(await result, { kind: 'canceled' });
    assert.equal(input.isDisposed, true);
    assert.equal(acceptedValue(await result), undefined);
  });

  it('goes back by the Back button alone', async () => {
    const result = show(() => input.value);
    input.press({});
    await moment();
    assert.equal(input.isDisposed, false);
    input.goBack();
    assert.deepEqual(await result, { kind: 'back' });
    assert.equal(input.isDisposed, true);
  });

  it('is busy and disabled while it checks, and decides once', async () => {
    let asked = 0;
    const answers: ((value: string | undefined) => void)[] = [];
    const result = show(() => {
      asked++;
      return new Promise<string | undefined>(resolve => answers.push(resolve));
    });
    input.enter('a');
    input.enter('b');
    assert.deepEqual([asked, input.busy, input.enabled], [1, true, false]);
    answers[0]?.(undefined);
    await moment();
    assert.deepEqual([visibleInput(), input.busy, input.enabled], [input, false, true]);
    input.enter('c');
    answers[1]?.('checked');
    assert.deepEqual(await result, { kind: 'accepted', value: 'checked' });
    assert.equal(asked, 2);
  });

  it('aborts a check when it is canceled, and takes no notice of its end', async () => {
    let aborted: AbortSignal | undefined;
    let answer: (value: string) => void = () => undefined;
    const result = show(signal => {
      aborted = signal;
      return new Promise<string>(resolve => (answer = resolve));
    });
    input.enter();
    assert.equal(aborted?.aborted, false);
    input.escape();
    assert.equal(aborted.aborted, true);
    answer('late');
    assert.deepEqual(await result, { kind: 'canceled' });
  });

  it('rejects with the error of a check, and is gone', async () => {
    const result = show(() => Promise.reject(new Error('broken')));
    input.enter();
    await assert.rejects(result, /broken/);
    assert.equal(input.isDisposed, true);
  });

  it('ends by another event', async () => {
    const result = show<string>(() => undefined, {
      listen: accept => {
        input.onDidTriggerItemButton(({ item }) => {
          accept(item.label);
        });
      },
    });
    input.pressItem({ label: 'Alpha' }, {});
    assert.equal(acceptedValue(await result), 'Alpha');
  });

  it('ends by another error', async () => {
    let fail: (error: Error) => void = () => undefined;
    const result = show(() => 'value', {
      listen: (_accept, reject) => {
        fail = reject;
      },
    });
    fail(new Error('broken'));
    await assert.rejects(result, /broken/);
    assert.equal(visibleInput(), undefined);
  });

  it('stays visible at its end where another one replaces it, and decides no more', async () => {
    let asked = 0;
    const result = show(() => ++asked, { isReplaced: true });
    input.enter();
    assert.deepEqual(await result, { kind: 'accepted', value: 1 });
    input.enter();
    input.goBack();
    assert.deepEqual([visibleInput(), input.isDisposed, asked], [input, false, 1]);
    new StandInInput().show();
    assert.equal(input.isDisposed, true);
  });
});
