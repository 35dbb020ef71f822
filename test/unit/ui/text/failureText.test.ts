import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/model/portalFailure';
import { codeExchangeFailure, verificationFailure } from '../../../../src/ui/account/signInTexts';
import { connectFailureText, failureText } from '../../../../src/ui/text/failureText';
import { Times } from '../../../../src/ui/text/times';

const times = new Times('en');
const HOST = 'portal.example';

const missing = (missingMethod: string): Failure => ({
  kind: 'refused',
  code: 'ERROR_METHOD_NOT_FOUND',
  missingMethod,
});

describe('what is said while a webhook is connected', () => {
  const said = (failure: Failure): string => connectFailureText(failure, HOST, times);

  it('is that the portal is too old where it can’t list notifications', () => {
    const words = 'The portal is too old for this: it has no “im.notify.get”. Ask its administrator to update it.';
    assert.equal(said(missing('im.notify.get')), words);
  });

  it('is that the address is not whole where a method is missing that every portal has', () => {
    for (const method of ['profile', 'scope']) {
      assert.equal(
        said(missing(method)),
        'portal.example refused the request (ERROR_METHOD_NOT_FOUND). Copy the whole address of the webhook.',
      );
    }
  });

  it('is not that the webhook is wrong where a proxy hides that the request was HTTPS', () => {
    for (const code of ['INVALID_REQUEST', 'invalid_request']) {
      const failure: Failure = { kind: 'blocked', code };
      assert.match(
        said(failure),
        /^The portal takes HTTPS requests for HTTP \(\w+\)\. .*“X-Forwarded-Proto: https”\.$/,
      );
      assert.equal(said(failure), failureText(failure, times));
    }
    assert.doesNotMatch(said({ kind: 'blocked', code: 'OVERLOAD_LIMIT' }), /HTTP/);
  });

  it('names a permission only where one is missing', () => {
    const forbidden = (scope: object): string => said({ kind: 'forbidden', code: 'WRONG_AUTH_TYPE', ...scope });
    assert.match(forbidden({ scope: 'im' }), /^The webhook does not have the “im” permission\./);
    const words = 'The portal does not allow this (WRONG_AUTH_TYPE). Contact its administrator.';
    assert.equal(forbidden({}), words);
  });

  it('is what is in the way, after the host', () => {
    for (const [failure, words] of [
      [{ kind: 'unreachable', reason: 'gone' }, /^There is no portal at portal\.example\. Check the spelling/],
      [{ kind: 'unreachable', reason: 'tls' }, /^portal\.example: No secure connection .* Press Enter to try again\.$/],
      [
        { kind: 'unreachable', reason: 'proxySignIn' },
        /^portal\.example: The proxy requires a sign-in\. .*“http\.proxy”/,
      ],
      [{ kind: 'unreachable', reason: 'signInPage' }, /^portal\.example: The request was redirected to another page/],
      [{ kind: 'malformed', reason: 'extraText' }, /^The portal’s response has other text in it/],
      [{ kind: 'malformed', reason: 'empty' }, /^portal\.example does not respond like a Bitrix24 portal/],
    ] as const) {
      assert.match(said(failure), words);
    }
  });
});

describe('what is said while a person signs in', () => {
  it('is that the portal is too old', () => {
    const { at, sentence } = verificationFailure(missing('im.notify.get'), HOST, times);
    assert.equal(at, 'browser');
    assert.match(
      sentence,
      /^The portal is too old for this: it has no “im\.notify\.get”\..* Press Enter to sign in again\.$/,
    );
  });

  it('is the code where nobody knows why no tokens were given', () => {
    const failure: Failure = { kind: 'refused', code: 'SOMETHING_NEW' };
    assert.deepEqual(codeExchangeFailure(failure, HOST, 'oauth.bitrix.info', times), {
      at: 'browser',
      sentence: 'portal.example rejected the sign-in (SOMETHING_NEW). Press Enter to sign in again.',
    });
  });

  it('names the proxy in the way to the authorization server', () => {
    for (const reason of ['proxySignIn', 'proxy'] as const) {
      const failure: Failure = { kind: 'unreachable', reason };
      const { sentence } = codeExchangeFailure(failure, HOST, 'oauth.bitrix.info', times);
      assert.match(sentence, /^The proxy .*“http\.proxy”.* Press Enter to sign in again\.$/);
    }
  });
});
