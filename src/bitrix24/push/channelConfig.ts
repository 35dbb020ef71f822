import * as v from 'valibot';
import { toNumber } from '../../model/unknownValue';
import { isHttpsOrLoopback, isLoopbackHost, parseUrl } from '../address/address';

/** Where and how to ask for a person's messages. */
export interface ChannelConfig {
  /** The address of the long polling, which is a secret. */
  readonly url: URL;
  /** When to ask for another configuration, in milliseconds since the epoch. */
  readonly renewAt: number;
}

/** Channels are valid for twelve hours. */
const MAX_LIFETIME_MS = 12 * 3_600_000;
/** However short the portal, or a wrong clock, says that they are valid. */
const MIN_LIFETIME_MS = 10 * 60_000;
/** How long before the end of a channel another one is requested. */
const RENEWAL_MARGIN_MS = 10 * 60_000;

/** The ids, signatures and tokens of the portal: visible ASCII characters. */
const secretSchema = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,4096}$/));
const optionalSecretSchema = v.fallback(v.optional(secretSchema), undefined);
const channelSchema = v.object({ id: secretSchema, end: v.optional(v.unknown()) });

const configSchema = v.object({
  server: v.object({
    server_enabled: v.optional(v.unknown()),
    long_pooling_secure: v.optional(v.unknown()),
    long_polling_secure: v.optional(v.unknown()),
    long_polling: v.optional(v.unknown()),
  }),
  channels: v.fallback(
    v.object({
      private: v.fallback(v.optional(channelSchema), undefined),
      shared: v.fallback(v.optional(channelSchema), undefined),
    }),
    {},
  ),
  exp: v.optional(v.unknown()),
  clientId: optionalSecretSchema,
  jwt: optionalSecretSchema,
  serverTime: v.optional(v.unknown()),
});

/**
 * Decodes the result of `pull.config.get`. Returns `undefined` if the portal has no push server that can be reached by
 * long polling, and safely: by `https:`, or on this machine if the portal is. `origin`: the portal's.
 */
export function decodeChannelConfig(result: unknown, origin: string, now: number): ChannelConfig | undefined {
  const parsed = v.safeParse(configSchema, result);
  if (!parsed.success) return undefined;
  const { server, channels, exp, clientId, jwt, serverTime } = parsed.output;
  if ([false, 'N', 0].some(value => value === server.server_enabled)) return undefined;
  const url = [server.long_pooling_secure, server.long_polling_secure, server.long_polling]
    .map(address => parseChannelAddress(address, origin))
    .find(each => each !== undefined);
  if (url === undefined) return undefined;
  if (jwt !== undefined) {
    url.searchParams.set('token', jwt);
  } else if (channels.private !== undefined) {
    const { id } = channels.private;
    url.searchParams.set('CHANNEL_ID', channels.shared === undefined ? id : `${id}/${channels.shared.id}`);
  } else {
    return undefined;
  }
  url.searchParams.set('format', 'json');
  if (clientId !== undefined) {
    url.searchParams.set('clientId', clientId);
  }
  const ends = [channels.private?.end, channels.shared?.end, exp].map(toTime).filter(time => !Number.isNaN(time));
  // By the portal's clock, which may differ from this one.
  const portalNow = toTime(serverTime);
  const lifetimeMs = Math.min(...ends) - (Number.isNaN(portalNow) ? now : portalNow) - RENEWAL_MARGIN_MS;
  return { url, renewAt: now + Math.min(Math.max(lifetimeMs, MIN_LIFETIME_MS), MAX_LIFETIME_MS) };
}

function parseChannelAddress(address: unknown, origin: string): URL | undefined {
  const url = typeof address === 'string' ? parseUrl(address) : undefined;
  if (url === undefined || !isHttpsOrLoopback(url) || url.username + url.password !== '') return undefined;
  if (url.protocol !== 'https:' && !isLoopbackHost(new URL(origin).host)) return undefined;
  url.hash = '';
  return url;
}

/** Returns the time of an ISO date or of unix seconds, in milliseconds since the epoch; `NaN` for anything else. */
function toTime(value: unknown): number {
  const seconds = toNumber(value);
  if (!Number.isNaN(seconds)) return seconds > 0 ? seconds * 1000 : NaN;
  return typeof value === 'string' ? Date.parse(value) : NaN;
}
