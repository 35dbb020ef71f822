import { Emitter } from './emitter';
import type { Keep, KeptNames } from './kept';
import { isWithin } from './moments';
import { failureIn } from './portalFailure';

/** `im.notify.schema.get`. Rejects with a `PortalFailure` alone. */
export interface NotificationSchema {
  /** The names of the types by `module|event`, and of the modules by their ids, in the portal's language. */
  typeNames(): Promise<ReadonlyMap<string, string>>;
}

/** They hardly ever change. */
const KEPT_MS = 24 * 3_600_000;

/** What the portal calls the types of notifications. They are asked for once, and not where they were kept today. */
export class TypeNames {
  readonly #schema: NotificationSchema;
  readonly #keep: Keep<KeptNames>;
  readonly #changed = new Emitter();
  #names: ReadonlyMap<string, string> = new Map();
  #loading: Promise<void> | undefined;

  readonly onDidChange = this.#changed.event;

  constructor(schema: NotificationSchema, keep: Keep<KeptNames>) {
    this.#schema = schema;
    this.#keep = keep;
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

  /** Shows those that were kept; gives when they were asked for. */
  async recall(): Promise<number | undefined> {
    const kept = await this.#keep.read();
    if (kept !== undefined) {
      this.#set(kept.names);
    }
    return kept?.askedAt;
  }

  #set(names: ReadonlyMap<string, string>): void {
    this.#names = names;
    this.#changed.fire();
  }

  async #load(): Promise<void> {
    const keptAt = await this.recall();
    if (keptAt !== undefined && isWithin(keptAt, KEPT_MS, Date.now())) {
      return;
    }
    try {
      const askedAt = Date.now();
      const names = await this.#schema.typeNames();
      this.#set(names);
      await this.#keep.write({ askedAt, names }).catch(() => undefined);
    } catch (error) {
      const { kind } = failureIn(error);
      if (kind === 'unreachable' || kind === 'rateLimited') {
        this.#loading = undefined;
      }
    }
  }
}
