import { randomBytes } from 'node:crypto';
import type { Access } from './auth';
import type { NotificationBox } from './box';
import { Company } from './company';
import { Delivery } from './delivery';
import { Faults } from './faults';
import { Intake } from './intake';
import { Journal } from './journal';
import { Limiter } from './limiter';
import { METHODS } from './methods/all';
import type { SeedNotification } from './notification';
import { AuthorizationServer } from './oauth/authorizationServer';
import type { OAuth } from './oauth/oauth';
import type { Person } from './person';
import { PushServer } from './pushServer';
import { Router } from './router';
import { samplePeople } from './sample/people';
import { sampleNotifications } from './sample/notifications';
import { closed, listen, type Tls } from './server';

export interface PortalOptions {
  /** Any free one when 0 or left out. */
  readonly port?: number;
  /** What stands in the caller's box at the start: the sample, nothing, or these. */
  readonly seed?: 'sample' | 'empty' | readonly SeedNotification[];
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** What the webhook was granted; `im` when left out. */
  readonly scope?: readonly string[];
  /** The portal speaks https then. */
  readonly tls?: Tls;
  /** A fixed secret for the webhook; a random one when left out. */
  readonly code?: string;
}

export interface StandInPortal {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** `<origin>/rest/1/<code>/` */
  readonly webhook: string;
  /** The secret of that webhook. */
  readonly code: string;
  /** The secrets of all its webhooks and applications, and the codes and tokens it has given out so far. */
  readonly secrets: ReadonlySet<string>;
  readonly journal: Journal;
  readonly faults: Faults;
  /** The cloud's limiter of intensity; off until it is started. */
  readonly limiter: Limiter;
  /** The caller's notification chat. */
  readonly box: NotificationBox;
  /** The webhook itself: its scope and state may be changed. */
  readonly access: Access;
  /** Applications, who is signed in, and what becomes of tokens. */
  readonly oauth: OAuth;
  /** The push server: what it answers, and what goes wrong with it. */
  readonly push: PushServer;
  /** Everybody, by their ids. Tests let people come and go. */
  readonly people: Map<number, Person>;
  /** Another person's chat. */
  boxOf(userId: number): NotificationBox;
  /** One more webhook; its address. */
  addWebhook(userId: number, scope?: readonly string[]): string;
  /** Ends everything, what hangs included. */
  close(): Promise<void>;
}

const CALLER_ID = 1;
const FIRST_NOTIFICATION_ID = 1001;

/** Starts a portal that listens on loopback alone. */
export async function startPortal(options: PortalOptions = {}): Promise<StandInPortal> {
  const now = options.now ?? Date.now;
  const company = new Company(now, samplePeople(now()), FIRST_NOTIFICATION_ID);
  const journal = new Journal();
  const faults = new Faults();
  const push = new PushServer(company, journal);
  company.push = push;
  const limiter = new Limiter(now);
  const webhooks: Access[] = [];
  const oauth = new AuthorizationServer(company);
  const router = new Router(METHODS, company, { webhooks, tokens: oauth }, journal, faults);
  const delivery = new Delivery(faults, journal);
  const intake = new Intake({ company, journal, faults, limiter, router, oauth, delivery });

  const { server, origin } = await listen(
    (request, response) => {
      intake.take(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      });
    },
    options.port ?? 0,
    options.tls,
  );
  company.origin = origin;

  const addWebhook = (userId: number, scope: readonly string[] = ['im'], code = secret()): string => {
    webhooks.push({ userId, code, scope, state: 'active' });
    return `${origin}/rest/${userId}/${code}/`;
  };
  const webhook = addWebhook(CALLER_ID, options.scope, options.code);
  const [access] = webhooks;
  if (!access) throw new Error('The portal has no webhook.');
  const box = company.box(CALLER_ID);
  for (const seed of seedOf(options.seed, now())) box.add(seed, { isTagUnique: false });

  return {
    origin,
    webhook,
    code: access.code,
    get secrets() {
      return new Set([...webhooks.map(({ code }) => code), ...oauth.secrets, ...push.secrets]);
    },
    journal,
    faults,
    limiter,
    box,
    access,
    oauth,
    push,
    people: company.people,
    boxOf: userId => company.box(userId),
    addWebhook: (userId, scope) => addWebhook(userId, scope),
    close() {
      faults.clear();
      push.end();
      return closed(server);
    },
  };
}

function seedOf(seed: PortalOptions['seed'], nowMs: number): readonly SeedNotification[] {
  if (seed === 'empty') return [];
  return seed === undefined || seed === 'sample' ? sampleNotifications(nowMs) : seed;
}

/** Sixteen characters, as a webhook's secret has. */
function secret(): string {
  return randomBytes(8).toString('hex');
}
