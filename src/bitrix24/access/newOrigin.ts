import { isLoopback } from './address';
import { readPortalAddress } from './portalAddress';

/** What people can read as a host's name, or an IPv6 address. */
const HOSTNAME = /^[a-z\d._-]+$|^\[[a-f\d:.]+\]$/;

/** Characters of a part of a path that may be a secret. */
const SECRET_LENGTH = 6;

/**
 * Where a redirect (`Location`) says that the portal has moved to: the origin alone, for the path holds a webhook's
 * secret. A renamed portal leads to the same path of another host; `undefined`: it is no such redirect, or leads where
 * nobody should follow.
 */
export function newOriginIn(location: string | null, asked: string): string | undefined {
  if (location === null || !URL.canParse(location)) {
    return undefined;
  }
  const [from, to] = [new URL(asked), new URL(location)];
  const reading = readPortalAddress(to.origin);
  if (!/^https?:$/.test(to.protocol) || reading.kind !== 'portal' || reading.origin === from.origin) {
    return undefined;
  }
  const { hostname } = new URL(reading.origin);
  const isBare = to.username + to.password + to.search + to.hash === '';
  const isSamePath = withoutSlash(to.pathname) === withoutSlash(from.pathname);
  // What is on this machine is no portal that was on another one.
  const isNear = isLoopback(from.hostname) || !isLoopback(hostname);
  return isBare && isSamePath && isNear && HOSTNAME.test(hostname) && !spells(hostname, from)
    ? reading.origin
    : undefined;
}

/** A host is shown, and may not be made of what stands in the path. */
function spells(hostname: string, { pathname }: URL): boolean {
  const parts = pathname.toLowerCase().split('/');
  return parts.some(part => part.length >= SECRET_LENGTH && hostname.includes(part));
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}
