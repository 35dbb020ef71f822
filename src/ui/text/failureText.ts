import { l10n } from 'vscode';
import { hostOf } from '../../model/account';
import type { InboxState } from '../../model/inbox/inboxState';
import type { PortalState } from '../../model/portal/session';
import {
  type Failure,
  isHttpsHidden,
  type MalformedReason,
  mayHaveRun,
  movedOriginOf,
  type UnreachableReason,
} from '../../model/portalFailure';
import { prefixPortal } from './labels';
import type { Times } from './times';

type Unreachable = Extract<Failure, { kind: 'unreachable' }>;

/** Says how old the list is and why it is outdated; empty if it is up to date. */
export function staleInboxText(inbox: InboxState, times: Times, now = Date.now()): string {
  if (inbox.kind !== 'ready') return '';
  const { updatedAt, failure, isCached } = inbox;
  if (failure !== undefined) {
    return l10n.t('Last updated: {0}. {1}', times.moment(updatedAt, now), failureText(failure, times));
  }
  return isCached === undefined ? '' : l10n.t('Last updated: {0}.', times.age(updatedAt, now));
}

/** Says what went wrong and how to fix it, in a sentence or two. */
export function failureText(failure: Failure, times: Times): string {
  switch (failure.kind) {
    case 'rateLimited':
      return failure.retryAt === undefined
        ? l10n.t('The portal received too many requests. It will be contacted again later.')
        : l10n.t('The portal asked to wait until {0}.', times.clock(failure.retryAt));
    case 'blocked':
      return isHttpsHidden(failure)
        ? l10n.t(
            'The portal takes HTTPS requests for HTTP ({0}). Ask its administrator to make the proxy in front of the portal pass “X-Forwarded-Proto: https”.',
            failure.code,
          )
        : l10n.t('The portal does not allow REST calls ({0}). Contact its administrator.', failure.code);
    case 'unauthorized':
      return l10n.t('The portal rejected the sign-in ({0}). Connect again.', failure.code);
    case 'forbidden':
      return failure.scope === undefined
        ? l10n.t('The portal does not allow this ({0}). Contact its administrator.', failure.code)
        : l10n.t(
            'The sign-in does not have the “{0}” permission. Select it in the settings of the webhook or application in the portal.',
            failure.scope,
          );
    case 'refused':
      return failure.missingMethod === undefined
        ? l10n.t('The portal refused the request ({0}).', failure.code)
        : l10n.t(
            'The portal is too old for this: it has no “{0}”. Ask its administrator to update it.',
            failure.missingMethod,
          );
    case 'brokeDown':
      return l10n.t('The portal is having problems ({0}).', failure.code);
    case 'unreachable':
      return unreachableText(failure);
    case 'malformed':
      return malformedText(failure.reason);
  }
}

function malformedText(reason: MalformedReason | undefined): string {
  switch (reason) {
    case 'empty':
      return l10n.t('The portal’s response was empty. If this happens again, contact its administrator.');
    case 'extraText':
      return l10n.t(
        'The portal’s response has other text in it, such as messages of PHP. Ask its administrator to turn them off.',
      );
    case undefined:
      return l10n.t('The portal’s response could not be understood. See the log for the call.');
  }
}

function unreachableText(failure: Unreachable): string {
  const to = movedOriginOf(failure);
  return to === undefined
    ? reasonText(failure.reason)
    : l10n.t(
        'The portal says that it has moved to {0}. Nothing is sent there without your consent. To continue, run “Switch to New Portal Address…”.',
        hostOf(to),
      );
}

function reasonText(reason: UnreachableReason): string {
  const texts: Readonly<Record<UnreachableReason, string>> = {
    host: l10n.t('The portal’s host was not found. Check its name and your connection.'),
    connection: l10n.t('The portal can’t be reached. Check your connection.'),
    tls: l10n.t('No secure connection to the portal could be made. Check its address, or contact its administrator.'),
    certificate: l10n.t('The portal’s certificate is not trusted here.'),
    timeout: l10n.t('The portal did not respond in time.'),
    network: l10n.t('The connection to the portal was lost.'),
    page: l10n.t('Received a web page instead of a response. A sign-in page or a proxy might be in the way.'),
    proxySignIn: l10n.t('The proxy requires a sign-in. Check “http.proxy” in VS Code’s settings.'),
    proxy: l10n.t(
      'The proxy did not make the connection. Ask its administrator, or check “http.proxy” in VS Code’s settings.',
    ),
    license: l10n.t('The portal’s license has expired. Contact its administrator.'),
    gone: l10n.t('The portal no longer exists: its address leads to Bitrix24’s website. Check the address.'),
    signInPage: l10n.t(
      'The request was redirected to another page, probably to sign in. Open the portal in your browser, or ask its administrator to let REST calls through.',
    ),
    redirect: l10n.t(
      'The request was redirected instead of answered. Check the portal’s address in your browser, or contact its administrator.',
    ),
    moved: l10n.t('The portal has moved to another address. Connect using the new address.'),
    renewal: l10n.t('The sign-in can’t be renewed right now. Renewal will be tried again later.'),
    disconnected: l10n.t('The portal is no longer connected.'),
    server: l10n.t('The portal is having problems.'),
  };
  return texts[reason];
}

/**
 * Says that something was not sent, or that it is unknown whether it was delivered, and why. `name`: the recipient, or
 * the button that was pressed.
 */
export function undeliveredText(
  what: 'reply' | 'notification' | 'decision',
  name: string,
  failure: Failure,
  times: Times,
  isUnknown = mayHaveRun(failure),
): string {
  const why = failureText(failure, times);
  switch (what) {
    case 'reply':
      return isUnknown
        ? l10n.t(
            'It is unknown whether the reply to {0} was delivered. {1} Check the portal before you send it again.',
            name,
            why,
          )
        : l10n.t('The reply to {0} was not sent. {1}', name, why);
    case 'notification':
      return isUnknown
        ? l10n.t(
            'It is unknown whether the notification to {0} was delivered. {1} Check the portal before you send it again.',
            name,
            why,
          )
        : l10n.t('The notification to {0} was not sent. {1}', name, why);
    case 'decision':
      return isUnknown
        ? l10n.t(
            'It is unknown whether your decision “{0}” was delivered. {1} If it was, the notification will disappear from the list.',
            name,
            why,
          )
        : l10n.t('Your decision “{0}” was not sent. {1}', name, why);
  }
}

/** Like {@link failureText}, but while connecting, when the typed address may be wrong. */
export function connectFailureText(failure: Failure, host: string, times: Times): string {
  switch (failure.kind) {
    case 'unauthorized':
      return l10n.t(
        '{0} does not recognize this webhook ({1}). Copy its address again from Developer resources in the portal.',
        host,
        failure.code,
      );
    case 'forbidden':
      if (failure.scope === undefined) return failureText(failure, times);
      return l10n.t(
        'The webhook does not have the “{0}” permission. Select it in the webhook’s settings in the portal, save, and then press Enter again.',
        failure.scope,
      );
    case 'unreachable':
      return connectUnreachableText(failure, host);
    case 'malformed':
      if (failure.reason === 'extraText') return failureText(failure, times);
      return l10n.t('{0} does not respond like a Bitrix24 portal. Check the address.', host);
    case 'refused':
      // Every portal has the methods outside `im`, so the address must be wrong.
      if (failure.missingMethod?.startsWith('im.') === true) return failureText(failure, times);
      return l10n.t('{0} refused the request ({1}). Copy the whole address of the webhook.', host, failure.code);
    case 'brokeDown':
      return l10n.t('{0}: {1} Press Enter to try again.', host, failureText(failure, times));
    default:
      return failureText(failure, times);
  }
}

function connectUnreachableText(failure: Unreachable, host: string): string {
  const to = movedOriginOf(failure);
  if (to !== undefined) return l10n.t('{0} has moved to {1}. Use the new host name in the address.', host, hostOf(to));
  switch (failure.reason) {
    case 'host':
      return l10n.t('The host {0} was not found. Check the spelling of the portal’s address.', host);
    case 'gone':
      return l10n.t('There is no portal at {0}. Check the spelling of the portal’s address.', host);
    case 'page':
      return l10n.t('{0} returned a web page, so it is not a Bitrix24 portal. Check the address.', host);
    default:
      return l10n.t('{0}: {1} Press Enter to try again.', host, reasonText(failure.reason));
  }
}

/** Says why a portal's list is outdated or missing; empty if it is neither. */
export function inboxProblemText(inbox: InboxState, times: Times): string {
  return inbox.kind === 'failed' ? failureText(inbox.failure, times) : staleInboxText(inbox, times);
}

/** Returns the icon for it: a list that merely comes from the cache is no reason for a warning. */
export function inboxProblemIcon(inbox: InboxState): 'warning' | 'history' | undefined {
  if (inbox.kind !== 'loading' && inbox.failure !== undefined) return 'warning';
  return inbox.kind === 'ready' && inbox.isCached === true ? 'history' : undefined;
}

/** Says why portals' lists are outdated or missing, with each portal's name if there are several. */
export function portalProblemTexts(portals: readonly PortalState[], times: Times): readonly string[] {
  return portals.flatMap(({ portal, inbox }) => {
    const problem = inboxProblemText(inbox, times);
    return problem === '' ? [] : [prefixPortal(portal, problem)];
  });
}
