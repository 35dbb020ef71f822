import { env, l10n } from 'vscode';
import { fileSize } from './fileSize';

/** What is said around what a portal sent. Names and links come as Markdown where the words end up in Markdown. */
export interface DetailWords {
  /** Who speaks where nobody does. */
  readonly system: string;
  readonly noText: string;
  readonly picture: string;
  readonly image: (link: string) => string;
  readonly file: (link: string) => string;
  /** `bytes`: of a file. */
  readonly size: (bytes: number) => string;
  readonly others: (names: string) => string;
  readonly othersAndMore: (names: string, more: string) => string;
  readonly buttons: (labels: string) => string;
  readonly unreadableButtons: string;
  readonly openInBrowser: string;
  /** What a button of the hover does. */
  readonly pressing: string;
  readonly moreButtons: string;
  readonly showFullText: string;
}

export function detailWords(): DetailWords {
  return {
    system: l10n.t('Bitrix24'),
    noText: l10n.t('(no text)'),
    picture: l10n.t('Picture'),
    image: link => l10n.t('Picture: {0}', link),
    file: link => l10n.t('File: {0}', link),
    size: bytes => fileSize(bytes, env.language),
    others: names => l10n.t('and {0}', names),
    othersAndMore: (names, more) => l10n.t('and {0} and {1} more', names, more),
    buttons: labels => l10n.t('Waiting for your decision: {0}', labels),
    unreadableButtons: l10n.t('The buttons of this notification can’t be read here. Decide in the browser.'),
    openInBrowser: l10n.t('Open in Browser'),
    pressing: l10n.t('Sends this decision to the portal'),
    moreButtons: l10n.t('More Buttons…'),
    showFullText: l10n.t('Show Full Text'),
  };
}
