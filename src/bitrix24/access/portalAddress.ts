import { isPrivate, trimmed, urlIn } from './address';
import { readWebhook } from './webhook';

export type PortalProblem = 'empty' | 'notAnAddress' | 'notHttps' | 'hasPassword' | 'webhook';

export type PortalReading =
  /** `https://<portal>`, without a path. */
  | { readonly kind: 'portal'; readonly origin: string }
  | { readonly kind: 'problem'; readonly problem: PortalProblem };

/** Reads a portal's address as a person types it: `portal.bitrix24.com`, or the address of any of its pages. */
export function readPortalAddress(text: string): PortalReading {
  const typed = trimmed(text);
  if (typed === '') {
    return { kind: 'problem', problem: 'empty' };
  }
  const address = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (readWebhook(address).kind === 'webhook') {
    return { kind: 'problem', problem: 'webhook' };
  }
  const url = urlIn(address);
  if (url === undefined || !/^https?:$/.test(url.protocol) || !/[.:]|^localhost$/.test(url.hostname)) {
    return { kind: 'problem', problem: 'notAnAddress' };
  }
  if (!isPrivate(url)) {
    return { kind: 'problem', problem: 'notHttps' };
  }
  if (url.username !== '' || url.password !== '') {
    return { kind: 'problem', problem: 'hasPassword' };
  }
  // A full stop at its end says nothing about a host, but makes another origin of it.
  return { kind: 'portal', origin: url.origin.replace(/\.(?=:\d+$|$)/, '') };
}
