import { listeners as listenersOfVsCode } from '../vscodeStandIn';

/** Counts, from when it is made until its end, who listens to the model's emitters and to VS Code's. */
export class Listeners {
  readonly #add = Object.getOwnPropertyDescriptor(Set.prototype, 'add');
  readonly #delete = Object.getOwnPropertyDescriptor(Set.prototype, 'delete');
  readonly #before = listenersOfVsCode();
  #count = 0;

  constructor() {
    const [add, remove] = [this.#add?.value, this.#delete?.value] as ((value: unknown) => unknown)[];
    const count = (change: number): void => {
      this.#count += change;
    };
    // An emitter keeps its listeners in a set that nobody else sees.
    Set.prototype.add = function (value) {
      if (isEntry(value) && !this.has(value)) count(1);
      add?.call(this, value);
      return this;
    };
    Set.prototype.delete = function (value) {
      if (isEntry(value) && this.has(value)) count(-1);
      return remove?.call(this, value) === true;
    };
  }

  get count(): number {
    return this.#count + listenersOfVsCode() - this.#before;
  }

  end(): void {
    Object.defineProperty(Set.prototype, 'add', this.#add ?? {});
    Object.defineProperty(Set.prototype, 'delete', this.#delete ?? {});
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
