import { listeners as listenersOfVsCode } from '../vscodeStandIn';

/**
 * Counts who listens to VS Code's emitters, and to those of the model's that were listened to between the making of
 * this and {@link seal}: those that live as long as the window. What a portal's own parts hear of each other goes with it.
 */
export class Listeners {
  readonly #add = Object.getOwnPropertyDescriptor(Set.prototype, 'add');
  readonly #before = listenersOfVsCode();
  readonly #sets = new Set<Set<unknown>>();

  constructor() {
    const add = this.#add?.value as Set<unknown>['add'];
    const sets = this.#sets;
    // An emitter keeps its listeners in a set that nobody else sees.
    Set.prototype.add = function (value) {
      if (isEntry(value)) add.call(sets, this);
      return add.call(this, value);
    };
  }

  seal(): void {
    Object.defineProperty(Set.prototype, 'add', this.#add ?? {});
  }

  get count(): number {
    const ofModel = [...this.#sets].reduce((sum, { size }) => sum + size, 0);
    return ofModel + listenersOfVsCode() - this.#before;
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
