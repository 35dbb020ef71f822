import { type Disposable, Emitter } from '../emitter';
import { hasRetryTimeAhead, type Failure, failureOrRethrow, PortalFailure } from '../portalFailure';
import type { Person, SendApi } from './sendApi';

/** Finds people of a portal by name. A portal that doesn't permit it isn't asked again on every keystroke. */
export class PeopleDirectory {
  readonly #outbox: Pick<SendApi, 'findPeople'>;
  readonly #met = new Map<number, Person>();
  #failure: Failure | undefined;

  constructor(outbox: Pick<SendApi, 'findPeople'>) {
    this.#outbox = outbox;
  }

  /** All people found so far. */
  get seen(): readonly Person[] {
    return [...this.#met.values()];
  }

  /** Why a request is pointless now: the permission is missing, or the portal has asked to wait. */
  get blockingFailure(): Failure | undefined {
    return this.#failure !== undefined && stands(this.#failure) ? this.#failure : undefined;
  }

  /** @throws PortalFailure, of a {@link blockingFailure} without asking */
  async find(name: string): Promise<readonly Person[]> {
    if (this.blockingFailure !== undefined) throw new PortalFailure(this.blockingFailure);
    try {
      const people = await this.#outbox.findPeople(name);
      for (const person of people) {
        this.#met.set(person.id, person);
      }
      return people;
    } catch (error) {
      this.#failure = failureOrRethrow(error);
      throw error;
    }
  }

  /** Allows requests again after the user may have granted the missing permission. */
  retryAfterForbidden(): void {
    if (this.#failure?.kind === 'forbidden') {
      this.#failure = undefined;
    }
  }
}

function stands(failure: Failure): boolean {
  return (failure.kind === 'forbidden' && failure.scope !== undefined) || hasRetryTimeAhead(failure, Date.now());
}

export interface PeopleSearchState {
  /** The people the portal found for the typed name. */
  readonly found: readonly Person[];
  /** A request is in progress, or will be sent when typing pauses. */
  readonly isLoading: boolean;
  /** Why the request to the portal failed. */
  readonly failure?: Failure;
}

const TYPING_DELAY_MS = 300;
/** Shorter names are not searched for. */
const MIN_NAME_LENGTH = 2;
const IDLE: PeopleSearchState = { found: [], isLoading: false };
const LOADING: PeopleSearchState = { found: [], isLoading: true };

/** Whether the input can be searched for; a number is an ID, not a name. */
export function isSearchableName(typed: string): boolean {
  const name = typed.trim();
  return name.length >= MIN_NAME_LENGTH && !/^#?\d+$/.test(name);
}

/** Searches for a name while it is being typed. */
export class PeopleSearch implements Disposable {
  readonly #directory: Pick<PeopleDirectory, 'find' | 'retryAfterForbidden' | 'blockingFailure'>;
  readonly #changed = new Emitter();
  #name = '';
  #state = IDLE;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** Counts the requests: responses to earlier ones are dropped. */
  #turn = 0;

  readonly onDidChange = this.#changed.event;

  constructor(directory: Pick<PeopleDirectory, 'find' | 'retryAfterForbidden' | 'blockingFailure'>) {
    this.#directory = directory;
  }

  get state(): PeopleSearchState {
    return this.#state;
  }

  /** Queries the portal when typing pauses. */
  search(typed: string): void {
    const name = typed.trim();
    if (name === this.#name) return;
    this.#name = name;
    this.#turn++;
    clearTimeout(this.#pause);
    const { blockingFailure } = this.#directory;
    if (!isSearchableName(name)) {
      this.#become(IDLE);
    } else if (blockingFailure !== undefined) {
      this.#become({ ...IDLE, failure: blockingFailure });
    } else {
      this.#become(LOADING);
      this.#pause = setTimeout(() => void this.#ask(), TYPING_DELAY_MS);
    }
  }

  /** Repeats the request that failed. */
  retry(): void {
    if (this.#state.failure !== undefined) {
      this.#directory.retryAfterForbidden();
      this.#become(LOADING);
      void this.#ask();
    }
  }

  /** Responses that still arrive are dropped. */
  dispose(): void {
    this.#turn++;
    clearTimeout(this.#pause);
  }

  async #ask(): Promise<void> {
    const turn = this.#turn;
    const state = await this.#directory.find(this.#name).then(
      found => ({ ...IDLE, found }),
      (error: unknown) => ({ ...IDLE, failure: failureOrRethrow(error) }),
    );
    if (turn === this.#turn) {
      this.#become(state);
    }
  }

  #become(state: PeopleSearchState): void {
    this.#state = state;
    this.#changed.fire();
  }
}
