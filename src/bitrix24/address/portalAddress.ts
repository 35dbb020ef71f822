import { isHttpsOrLoopback, parseUrl } from './address';
import { findUrls, MAX_PASTED_LENGTH, type PastedUrl, trimPastedText } from './pastedText';
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
  if (text.length > MAX_PASTED_LENGTH) return problem('notAnAddress');
  if (trimPastedText(text) === '') return problem('empty');
  if (parseWebhook(text).kind === 'webhook') return problem('webhook');
  const whole = parseAddress(`https://${trimPastedText(text)}`);
  if (whole.kind === 'portal') return whole;
  const results = findUrls(text, NOWHERE, 'https').map(url =>
    isCut(url) ? problem('notAnAddress') : parseAddress(url.text),
  );
  const origins = new Set(results.flatMap(result => (result.kind === 'portal' ? [result.origin] : [])));
  if (origins.size > 1) return problem('several');
  return results.find(({ kind }) => kind === 'portal') ?? results[0] ?? whole;
}

/** Among other words, an address must have a scheme. */
const NOWHERE = /(?!)/;

/** Whether a space or a line break may be inside the host. */
function isCut({ text, isEndUnclear }: PastedUrl): boolean {
  return isEndUnclear && /:\/\/[^/?#]*$/.test(text);
}

function parseAddress(address: string): PortalAddressParseResult {
  const url = parseUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol) || !/[.:]|^localhost$/.test(url.hostname)) {
    return problem('notAnAddress');
  }
  if (!isHttpsOrLoopback(url)) return problem('notHttps');
  if (url.username !== '' || url.password !== '') return problem('hasPassword');
  return { kind: 'portal', origin: url.origin };
}

function problem(name: PortalAddressProblem): PortalAddressParseResult {
  return { kind: 'problem', problem: name };
}
