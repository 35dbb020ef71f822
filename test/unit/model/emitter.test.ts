import assert from 'node:assert/strict';
import { Emitter } from '../../../src/model/emitter';

describe('an emitter', () => {
  it('tells its listeners in the order in which they came', () => {
    const emitter = new Emitter<number>();
    const told: string[] = [];
    emitter.event(value => told.push(`a${value}`));
    emitter.event(value => told.push(`b${value}`));
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(told, ['a1', 'b1', 'a2', 'b2']);
  });

  it('tells nobody twice, and nobody who has gone', () => {
    const emitter = new Emitter<number>();
    const told: number[] = [];
    const subscription = emitter.event(value => told.push(value));
    emitter.fire(1);
    subscription.dispose();
    subscription.dispose();
    emitter.fire(2);
    assert.deepEqual(told, [1]);
  });

  it('takes the same listener twice for two', () => {
    const emitter = new Emitter();
    let count = 0;
    const listener = (): void => {
      count++;
    };
    const first = emitter.event(listener);
    emitter.event(listener);
    emitter.fire();
    first.dispose();
    emitter.fire();
    assert.equal(count, 3);
  });

  it('tells no listener that goes away while others are told', () => {
    const emitter = new Emitter();
    const told: string[] = [];
    emitter.event(() => {
      told.push('first');
      second.dispose();
    });
    const second = emitter.event(() => told.push('second'));
    emitter.event(() => told.push('third'));
    emitter.fire();
    assert.deepEqual(told, ['first', 'third']);
  });
});
