import { l10n } from 'vscode';
import type { StateGroupName } from '../../model/notification/grouping';
import type { Times } from '../text/times';
import type { GroupRow } from './rows';

interface Look {
  readonly times: Times;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Returns a group's title. */
export function groupTitle({ portal, group: { key } }: GroupRow, { times, now }: Look): string {
  switch (key.by) {
    case 'state':
      return stateTitle(key.name);
    case 'type':
      return portal.typeNames.nameOf(key.typeId) || l10n.t('Other');
    case 'author':
      return key.author?.name ?? l10n.t('Bitrix24');
    case 'day':
      return times.day(key.start, now);
  }
}

function stateTitle(name: StateGroupName): string {
  switch (name) {
    case 'decision':
      return l10n.t('Waiting for Your Decision');
    case 'unread':
      return l10n.t('Unread');
    case 'today':
      return l10n.t('Today');
    case 'yesterday':
      return l10n.t('Yesterday');
    case 'thisWeek':
      return l10n.t('This Week');
    case 'earlier':
      return l10n.t('Earlier');
  }
}
