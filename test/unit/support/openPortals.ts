import assert from 'node:assert/strict';
import { parseWebhook, type Webhook } from '../../../src/bitrix24/address/webhook';
import type { Credential } from '../../../src/bitrix24/auth/credential';
import { PortalConnector } from '../../../src/bitrix24/portalConnector';
import { accountId } from '../../../src/model/account';
import type { Portal } from '../../../src/model/portal/portal';
import { Session } from '../../../src/model/portal/session';
import type { StandInPortal } from '../../portal/portal';
import { singleAccountWindows } from './singleWindow';
import { MapState } from './memento';
import { MemoryCacheStorage } from './memoryCacheStorage';
import { HOUR_MS } from './clock';

/** A window whose portals call over real HTTP, and poll once by themselves. */
export class OpenPortals {
  readonly session = new Session();
  /** What is kept for all windows, by account. */
  readonly kept = new Map<string, Credential>();
  /** What was to be kept anew. */
  readonly renewed: Credential[] = [];
  /** The methods that were called, with what came of them: `im.notify.get ok`. */
  readonly log: string[] = [];
  readonly portals: PortalConnector;

  /** `shared`: what all windows see. */
  constructor(readonly shared = new MapState()) {
    this.portals = new PortalConnector({
      session: this.session,
      credentials: {
        credential: id => Promise.resolve(this.kept.get(id)),
        updateTokens: credential => {
          this.renewed.push(credential);
          this.kept.set(accountId(credential), credential);
          return Promise.resolve();
        },
      },
      windows: {
        context: singleAccountWindows(shared).context,
        forAccount: () => singleAccountWindows(shared),
      },
      cacheStorage: new MemoryCacheStorage(),
      intervalMs: () => HOUR_MS,
      onCall: ({ method, outcome }) => this.log.push(`${method} ${outcome}`),
      onSkipped: () => undefined,
    });
  }

  /** Keeps and connects these and no others; gives their portals. */
  connect(...credentials: readonly Credential[]): readonly Portal[] {
    return this.connectAs(...credentials.map(credential => ['', credential] as const));
  }

  /** The same with what a person calls them. */
  connectAs(...all: readonly (readonly [string, Credential])[]): readonly Portal[] {
    this.kept.clear();
    for (const [, credential] of all) {
      this.kept.set(accountId(credential), credential);
    }
    this.portals.connect(all.map(([name, credential]) => ({ name, credential })));
    return this.session.portals;
  }

  /** Connects one alone. */
  connectOne(credential: Credential): Portal {
    const [portal] = this.connect(credential);
    return portal ?? assert.fail();
  }

  /** Waits until the session shows that it is so, and what led to it is at its end. */
  async until(isSo: () => boolean): Promise<void> {
    if (!isSo()) {
      await new Promise<void>(resolve => {
        const subscription = this.session.onDidChange(() => {
          if (isSo()) {
            subscription.dispose();
            resolve();
          }
        });
      });
    }
    await new Promise(resolve => setImmediate(resolve));
  }

  async ready(...portals: readonly Portal[]): Promise<void> {
    await this.until(() =>
      portals.every(({ inbox: { state } }) => state.kind === 'ready' && state.failure === undefined),
    );
  }

  async failed(portal: Portal): Promise<string> {
    await this.until(() => portal.inbox.failure !== undefined);
    return portal.inbox.failure?.kind ?? '';
  }

  end(): void {
    this.session.dispose();
  }
}

export function webhookOf(address: string): Webhook {
  const reading = parseWebhook(address);
  assert.ok(reading.kind === 'webhook', address);
  return reading.webhook;
}

/** How often the portal was asked for its list; the check of a credential asks for a single notification. */
export function pages({ journal }: StandInPortal): number {
  return journal.calls('im.notify.get').filter(({ params }) => params.LIMIT !== 1).length;
}
