import { useScreen, vscode } from '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/model/portalFailure';
import { showUndelivered } from '../../../../src/ui/input/messages';
import { undeliveredText } from '../../../../src/ui/text/failureText';
import { Times } from '../../../../src/ui/text/times';

describe('a message about what was not delivered', () => {
  const { env } = vscode;
  let shown: (readonly [string, ...string[]])[];
  let copied: string[];
  let tried: number;
  let choice: string | undefined;
  beforeEach(() => {
    [shown, copied, tried, choice] = [[], [], 0, undefined];
    const show =
      (severity: string) =>
      (...given: string[]): Promise<string | undefined> => {
        shown.push([severity, ...given]);
        return Promise.resolve(choice);
      };
    useScreen({ window: { showErrorMessage: show('error'), showWarningMessage: show('warning') } });
    const clipboard = { writeText: (text: string) => copied.push(text) };
    vscode.env = { ...env, clipboard } as typeof env;
  });
  afterEach(() => {
    vscode.env = env;
  });
  const portal = { label: 'Home' };
  const tryAgain = (): void => {
    tried++;
  };

  it('offers to try again and to copy the text', async () => {
    const message = { portal, sentence: 'Not sent to $(bell)', text: 'Hello', tryAgain };
    await showUndelivered(message);
    assert.equal(shown.length, 1);
    const [severity, words = '', ...buttons] = shown[0] ?? [];
    assert.deepEqual([severity, buttons], ['error', ['Try Again', 'Copy Text']]);
    assert.match(words, /^Home: Not sent to \$.\(bell\)$/u);
    assert.deepEqual([tried, copied], [0, []]);
    choice = 'Try Again';
    await showUndelivered(message);
    assert.deepEqual([tried, copied], [1, []]);
    choice = 'Copy Text';
    await showUndelivered(message);
    assert.deepEqual([tried, copied], [1, ['Hello']]);
  });

  it('is a warning where trying again is of no use', async () => {
    choice = 'Copy Text';
    await showUndelivered({ portal, sentence: 'Not shown.', text: 'Hello' });
    assert.deepEqual([shown, copied], [[['warning', 'Home: Not shown.', 'Copy Text']], ['Hello']]);
  });

  it('names another way to try again', async () => {
    choice = 'Decide…';
    await showUndelivered({ portal, sentence: 'Not sent.', tryAgain, tryAgainLabel: 'Decide…' });
    assert.deepEqual([shown, tried], [[['error', 'Home: Not sent.', 'Decide…']], 1]);
  });

  const times = new Times('en');
  const refused: Failure = { kind: 'refused', code: 'ERROR' };
  const timeout: Failure = { kind: 'unreachable', reason: 'timeout' };
  for (const what of ['reply', 'notification', 'decision'] as const) {
    it(`says of a ${what} that it is unknown whether it was delivered, where it may have been`, () => {
      const words = undeliveredText(what, 'Anna', timeout, times);
      assert.match(words, /^It is unknown whether .*Anna.* was delivered\. The portal did not respond in time\. /);
      assert.match(
        undeliveredText(what, 'Anna', refused, times),
        /^(?:The|Your) .*Anna.* was not sent\. The portal refused the request \(ERROR\)\.$/,
      );
    });
  }

  it('says of a reply that it is unknown where an earlier attempt may have arrived', () => {
    assert.match(undeliveredText('reply', 'Anna', refused, times, true), /^It is unknown whether the reply to Anna/);
  });
});
