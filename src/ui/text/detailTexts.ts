import { env, l10n } from 'vscode';

/** Our own texts around a portal's content. Names and links are passed as Markdown if the result becomes Markdown. */
export interface DetailTexts {
  /** Author of notifications that have none. */
  readonly system: string;
  readonly noText: string;
  readonly picture: string;
  readonly image: (link: string) => string;
  readonly file: (link: string) => string;
  /** `bytes`: size of a file. */
  readonly size: (bytes: number) => string;
  readonly others: (names: string) => string;
  readonly othersAndMore: (names: string, more: string) => string;
  readonly buttons: (labels: string) => string;
  readonly unreadableButtons: string;
  readonly openInBrowser: string;
  /** Tooltip of a button in the hover. */
  readonly pressing: string;
  readonly moreButtons: string;
  readonly showFullText: string;
}

export function detailTexts(): DetailTexts {
  return {
    system: l10n.t('Bitrix24'),
    noText: l10n.t('(no text)'),
    picture: l10n.t('Picture'),
    image: link => l10n.t('Picture: {0}', link),
    file: link => l10n.t('File: {0}', link),
    size: bytes => formatFileSize(bytes, env.language),
    others: names => l10n.t('and {0}', names),
    othersAndMore: (names, more) => l10n.t('and {0} and {1} more', names, more),
    buttons: labels => l10n.t('Waiting for your decision: {0}', labels),
    unreadableButtons: l10n.t(
      'The buttons of this notification can’t be shown here. Make your decision in the browser.',
    ),
    openInBrowser: l10n.t('Open in Browser'),
    pressing: l10n.t('Send this decision to the portal'),
    moreButtons: l10n.t('More Buttons…'),
    showFullText: l10n.t('Show Full Text'),
  };
}

const STEP = 1024;
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Formats a file size: `512 bytes`, `20 kB`, `1.5 MB`. */
export function formatFileSize(bytes: number, language: string): string {
  let size = bytes;
  let power = 0;
  while (size >= STEP && power < UNITS.length - 1) {
    size /= STEP;
    power++;
  }
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  });
  return format.format(size);
}
