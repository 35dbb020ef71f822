import type { Credential } from '../../../src/bitrix24/auth/credential';
import { PortalConnector } from '../../../src/bitrix24/portalConnector';
import type { Arrivals } from '../../../src/model/arrivals/arrivals';
import type { Portal } from '../../../src/model/portal/portal';
import { Session } from '../../../src/model/portal/session';
import type { Leadership } from '../../../src/model/windows/leadership';
import { SerializedMemento } from '../../../src/model/windows/sharedMemento';
import { Windows } from '../../../src/model/windows/windows';
import { Memento } from './memento';
import { httpClientLoaded } from './httpClient';
import { MemoryCacheStorage } from './memoryCacheStorage';
import { stoppedClock } from './clock';
import { WindowThread } from './windowThread';

const STEP_MS = 250;
export const INTERVAL_MS = 30_000;

type Values = Memento['values'];

/** From an extension to VS Code's own process, and back: milliseconds. */
const LONGEST_WAY_MS = 15;

/** One of several windows, with an extension host of its own. */
export class SimulatedWindow {
  readonly session = new Session();
  readonly windows: Windows;
  readonly memento: Memento;
  readonly state: SerializedMemento;
  readonly thread: WindowThread;
  /** The methods that it called. */
  readonly calls: string[] = [];
  /** What is on its way to it, the first first. */
  readonly received: (() => void)[] = [];
  /** The names of what it read in the shared state, could not parse and ignores. */
  readonly ignored: string[] = [];
  /** The notifications that it told the user of, and why. */
  readonly told: { readonly id: number; readonly reason: Arrivals['reason'] }[] = [];
  /** How often VS Code wrote its state. */
  writes = 0;
  readonly #portals: PortalConnector;
  readonly #leaderships: Pick<Leadership, 'isLeader'>[] = [];

  constructor(id: string, memento: Memento, shelf: MemoryCacheStorage, random: () => number, thread: WindowThread) {
    this.thread = thread;
    this.memento = memento;
    this.state = new SerializedMemento(memento);
    this.windows = new Windows(this.state, id, random);
    this.#portals = new PortalConnector({
      session: this.session,
      windows: {
        context: this.windows.context,
        forAccount: accountId => {
          const account = this.windows.forAccount(accountId);
          this.#leaderships.push(account.leadership);
          return account;
        },
      },
      cacheStorage: shelf,
      credentials: { credential: () => Promise.resolve(undefined), updateTokens: () => Promise.resolve() },
      intervalMs: () => INTERVAL_MS,
      onCall: ({ method }) => this.calls.push(method),
      onSkipped: () => undefined,
      onIgnored: name => this.ignored.push(name),
    });
  }

  connect(...credentials: readonly Credential[]): void {
    this.#portals.connect(credentials.map(credential => ({ name: '', credential })));
    for (const { arrivals } of this.session.portals) {
      arrivals.onDidArrive(({ notifications, reason }) => {
        this.told.push(...notifications.map(({ id }) => ({ id, reason })));
      });
    }
  }

  get isLeader(): boolean {
    return this.#leaderships.some(({ isLeader }) => isLeader);
  }

  get portal(): Portal {
    const [portal] = this.session.portals;
    if (portal === undefined) {
      throw new Error('The window has no portal.');
    }
    return portal;
  }

  /** What its list shows: ids, unread ones marked, and why it is old. */
  get shown(): string {
    const { state } = this.portal.inbox;
    if (state.kind !== 'ready') {
      return state.kind === 'failed' ? `failed ${state.failure.kind}` : state.kind;
    }
    const list = state.notifications.map(({ id, isRead }) => `${id}${isRead ? '' : '*'}`).join(' ');
    const old = [state.isCached === true ? 'kept' : '', state.failure?.kind ?? ''].filter(Boolean);
    return [list, ...old.map(each => `(${each})`)].join(' ');
  }
}

export interface ManyWindowsOptions {
  /** How long a write is on its way to another window. */
  readonly delayMs?: readonly [number, number];
  readonly seed?: number;
  /** Whether a window's `thread` can be suspended. */
  readonly canSuspend?: boolean;
}

/** Windows of one VS Code, on one clock that stands still while the portal answers. */
export class ManyWindows {
  readonly shelf = new MemoryCacheStorage();
  readonly clock = stoppedClock(Date.now());
  readonly #fetch = globalThis.fetch;
  readonly #delayMs: readonly [number, number];
  readonly #canSuspend: boolean;
  #seed: number;
  #all: readonly SimulatedWindow[] = [];
  #disk: Values = {};
  #underWay = 0;

  constructor({ delayMs = [1, 50], seed = 1, canSuspend = false }: ManyWindowsOptions = {}) {
    this.#canSuspend = canSuspend;
    if (canSuspend) {
      WindowThread.holdTimers();
    }
    this.#delayMs = delayMs;
    this.#seed = seed;
    globalThis.fetch = async (...request) => {
      // A request to the push server waits for as long as nothing happens.
      if (request[0] instanceof URL) return this.#fetch(...request);
      this.#underWay++;
      try {
        const response = await this.#fetch(...request);
        const { status, headers } = response;
        return new Response(await response.arrayBuffer(), { status, headers });
      } finally {
        this.#underWay--;
        await WindowThread.whenAwake();
      }
    };
  }

  get all(): readonly SimulatedWindow[] {
    return this.#all;
  }

  /** Those that take themselves for the one that polls. */
  get leaders(): readonly SimulatedWindow[] {
    return this.#all.filter(({ isLeader }) => isLeader);
  }

  open(...credentials: readonly Credential[]): SimulatedWindow {
    const id = String(this.#random()).slice(2);
    const sent: (() => void)[] = [];
    const send = (values: Values): void => {
      window.writes++;
      this.#arriveInOrder(sent, () => {
        this.#disk = values;
        for (const { received, thread: others, memento: other } of this.#all.filter(each => each !== window)) {
          this.#arriveInOrder(received, () => others.receive(() => (other.values = values)));
        }
      });
    };
    const memento = new Memento(this.#disk, { send, wayMs: () => LONGEST_WAY_MS * this.#random() });
    const thread = new WindowThread();
    const create = (): SimulatedWindow => new SimulatedWindow(id, memento, this.shelf, () => this.#random(), thread);
    const window = this.#canSuspend ? thread.run(create) : create();
    this.#all = [...this.#all, window];
    if (credentials.length > 0) {
      this.within(window, () => window.connect(...credentials));
    }
    return window;
  }

  /** Does something in a window that can be suspended. */
  within(window: SimulatedWindow, act: () => void): void {
    if (this.#canSuspend) window.thread.run(act);
    else act();
  }

  /** As a person closes it. */
  close(window: SimulatedWindow): void {
    window.session.dispose();
    window.windows.dispose();
    this.#all = this.#all.filter(each => each !== window);
  }

  /** Nothing that it does from here on reaches anybody. */
  kill(window: SimulatedWindow): void {
    void window.memento.cut();
    this.close(window);
  }

  async advance(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      await this.clock.tickAsync(Math.min(STEP_MS, ms - passed));
      await this.settled();
    }
  }

  /** Advances until it is so, and gives how long that took, in milliseconds. */
  async until(isSo: () => boolean, mostMs = 60_000): Promise<number> {
    const start = Date.now();
    await this.settled();
    while (!isSo()) {
      if (Date.now() - start > mostMs) {
        throw new Error(`It is not so after ${mostMs} ms: ${this.#all.map(({ shown }) => shown).join(' | ')}`);
      }
      await this.advance(STEP_MS);
    }
    return Date.now() - start;
  }

  /** Lets happen all that needs no time, answers of the portal too. */
  async settled(): Promise<void> {
    await httpClientLoaded;
    do {
      await new Promise(resolve => setImmediate(resolve));
    } while (this.#underWay > 0);
    await new Promise(resolve => setImmediate(resolve));
  }

  async end(): Promise<void> {
    for (const window of this.#all) {
      this.close(window);
    }
    await this.settled();
    globalThis.fetch = this.#fetch;
    this.clock.uninstall();
  }

  /**
   * Half of the way from a window to another: all writes pass one place, VS Code's main process or the browser, which
   * every window hears in the same order.
   */
  #arriveInOrder(onTheirWay: (() => void)[], arrive: () => void): void {
    onTheirWay.push(arrive);
    WindowThread.outside(() => setTimeout(() => onTheirWay.shift()?.(), this.#delay() / 2));
  }

  #delay(): number {
    const [least, most] = this.#delayMs;
    return least + (most - least) * this.#random();
  }

  /** The same in each run. */
  #random(): number {
    this.#seed = (this.#seed * 48_271) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }
}
