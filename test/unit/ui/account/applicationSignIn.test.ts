import '../../../vscodeStandIn';
import { install } from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { type Failure, PortalFailure } from '../../../../src/model/portalFailure';
import { ApplicationSignIn } from '../../../../src/ui/account/applicationSignIn';
import type { BrowserSignInOptions } from '../../../../src/ui/account/browserSignIn';
import type { ListenRequest } from '../../../../src/ui/account/oauthAttempt';
import { Times } from '../../../../src/ui/text/times';
import { useScreen, vscode } from '../../../vscodeStandIn';
import { clearQuickInputs, quickInputs, StandInInput, visibleInput } from '../input/quickInputs';

const ACCESS = {
  origin: 'https://portal.example',
  application: { clientId: 'local.1.2', clientSecret: 'secret' },
};
const GRANT = { accessToken: 'a', refreshToken: 'r', tokenServer: 'https://oauth.bitrix.info' };
const WAIT_SECONDS = 300;
const moment = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('a sign-in through a local application', () => {
  const { workspace, env } = vscode;
  let opened: string[];
  let errors: string[];
  let answers: (string | undefined)[];
  let listeners: ListenRequest[];
  /** Why the code is not exchanged. */
  let failure: Failure | undefined;
  let exchanging: AbortSignal | undefined;
  let exchange: BrowserSignInOptions['exchange'];
  let signIn: ApplicationSignIn;
  beforeEach(() => {
    clearQuickInputs();
    opened = [];
    errors = [];
    answers = [];
    listeners = [];
    failure = undefined;
    exchange = (_origin, _application, _redirect, signal) => {
      exchanging = signal;
      return failure === undefined ? Promise.resolve({ grant: GRANT }) : Promise.reject(new PortalFailure(failure));
    };
    vscode.workspace = { getConfiguration: () => ({ get: () => WAIT_SECONDS }) };
    const openExternal = (uri: string): Promise<boolean> => {
      opened.push(uri);
      return Promise.resolve(true);
    };
    Object.assign(vscode, { env: { ...env, openExternal } });
    useScreen({
      window: {
        createInputBox: () => new StandInInput(),
        showErrorMessage: (text: string) => {
          errors.push(text);
          return Promise.resolve(answers.shift());
        },
      },
    });
    signIn = new ApplicationSignIn({
      listen: request => {
        listeners.push(request);
        return Promise.resolve({ close: () => undefined });
      },
      exchange: (...given) => exchange(...given),
      check: () => Promise.resolve({ id: 7, name: 'Alex Morgan' }),
      times: new Times('en'),
    });
  });
  afterEach(() => {
    vscode.workspace = workspace;
    vscode.env = env;
  });

  const input = (): StandInInput => visibleInput() ?? assert.fail('nothing is shown');
  const shown = (): string => {
    const { title, step, totalSteps } = input();
    return step === undefined ? `${title}` : `${title} ${step}/${totalSteps}`;
  };
  const enter = async (text?: string): Promise<void> => {
    input().enter(text);
    await moment();
  };
  const goBack = async (): Promise<void> => {
    input().goBack();
    await moment();
  };
  const fillIn = async (): Promise<void> => {
    for (const text of ['portal.example', 'local.1.2', 'secret']) {
      await enter(text);
    }
  };
  /** The browser comes back. */
  const redirect = async (): Promise<void> => {
    const state = new URL(opened.at(-1) ?? '').searchParams.get('state') ?? '';
    const query = new URLSearchParams({ code: 'c0de', state, server_domain: 'oauth.bitrix.info' });
    listeners.at(-1)?.accept(`http://localhost/?${query.toString()}`);
    await moment();
  };

  it('asks for the portal and the application, then opens the browser, and is done by the redirect', async () => {
    const result = signIn.signIn();
    const steps: string[] = [];
    for (const text of ['portal.example', 'local.1.2', 'secret']) {
      steps.push(shown());
      await enter(text);
    }
    steps.push(shown());
    assert.deepEqual(steps, [
      ...[1, 2, 3].map(step => `Connect to a Bitrix24 Portal ${step}/3`),
      'Sign In to portal.example',
    ]);
    assert.match(opened.join(), /^https:\/\/portal\.example\/oauth\/authorize\/\?client_id=local\.1\.2&/);
    await redirect();
    const { credential, account } = (await result) ?? assert.fail();
    assert.deepEqual([credential.origin, credential.userId, account.name], [ACCESS.origin, '7', 'Alex Morgan']);
    assert.equal(visibleInput(), undefined);
    assert.ok(quickInputs.every(({ isDisposed }) => isDisposed));
  });

  it('leaves out what is pasted around the values', async () => {
    const result = signIn.signIn();
    for (const text of ['«portal.example».', '\ufefflocal.1.2\u00a0', '\u200bsec\u00adret\n']) {
      await enter(text);
    }
    await redirect();
    const { credential } = (await result) ?? assert.fail();
    assert.ok(credential.kind === 'application');
    assert.deepEqual([credential.origin, credential.application], [ACCESS.origin, ACCESS.application]);
  });

  it('stays at a field whose text is not valid', async () => {
    void signIn.signIn();
    await enter('nonsense');
    assert.match(input().validationMessage ?? '', /not a portal’s address/);
    assert.equal(shown(), 'Connect to a Bitrix24 Portal 1/3');
    input().enter('portal.example');
    assert.equal(quickInputs[0]?.validationMessage, '');
  });

  it('shows each box before the last one is hidden, forward and back', async () => {
    const visibleAtHide: boolean[] = [];
    const watch = (): void => {
      input().onDidHide(() => visibleAtHide.push(visibleInput() !== undefined));
    };
    void signIn.signIn();
    for (const text of ['portal.example', 'local.1.2', 'secret']) {
      watch();
      await enter(text);
    }
    watch();
    await goBack();
    assert.equal(shown(), 'Connect to a Bitrix24 Portal 3/3');
    assert.deepEqual(visibleAtHide, [true, true, true, true]);
  });

  it('keeps what was typed, back and forth and until the next time', async () => {
    const canceled = signIn.signIn();
    await fillIn();
    await goBack();
    assert.equal(input().value, 'secret');
    await enter('');
    assert.match(input().validationMessage ?? '', /Paste the client_secret/);
    await goBack();
    assert.equal(input().value, 'local.1.2');
    input().escape();
    assert.equal(await canceled, undefined);
    void signIn.signIn();
    assert.deepEqual([shown(), input().value], ['Connect to a Bitrix24 Portal 1/3', 'portal.example']);
  });

  it('goes to the field to fix, with the reason, until something is typed there', async () => {
    void signIn.signIn();
    await fillIn();
    failure = { kind: 'unauthorized', code: 'WRONG_CLIENT' };
    await redirect();
    assert.equal(shown(), 'Connect to a Bitrix24 Portal 2/3');
    assert.match(input().validationMessage ?? '', /^No application has this client_id/);
    input().enter('local.1');
    await moment();
    assert.deepEqual([shown(), input().validationMessage], ['Connect to a Bitrix24 Portal 3/3', '']);
  });

  it('goes to the portal’s address where the tokens are for another one, and names it', async () => {
    for (const [movedTo, text] of [
      [undefined, 'portal.example now has a different address. Connect using the new address.'],
      [
        'https://new.example',
        'portal.example now has the address https://new.example. If you recognize it, connect using it.',
      ],
    ] as const) {
      void signIn.signIn(ACCESS);
      await moment();
      failure = { kind: 'unreachable', reason: 'moved', ...(movedTo !== undefined && { movedTo }) };
      await redirect();
      assert.equal(shown(), 'Connect to a Bitrix24 Portal 1/3');
      assert.equal(input().validationMessage, text);
      input().escape();
      await moment();
    }
  });

  it('starts again in the browser by Enter where it failed there', async () => {
    const result = signIn.signIn();
    await fillIn();
    failure = { kind: 'unauthorized', code: 'EXPIRED_TOKEN' };
    await redirect();
    assert.equal(shown(), 'Sign In to portal.example');
    assert.match(input().validationMessage ?? '', /Press Enter to sign in again/);
    assert.equal(input().busy, false);
    failure = undefined;
    await enter();
    assert.deepEqual([opened.length, input().busy, input().validationMessage], [2, true, '']);
    await redirect();
    assert.equal((await result)?.account.id, 7);
  });

  it('asks nothing that is known, and starts in the browser', async () => {
    const result = signIn.signIn(ACCESS);
    await moment();
    assert.equal(shown(), 'Sign In to portal.example');
    await redirect();
    assert.equal((await result)?.credential.userId, '7');
    void signIn.signIn();
    assert.equal(input().value, '');
  });

  it('aborts what is under way when it is canceled', async () => {
    const result = signIn.signIn(ACCESS);
    await moment();
    exchange = (_origin, _application, _redirect, signal) => {
      exchanging = signal;
      return new Promise(() => undefined);
    };
    await redirect();
    assert.equal(exchanging?.aborted, false);
    input().escape();
    assert.equal(await result, undefined);
    assert.equal(exchanging.aborted, true);
  });

  it('rejects where something breaks that is no failure of the portal, and shows nothing more', async () => {
    exchange = () => Promise.reject(new TypeError('broken'));
    const result = signIn.signIn(ACCESS);
    await moment();
    await Promise.all([redirect(), assert.rejects(result, /broken/)]);
    assert.equal(visibleInput(), undefined);
  });

  it('offers another try where the browser does not come back in time', async () => {
    const clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      answers = ['Try Again', undefined];
      const result = signIn.signIn(ACCESS);
      await moment();
      await clock.tickAsync(WAIT_SECONDS * 1000);
      await moment();
      assert.deepEqual([opened.length, errors.length, shown()], [2, 1, 'Sign In to portal.example']);
      await clock.tickAsync(WAIT_SECONDS * 1000);
      assert.equal(await result, undefined);
      const sentence = 'The sign-in to portal.example was not completed in the browser in time. Nothing was saved.';
      assert.deepEqual(errors, [sentence, sentence]);
      assert.deepEqual([opened.length, visibleInput()], [2, undefined]);
    } finally {
      clock.uninstall();
    }
  });
});
