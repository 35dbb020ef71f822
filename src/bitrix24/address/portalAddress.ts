import { isHttpsOrLoopback, parseUrl } from './address';
import { findUrls, trimPastedText } from './pastedText';
import { parseWebhook } from './webhook';

export type PortalAddressProblem = 'empty' | 'notAnAddress' | 'notHttps' | 'hasPassword' | 'webhook' | 'several';

type PortalAddressParseResult =
  /** `https://<portal>`, without a path. */
  | { readonly kind: 'portal'; readonly origin: string }
  | { readonly kind: 'problem'; readonly problem: PortalAddressProblem };

/**
 * Parses a portal's address as typed or pasted by the user: `portal.bitrix24.com`, or the URL of any of its pages, with
 * the text around it.
 */
export function parsePortalAddress(text: string): PortalAddressParseResult {
  if (trimPastedText(text) === '') return problem('empty');
  if (parseWebhook(text).kind === 'webhook') return problem('webhook');
  const results = findUrls(trimPastedText(text), ANY_TEXT, 'https').map(url => parseAddress(url.text));
  const origins = new Set(results.flatMap(result => (result.kind === 'portal' ? [result.origin] : [])));
  if (origins.size > 1) return problem('several');
  return results.find(({ kind }) => kind === 'portal') ?? results[0] ?? problem('notAnAddress');
}

/** All of a text, if it has no URL with a scheme. */
const ANY_TEXT = /[^]+/;

function parseAddress(address: string): PortalAddressParseResult {
  const url = parseUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol) || !/[.:]|^localhost$/.test(url.hostname)) {
    return problem('notAnAddress');
  }
  if (!isHttpsOrLoopback(url)) return problem('notHttps');
  if (url.username !== '' || url.password !== '') return problem('hasPassword');
  // A trailing dot does not change the host, but it makes a different origin.
  return { kind: 'portal', origin: url.origin.replace(/\.(?=:\d+$|$)/, '') };
}

function problem(name: PortalAddressProblem): PortalAddressParseResult {
  return { kind: 'problem', problem: name };
}
