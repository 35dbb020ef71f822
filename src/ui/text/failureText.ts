import { l10n } from 'vscode';
import type { InboxState } from '../../model/inbox/inboxState';
import type { PortalState } from '../../model/portal/session';
import { movedOriginOf } from '../../model/portalFailure';
import type { Failure, UnreachableReason } from '../../model/portalFailure';
import type { Times } from './times';

type Unreachable = Extract<Failure, { kind: 'unreachable' }>;

/** Says how old the list is and why it is outdated; empty if it is up to date. */
export function staleText(inbox: InboxState, times: Times, now = Date.now()): string {
  if (inbox.kind !== 'ready') {
    return '';
  }
  const { updatedAt, failure, isCached } = inbox;
  if (failure !== undefined) {
    return l10n.t('As of {0}. {1}', times.moment(updatedAt, now), failureText(failure, times));
  }
  return isCached === undefined ? '' : l10n.t('As of {0}.', times.age(updatedAt, now));
}

/** Says what went wrong and how to fix it, in a sentence or two. */
export function failureText(failure: Failure, times: Times): string {
  switch (failure.kind) {
    case 'rateLimited':
      return failure.retryAt === undefined
        ? l10n.t('The portal has had too many requests. It is asked again in a while.')
        : l10n.t('The portal asks to wait until {0}.', times.clock(failure.retryAt));
    case 'blocked':
      return l10n.t('The portal does not allow REST calls ({0}). Ask its administrator.', failure.code);
    case 'unauthorized':
      return l10n.t('The portal does not accept the sign-in ({0}). Connect again.', failure.code);
    case 'forbidden':
      return failure.scope === undefined
        ? l10n.t('The portal does not permit this ({0}). Ask its administrator.', failure.code)
        : l10n.t(
            'The sign-in lacks the permission “{0}”. Tick it in the settings of the webhook or the application in the portal.',
            failure.scope,
          );
    case 'refused':
      return l10n.t('The portal refused ({0}).', failure.code);
    case 'brokeDown':
      return l10n.t('The portal has trouble of its own ({0}).', failure.code);
    case 'unreachable':
      return unreachableText(failure);
    case 'malformed':
      return l10n.t('The portal’s answer makes no sense. The log has the call.');
  }
}

function unreachableText(failure: Unreachable): string {
  const to = movedOriginOf(failure);
  return to === undefined
    ? reasonText(failure.reason)
    : l10n.t(
        'The portal says that it has moved to {0}. Nothing is sent there unless you say so: “Follow the Portal to Its New Address…”.',
        new URL(to).host,
      );
}

function reasonText(reason: UnreachableReason): string {
  switch (reason) {
    case 'host':
      return l10n.t('The portal’s host is not found. Check its name and your connection.');
    case 'connection':
      return l10n.t('The portal can’t be reached. Check your connection.');
    case 'certificate':
      return l10n.t('The portal’s certificate is not trusted here.');
    case 'timeout':
      return l10n.t('The portal did not answer in time.');
    case 'network':
      return l10n.t('The connection to the portal broke.');
    case 'page':
      return l10n.t('A web page came instead of an answer. Is a sign-in page or a proxy in between?');
    case 'moved':
      return l10n.t('The portal has moved to another address. Connect with the new one.');
    case 'renewal':
      return l10n.t('The sign-in could not be renewed at present. It is tried again in a while.');
    case 'disconnected':
      return l10n.t('The portal is no longer connected.');
    case 'server':
      return l10n.t('The portal has trouble of its own.');
  }
}

/** Like {@link failureText}, but while connecting, when the typed address may be wrong. */
export function connectFailureText(failure: Failure, host: string, times: Times): string {
  switch (failure.kind) {
    case 'unauthorized':
      return l10n.t(
        '{0} does not know this webhook ({1}). Copy its address again from the portal’s Developer resources.',
        host,
        failure.code,
      );
    case 'forbidden':
      return l10n.t(
        'The webhook lacks the permission “{0}”. Tick it in the webhook’s settings in the portal, save, and press Enter again.',
        failure.scope ?? failure.code,
      );
    case 'unreachable':
      return connectUnreachableText(failure, host);
    case 'malformed':
      return l10n.t('{0} does not answer like a Bitrix24 portal. Check the address.', host);
    case 'refused':
      return l10n.t(
        '{0} refused the check ({1}). Copy the whole address of the webhook.',
        host,
        failure.code,
      );
    case 'brokeDown':
      return l10n.t('{0}: {1} Press Enter to try again.', host, failureText(failure, times));
    default:
      return failureText(failure, times);
  }
}

function connectUnreachableText(failure: Unreachable, host: string): string {
  const to = movedOriginOf(failure);
  if (to !== undefined) {
    return l10n.t('{0} has moved to {1}. Put that in its place in the address.', host, new URL(to).host);
  }
  switch (failure.reason) {
    case 'host':
      return l10n.t('There is no host {0}. Check the spelling of the portal’s address.', host);
    case 'page':
      return l10n.t('{0} answers with a web page: it is no Bitrix24 portal. Check the address.', host);
    default:
      return l10n.t('{0}: {1} Press Enter to try again.', host, reasonText(failure.reason));
  }
}

/** Says why a portal's list is outdated or missing; empty if it is neither. */
export function inboxProblemText(inbox: InboxState, times: Times): string {
  return inbox.kind === 'failed' ? failureText(inbox.failure, times) : staleText(inbox, times);
}

/** Returns the icon for it: a list that merely comes from the cache is no reason for a warning. */
export function inboxProblemIcon(inbox: InboxState): 'warning' | 'history' | undefined {
  if (inbox.kind !== 'loading' && inbox.failure !== undefined) {
    return 'warning';
  }
  return inbox.kind === 'ready' && inbox.isCached === true ? 'history' : undefined;
}

/** Says why portals' lists are outdated or missing, with each portal's name if there are several. */
export function portalProblemTexts(portals: readonly PortalState[], times: Times): readonly string[] {
  return portals.flatMap(({ portal, inbox }) => {
    const words = inboxProblemText(inbox, times);
    if (words === '') {
      return [];
    }
    return [portals.length > 1 ? `${portal.name}: ${words}` : words];
  });
}
