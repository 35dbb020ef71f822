import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Caller } from './auth';
import { HOUR_MS, isoDate } from './clock';
import type { Company } from './company';
import type { Draft, Journal } from './journal';
import { type PhpMap, toText } from './php';
import { Refusal } from './refusal';

/** The name that the journal and the faults have for a request to the push server. */
export const PUSH = 'push/sub';

const PATH = '/sub/';
const DATED = 'Thu, 01 Jan 1973 11:11:01 GMT';

interface PushMessage {
  readonly mid: string;
  readonly json: string;
}

interface Waiting {
  readonly userId: number;
  readonly draft: Draft;
  readonly response: ServerResponse;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** The push server of the portal: one private channel for each person, read by long polling. */
export class PushServer {
  /** Whether the portal has a push server at all. */
  isConfigured = true;
  /** A JSON list, or the framed text of older servers. */
  format: 'list' | 'framed' = 'list';
  /** How long a request without messages waits. */
  idleMs = 40_000;
  /** How long channels are valid. */
  lifetimeMs = 12 * HOUR_MS;
  /** Instead of channel ids. */
  isTokenUsed = false;
  /** What `pull.config.get` says of the server, beside the usual. */
  serverOverrides: PhpMap = {};
  /** How often `pull.config.get` was answered. */
  configs = 0;
  readonly secrets = new Set<string>();
  readonly #channels = new Map<string, number>();
  readonly #messages = new Map<number, PushMessage[]>();
  #waiting: readonly Waiting[] = [];
  #lastId = 320_000;
  readonly #clientId = hex(16);

  constructor(
    private readonly company: Company,
    private readonly journal: Journal,
  ) {
    this.secrets.add(this.#clientId);
  }

  /** Whether a path is one of the push server’s. */
  isPath(pathname: string): boolean {
    return pathname === PATH;
  }

  /** The result of `pull.config.get`. */
  config({ userId, clientId }: Caller): PhpMap {
    if (clientId !== undefined) {
      throw new Refusal('WRONG_AUTH_TYPE', {
        status: 403,
        description: 'Method not available for OAuth authorization.',
      });
    }
    if (!this.isConfigured) {
      throw new Refusal('SERVER_ERROR', { status: 500, description: 'Push & Pull server is not configured' });
    }
    this.configs++;
    const now = this.company.now();
    const times = { start: isoDate(now), end: isoDate(now + this.lifetimeMs) };
    const id = this.#newChannel(`${hex(16)}:${hex(16)}.${hex(20)}`, userId);
    const shared = this.#newChannel(`${hex(16)}.${hex(20)}`, userId);
    const address = `${this.company.origin}${PATH}`;
    return {
      server: {
        version: 4,
        server_enabled: true,
        mode: 'shared',
        hostname: 'portal.example',
        long_polling: address,
        long_pooling_secure: address,
        websocket_enabled: true,
        ...this.serverOverrides,
      },
      api: { revision_web: 19, revision_mobile: 3 },
      channels: {
        shared: { id: shared, ...times, type: 'shared' },
        private: { id, public_id: hex(16), ...times, type: 'private' },
      },
      publicChannels: [],
      ...(this.isTokenUsed
        ? { jwt: this.#newChannel(`ey${hex(24)}.${hex(24)}`, userId) }
        : { clientId: this.#clientId }),
      serverTime: isoDate(now),
    };
  }

  /** Sends a message to somebody’s private channel. */
  publish(userId: number, module: string, command: string, params: PhpMap = {}): void {
    const id = ++this.#lastId;
    // Larger than the numbers that JavaScript can tell apart.
    const mid = `1748938146${String(id).padStart(14, '0')}`;
    const now = this.company.now();
    const text = { module_id: module, command, params, extra: { server_time_unix: now / 1000 } };
    const json = JSON.stringify({
      id,
      mid,
      channel: hex(16),
      tag: String(id),
      time: new Date(now).toUTCString(),
      text,
    });
    const all = this.#messages.get(userId) ?? [];
    this.#messages.set(userId, all);
    all.push({ mid, json });
    for (const waiting of this.#waiting.filter(each => each.userId === userId)) {
      this.#send(waiting, this.#written([{ mid, json }]));
    }
  }

  /** Ends all requests that wait, as at the end of their time. */
  endWaiting(): void {
    for (const waiting of this.#waiting) this.#idle(waiting);
  }

  /** Breaks the connections of all requests that wait. */
  breakWaiting(): void {
    for (const { response } of this.#waiting) response.socket?.resetAndDestroy();
  }

  /** No channel that was given out so far is known any more. */
  forgetChannels(): void {
    this.#channels.clear();
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Answers at once if there is something newer than the request’s `mid`, else when there is. */
  take(draft: Draft, response: ServerResponse): void {
    const { CHANNEL_ID, token, mid } = draft.params;
    const [channel = ''] = toText(token ?? CHANNEL_ID ?? '').split('/');
    const userId = this.#channels.get(channel);
    if (userId === undefined) {
      this.#answer(draft, response, 403, 'rejected', 'Wrong Channel Id');
      return;
    }
    draft.userId = userId;
    const missed = typeof mid === 'string' ? (this.#messages.get(userId) ?? []).filter(each => each.mid > mid) : [];
    if (missed.length > 0) {
      this.#answer(draft, response, 200, 'ok', this.#written(missed));
      return;
    }
    const timer = setTimeout(() => this.#idle(waiting), this.idleMs);
    const waiting: Waiting = { userId, draft, response, timer };
    this.#waiting = [...this.#waiting, waiting];
    response.once('close', () => this.#remove(waiting));
  }

  end(): void {
    for (const { timer } of this.#waiting) clearTimeout(timer);
    this.#waiting = [];
  }

  #idle(waiting: Waiting): void {
    this.#remove(waiting);
    const { draft, response, userId } = waiting;
    const last = this.#messages.get(userId)?.at(-1)?.mid ?? '';
    this.#answer(draft, response, 304, 'idle', '', { 'Last-Message-Id': last, Expires: DATED });
  }

  #send(waiting: Waiting, body: string): void {
    this.#remove(waiting);
    this.#answer(waiting.draft, waiting.response, 200, 'ok', body);
  }

  #answer(
    draft: Draft,
    response: ServerResponse,
    status: number,
    outcome: string,
    body: string,
    headers: Readonly<Record<string, string>> = {},
  ): void {
    draft.status = status;
    draft.outcome = outcome;
    this.journal.settle(draft);
    response.writeHead(status, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': '*', ...headers });
    response.end(body);
  }

  #written(messages: readonly PushMessage[]): string {
    const texts = messages.map(({ json }) => json);
    return this.format === 'list'
      ? `[${texts.join(',')}]`
      : texts.map(text => `#!NGINXNMS!#${text}#!NGINXNME!#`).join('\r\n');
  }

  #newChannel(id: string, userId: number): string {
    this.#channels.set(id, userId);
    for (const secret of [id, ...id.split(/[:.]/)]) this.secrets.add(secret);
    return id;
  }

  #remove(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    this.#waiting = this.#waiting.filter(each => each !== waiting);
  }
}

function hex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
