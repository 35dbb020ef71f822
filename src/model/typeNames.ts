import { Emitter } from './emitter';
import { failureIn } from './portalFailure';

/** `im.notify.schema.get`. Rejects with a `PortalFailure` alone. */
export interface NotificationSchema {
  /** The names of the types by `module|event`, and of the modules by their ids, in the portal's language. */
  typeNames(): Promise<ReadonlyMap<string, string>>;
}

/** What the portal calls the types of notifications. They are asked for once. */
export class TypeNames {
  readonly #schema: NotificationSchema;
  readonly #changed = new Emitter();
  #names: ReadonlyMap<string, string> = new Map();
  #loading: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(schema: NotificationSchema) {
    this.#schema = schema;
  }

  /** All that are known, by `module|event`. */
  get all(): ReadonlyMap<string, string> {
    return this.#names;
  }

  /** The type's name, else its module's, else its id. */
  readonly of = (typeId: string): string =>
    this.#names.get(typeId) ?? this.#names.get(typeId.split('|', 1)[0] ?? '') ?? typeId;

  /** Asks the portal, unless it was reached before. Never rejects: without the names their ids stand there. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<void> {
    try {
      this.#names = await this.#schema.typeNames();
      this.#changed.fire();
    } catch (error) {
      const { kind } = failureIn(error);
      if (kind === 'unreachable' || kind === 'rateLimited') {
        this.#loading = undefined;
      }
    }
  }
}
