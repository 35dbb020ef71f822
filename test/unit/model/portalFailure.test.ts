import assert from 'node:assert/strict';
import {
  type Failure,
  failureCode,
  failureOrRethrow,
  mayHaveRun,
  movedOriginOf,
  PortalFailure,
  type UnreachableReason,
} from '../../../src/model/portalFailure';

const unreachable = (reason: UnreachableReason): Failure => ({ kind: 'unreachable', reason });

describe('a failure', () => {
  it('is told in one word', () => {
    assert.equal(failureCode({ kind: 'refused', code: 'ID_ERROR' }), 'ID_ERROR');
    assert.equal(failureCode({ kind: 'malformed' }), 'malformed');
    assert.equal(failureCode(unreachable('timeout')), 'unreachable: timeout');
    assert.equal(failureCode({ kind: 'malformed', reason: 'extraText' }), 'malformed: extraText');
    assert.equal(new PortalFailure({ kind: 'malformed' }).message, 'malformed');
  });

  it('is found in what was caught, and a defect is thrown again', () => {
    const failure: Failure = { kind: 'blocked', code: 'OVERLOAD_LIMIT' };
    assert.equal(failureOrRethrow(new PortalFailure(failure)), failure);
    for (const defect of [new TypeError('a defect'), 'words', undefined, { failure }]) {
      assert.throws(
        () => failureOrRethrow(defect),
        error => error === defect,
      );
    }
  });

  it('tells where the portal has moved to, without a word of it for the log', () => {
    const failure: Failure = { kind: 'unreachable', reason: 'moved', movedTo: 'https://new.example' };
    assert.equal(movedOriginOf(failure), 'https://new.example');
    assert.equal(failureCode(failure), 'unreachable: moved');
    assert.equal(mayHaveRun(failure), false);
    for (const other of [undefined, unreachable('moved'), { kind: 'malformed' } as const]) {
      assert.equal(movedOriginOf(other), undefined);
    }
  });

  describe('of a write', () => {
    it('leaves open whether it was executed where the answer is lost or makes no sense', () => {
      for (const reason of ['timeout', 'network', 'page', 'server'] as const) {
        assert.equal(mayHaveRun(unreachable(reason)), true, reason);
      }
      assert.equal(mayHaveRun({ kind: 'malformed' }), true);
      assert.equal(mayHaveRun({ kind: 'malformed', reason: 'empty' }), true);
    });

    it('says that it was not where it never reached the portal, or was refused', () => {
      for (const reason of [
        ...(['host', 'connection', 'tls', 'certificate', 'proxySignIn', 'proxy'] as const),
        ...(['moved', 'license', 'gone', 'signInPage', 'redirect', 'renewal', 'disconnected'] as const),
      ]) {
        assert.equal(mayHaveRun(unreachable(reason)), false, reason);
      }
      for (const kind of ['rateLimited', 'blocked', 'unauthorized', 'forbidden', 'refused'] as const) {
        assert.equal(mayHaveRun({ kind, code: 'ID_ERROR' }), false, kind);
      }
    });

    it('leaves it open where the portal broke down on the way, or could not write its answer', () => {
      assert.equal(mayHaveRun({ kind: 'brokeDown', code: 'ERROR_CORE' }), true);
    });
  });
});
