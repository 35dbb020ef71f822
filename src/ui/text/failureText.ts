import { l10n } from 'vscode';
import { hostOf } from '../../model/account';
import type { InboxState } from '../../model/inbox/inboxState';
import type { PortalState } from '../../model/portal/session';
import { type Failure, mayHaveRun, movedOriginOf, type UnreachableReason } from '../../model/portalFailure';
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
      return l10n.t('The portal does not allow REST calls ({0}). Contact its administrator.', failure.code);
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
      return l10n.t('The portal refused the request ({0}).', failure.code);
    case 'brokeDown':
      return l10n.t('The portal is having problems ({0}).', failure.code);
    case 'unreachable':
      return unreachableText(failure);
    case 'malformed':
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
    certificate: l10n.t('The portal’s certificate is not trusted here.'),
    timeout: l10n.t('The portal did not respond in time.'),
    network: l10n.t('The connection to the portal was lost.'),
    page: l10n.t('Received a web page instead of a response. A sign-in page or a proxy might be in the way.'),
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
      return l10n.t(
        'The webhook does not have the “{0}” permission. Select it in the webhook’s settings in the portal, save, and then press Enter again.',
        failure.scope ?? failure.code,
      );
    case 'unreachable':
      return connectUnreachableText(failure, host);
    case 'malformed':
      return l10n.t('{0} does not respond like a Bitrix24 portal. Check the address.', host);
    case 'refused':
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
