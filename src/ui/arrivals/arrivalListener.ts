import type { Arrivals } from '../../model/arrivals/arrivals';
import { type Disposable, disposeAll } from '../../model/emitter';
import type { Portal } from '../../model/portal/portal';
import type { Session } from '../../model/portal/session';

interface ArrivalListenerOptions {
  readonly session: Session;
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
    const { announce } = this.#options;
    const listen = (portal: Portal): Disposable => portal.arrivals.onDidArrive(arrivals => announce(portal, arrivals));
    const before = this.#listeners;
    this.#listeners = new Map(portals.map(portal => [portal, before.get(portal) ?? listen(portal)]));
    disposeAll([...before].flatMap(([portal, listener]) => (this.#listeners.has(portal) ? [] : [listener])));
  }
}
