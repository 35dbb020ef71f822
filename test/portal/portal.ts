import { randomBytes } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { parseAddress } from './address';
import type { Access } from './auth';
import { parseBody, readBody } from './body';
import type { NotificationBox } from './box';
import { Company } from './company';
import { Delivery, page, type Exchange } from './delivery';
import { Faults } from './faults';
import { Journal, type Draft } from './journal';
import { Limiter } from './limiter';
import { METHODS } from './methods/all';
import type { SeedNotification } from './notification';
import type { Person } from './person';
import { parseQuery } from './queryString';
import { Refusal } from './refusal';
import { Router } from './router';
import { samplePeople } from './sample/people';
import { sampleNotifications } from './sample/notifications';

export interface PortalOptions {
  /** Any free one when 0 or left out. */
  readonly port?: number;
  /** What stands in the caller's box at the start: the sample, nothing, or these. */
  readonly seed?: 'sample' | 'empty' | readonly SeedNotification[];
  /** Unix milliseconds. */
  readonly now?: () => number;
  /** What the webhook was granted; `im` when left out. */
  readonly scope?: readonly string[];
  /** PEM; the portal speaks https then. */
  readonly tls?: { readonly key: string; readonly cert: string };
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
  readonly journal: Journal;
  readonly faults: Faults;
  /** The cloud's limiter of intensity; off until it is started. */
  readonly limiter: Limiter;
  /** The caller's notification chat. */
  readonly box: NotificationBox;
  /** The webhook itself: its scope and state may be changed. */
  readonly access: Access;
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
const LOOPBACK = '127.0.0.1';

/** Starts a portal that listens on loopback alone. */
export async function startPortal(options: PortalOptions = {}): Promise<StandInPortal> {
  const now = options.now ?? Date.now;
  const company = new Company(now, samplePeople(now()), FIRST_NOTIFICATION_ID);
  const journal = new Journal();
  const faults = new Faults();
  const limiter = new Limiter(now);
  const webhooks: Access[] = [];
  const router = new Router(METHODS, company, webhooks, journal, faults);
  const delivery = new Delivery(router, faults, journal);

  const server = listenTo((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  }, options.tls);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const url = request.url ?? '/';
    const { pathname, search } = new URL(`${company.origin}${url}`);
    const address = parseAddress(pathname);
    const params = {
      ...parseQuery(search.slice(1)),
      ...(await parseBody(body, request.headers['content-type'] ?? '')),
    };
    const draft = draftOf(request, address?.method ?? '', params);
    journal.arrive(draft);
    response.once('close', () => {
      if (draft.outcome === 'pending') journal.abandon(draft);
    });
    if (!address) {
      Object.assign(draft, { status: 404, outcome: 'html' });
      journal.settle(draft);
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(404));
      return;
    }
    const call = { address, params, headers: request.headers };
    const exchange: Exchange = {
      response,
      draft,
      transport: address.transport,
      url,
      execute: () => router.run(call, draft),
    };
    if (limiter.admits()) await delivery.deliver(exchange, faults.take(draft.method));
    else delivery.reply(exchange, router.refused(new Refusal('QUERY_LIMIT_EXCEEDED')));
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo;
  company.origin = `${options.tls ? 'https' : 'http'}://${LOOPBACK}:${port}`;

  const addWebhook = (userId: number, scope: readonly string[] = ['im'], code = secret()): string => {
    webhooks.push({ userId, code, scope, state: 'active' });
    return `${company.origin}/rest/${userId}/${code}/`;
  };
  const webhook = addWebhook(CALLER_ID, options.scope, options.code);
  const [access] = webhooks;
  if (!access) throw new Error('The portal has no webhook.');
  const box = company.box(CALLER_ID);
  for (const seed of seedOf(options.seed, now())) box.add(seed, { isTagUnique: false });

  return {
    origin: company.origin,
    webhook,
    code: access.code,
    journal,
    faults,
    limiter,
    box,
    access,
    people: company.people,
    boxOf: userId => company.box(userId),
    addWebhook: (userId, scope) => addWebhook(userId, scope),
    close: () =>
      new Promise(resolve => {
        faults.clear();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listenTo(listener: RequestListener, tls: PortalOptions['tls']): Server {
  return tls ? createTlsServer(tls, listener) : createServer(listener);
}

function draftOf(request: IncomingMessage, method: string, params: Draft['params']): Draft {
  return {
    method: method.toLowerCase(),
    params,
    httpMethod: request.method ?? '',
    headers: request.headers,
    userId: undefined,
    isInBatch: false,
    status: undefined,
    outcome: 'pending',
    isExecuted: false,
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
