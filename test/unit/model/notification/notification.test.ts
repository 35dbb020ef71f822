import assert from 'node:assert/strict';
import { type ConfirmationButton, findAcceptDeclineButtons } from '../../../../src/model/notification/notification';
import { ACCEPT, confirmation, DECLINE, notification } from '../../support/notifications';

const pairIn = (...buttons: readonly ConfirmationButton[]) =>
  findAcceptDeclineButtons(notification(1, { kind: 'confirmation', buttons }));

describe('a pair of buttons', () => {
  it('is one that agrees and one that does not, whichever comes first', () => {
    const pair = { accept: ACCEPT, decline: DECLINE };
    assert.deepEqual(findAcceptDeclineButtons(confirmation(1)), pair);
    assert.deepEqual(pairIn(DECLINE, ACCEPT), pair);
  });

  it('is none of one, of three, of two that agree or two that do not, or of none', () => {
    assert.equal(pairIn(), undefined);
    assert.equal(pairIn(ACCEPT), undefined);
    assert.equal(pairIn(DECLINE), undefined);
    assert.equal(pairIn(ACCEPT, ACCEPT), undefined);
    assert.equal(pairIn(DECLINE, DECLINE), undefined);
    assert.equal(pairIn(ACCEPT, DECLINE, DECLINE), undefined);
  });
});
