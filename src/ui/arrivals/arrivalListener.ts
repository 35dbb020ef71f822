import type { Arrivals } from '../../model/arrivals/arrivals';
import { type Disposable, disposeAll, type Event } from '../../model/emitter';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';

interface ArrivalListenerOptions {
  readonly session: Session;
  /** What arrives in the portal and is for this window to announce. */
  readonly arrivalsOf: (portal: Portal) => Event<Arrivals>;
  readonly announce: (portal: Portal, arrivals: Arrivals) => void;
}

/** Passes on what arrives in the connected portals. */
export class ArrivalListener implements Disposable {
  readonly #options: ArrivalListenerOptions;
  readonly #subscription: Disposable;
  #listeners: ReadonlyMap<Portal, Disposable> = new Map();

  constructor(options: ArrivalListenerOptions) {
    const { session } = options;
    this.#options = options;
    this.#subscription = session.onDidChange(() => this.#update(session.portals));
    this.#update(session.portals);
  }

  dispose(): void {
    disposeAll([this.#subscription, ...this.#listeners.values()]);
  }

  #update(portals: readonly Portal[]): void {
    if (portals.length === this.#listeners.size && portals.every(portal => this.#listeners.has(portal))) return;
    const { arrivalsOf, announce } = this.#options;
    const listen = (portal: Portal): Disposable => arrivalsOf(portal)(arrivals => announce(portal, arrivals));
    const before = this.#listeners;
    this.#listeners = new Map(portals.map(portal => [portal, before.get(portal) ?? listen(portal)]));
    disposeAll([...before].flatMap(([portal, listener]) => (this.#listeners.has(portal) ? [] : [listener])));
  }
}
