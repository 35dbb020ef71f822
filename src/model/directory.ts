import type { Outbox, Person } from './outbox';
import { failureIn, mustWait, PortalFailure } from './portalFailure';
import type { Failure } from './portalFailure';

/** The people of a portal, by name. A portal that does not permit it is not asked at each letter that is typed. */
export class Directory {
  readonly #outbox: Pick<Outbox, 'findPeople'>;
  readonly #met = new Map<number, Person>();
  #failure: Failure | undefined;

  constructor(outbox: Pick<Outbox, 'findPeople'>) {
    this.#outbox = outbox;
  }

  /** All that were ever found. */
  get met(): readonly Person[] {
    return [...this.#met.values()];
  }

  /** Why asking is of no use now: the permission is missing, or the portal wants to be left alone. */
  get refusal(): Failure | undefined {
    return this.#failure !== undefined && stands(this.#failure) ? this.#failure : undefined;
  }

  /** @throws PortalFailure, of a {@link refusal} without asking */
  async find(name: string): Promise<readonly Person[]> {
    if (this.refusal !== undefined) {
      throw new PortalFailure(this.refusal);
    }
    try {
      const people = await this.#outbox.findPeople(name);
      for (const person of people) {
        this.#met.set(person.id, person);
      }
      return people;
    } catch (error) {
      this.#failure = failureIn(error);
      throw error;
    }
  }

  /** A person believes that the permission is there now. */
  forgetRefusal(): void {
    if (this.#failure?.kind === 'forbidden') {
      this.#failure = undefined;
    }
  }
}

function stands(failure: Failure): boolean {
  return (failure.kind === 'forbidden' && failure.scope !== undefined) || mustWait(failure, Date.now());
}
