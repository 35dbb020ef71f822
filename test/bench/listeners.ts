import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { listeners as listenersOfVsCode } from '../vscodeStandIn';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * Counts, of the model's emitters that were first listened to meanwhile and of VS Code's, who listens to them. An emitter
 * that only those know who are gone themselves does not count.
 */
export class Listeners {
  readonly #add = Object.getOwnPropertyDescriptor(Set.prototype, 'add');
  readonly #before = listenersOfVsCode();
  readonly #sets: WeakRef<Set<unknown>>[] = [];

  constructor() {
    const add = this.#add?.value as Set<unknown>['add'];
    const known = new WeakSet();
    const note = (set: Set<unknown>): void => {
      if (!known.has(set)) {
        known.add(set);
        this.#sets.push(new WeakRef(set));
      }
    };
    // An emitter keeps its listeners in a set that nobody else sees.
    Set.prototype.add = function (value) {
      if (isEntry(value)) note(this);
      return add.call(this, value);
    };
  }

  /** Not in the turn in which the last one went: what was looked at in it is still held. */
  get count(): number {
    collect();
    const counts = this.#sets.map(each => each.deref()?.size ?? 0);
    return counts.reduce((sum, each) => sum + each, listenersOfVsCode() - this.#before);
  }

  end(): void {
    Object.defineProperty(Set.prototype, 'add', this.#add ?? {});
  }
}

/** As the model's emitter keeps them. */
function isEntry(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'listener' in value &&
    typeof value.listener === 'function' &&
    Object.keys(value).length === 1
  );
}
