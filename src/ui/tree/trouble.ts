import { l10n } from 'vscode';
import type { Trouble } from '../../model/change';
import { mayHaveRun } from '../../model/portalFailure';
import { failureText } from '../text/failureText';
import type { Times } from '../text/times';

/** What a row says of a change that the portal did not take. */
export function troubleTitle({ change, failure }: Trouble): string {
  switch (change.kind) {
    case 'delete':
      return l10n.t('Not deleted');
    case 'confirm':
      return mayHaveRun(failure) ? l10n.t('Decision not confirmed') : l10n.t('Not decided');
    case 'read':
      return change.isRead ? l10n.t('Not marked as read') : l10n.t('Not marked as unread');
    case 'readFrom':
    case 'readAll':
      return l10n.t('Not marked as read');
  }
}

/** The same with the reason. */
export function troubleText(trouble: Trouble, times: Times): string {
  return `${troubleTitle(trouble)}. ${failureText(trouble.failure, times)}`;
}
