import type { Directory } from './directory';
import { Emitter } from './emitter';
import type { Disposable } from './emitter';
import type { Person } from './outbox';
import { failureIn } from './portalFailure';
import type { Failure } from './portalFailure';

export interface PeopleSearchState {
  /** What the portal found for the name that is typed. */
  readonly found: readonly Person[];
  /** The portal is being asked, or will be when the typing pauses. */
  readonly isAsking: boolean;
  /** Why the portal did not answer. */
  readonly failure?: Failure;
}

const PAUSE_MS = 300;
/** Shorter names are not looked up. */
const LEAST_NAME = 2;
const NOTHING: PeopleSearchState = { found: [], isAsking: false };
const ASKING: PeopleSearchState = { found: [], isAsking: true };

/** What is typed can be looked up; a number is an id and no name. */
export function isName(typed: string): boolean {
  const name = typed.trim();
  return name.length >= LEAST_NAME && !/^#?\d+$/.test(name);
}

/** Looks a name up while it is typed. */
export class PeopleSearch implements Disposable {
  readonly #directory: Pick<Directory, 'find' | 'forgetRefusal' | 'refusal'>;
  readonly #changed = new Emitter();
  #name = '';
  #state = NOTHING;
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** Counts the questions: an answer to an earlier one is dropped. */
  #turn = 0;

  readonly onDidChange = this.#changed.event;

  constructor(directory: Pick<Directory, 'find' | 'forgetRefusal' | 'refusal'>) {
    this.#directory = directory;
  }

  get state(): PeopleSearchState {
    return this.#state;
  }

  /** The portal is asked when the typing pauses. */
  search(typed: string): void {
    const name = typed.trim();
    if (name === this.#name) {
      return;
    }
    this.#name = name;
    this.#turn++;
    clearTimeout(this.#pause);
    const { refusal } = this.#directory;
    if (!isName(name)) {
      this.#become(NOTHING);
    } else if (refusal !== undefined) {
      this.#become({ ...NOTHING, failure: refusal });
    } else {
      this.#become(ASKING);
      this.#pause = setTimeout(() => void this.#ask(), PAUSE_MS);
    }
  }

  /** Asks once more what failed. */
  retry(): void {
    if (this.#state.failure !== undefined) {
      this.#directory.forgetRefusal();
      this.#become(ASKING);
      void this.#ask();
    }
  }

  /** What still arrives is dropped. */
  dispose(): void {
    this.#turn++;
    clearTimeout(this.#pause);
  }

  async #ask(): Promise<void> {
    const turn = this.#turn;
    const state = await this.#directory.find(this.#name).then(
      found => ({ ...NOTHING, found }),
      (error: unknown) => ({ ...NOTHING, failure: failureIn(error) }),
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
