import assert from 'node:assert/strict';
import { ComposeDrafts } from '../../../../src/model/compose/composeDrafts';

describe('texts that were not sent', () => {
  it('are offered from the last one on, as they were typed', () => {
    const unsent = new ComposeDrafts();
    assert.equal(unsent.latest, '');
    unsent.keep(' one ');
    unsent.keep('two');
    assert.equal(unsent.latest, 'two');
    unsent.forget('two');
    assert.equal(unsent.latest, ' one ');
    unsent.forget(' one ');
    assert.equal(unsent.latest, '');
  });

  it('are forgotten however often they were kept, and nothing is no text', () => {
    const unsent = new ComposeDrafts();
    unsent.keep('one');
    unsent.keep('two');
    unsent.keep('one');
    unsent.keep(' \n');
    assert.equal(unsent.latest, 'one');
    unsent.forget('one');
    assert.equal(unsent.latest, 'two');
    unsent.forget('two');
    assert.equal(unsent.latest, '');
  });

  it('take their edited form in their place, and go when nothing is left of them', () => {
    const unsent = new ComposeDrafts();
    unsent.keep('failed');
    unsent.replace('', 't');
    unsent.replace('t', 'ty');
    assert.equal(unsent.latest, 'ty');
    unsent.replace('ty', '');
    assert.equal(unsent.latest, 'failed');
  });
});
