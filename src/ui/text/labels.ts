import { l10n } from 'vscode';
import { WORD_JOINER } from '../../model/sanitizeText';

const MAX_FILE_NAME_LENGTH = 60;

/**
 * Escapes a portal's text for plain strings in which VS Code parses `$(icon)` and `[label](command:…)`: messages,
 * prompts, QuickPick items. An invisible character keeps them plain text.
 */
export function escapeLabel(text: string): string {
  return text.replace(/\]\(/g, `]${WORD_JOINER}(`).replace(/\$\(/g, `$${WORD_JOINER}(`);
}

/** A portal's label, for a portal that may be one of several. */
export interface LabeledPortal {
  /** Empty if it is the only one. */
  readonly label: string;
}

/** Returns the text, prefixed with the portal's name if there are several portals. */
export function prefixPortal({ label }: LabeledPortal, text: string): string {
  return label === '' ? text : l10n.t('{0}: {1}', label, text);
}

/** Keeps letters, digits and common punctuation, but nothing that has a meaning in a path or a label. */
export function asFileName(title: string): string {
  return Array.from(title.replace(/[^\p{L}\p{M}\p{N} ,'’-]+/gu, ' ').replace(/ +/g, ' '))
    .slice(0, MAX_FILE_NAME_LENGTH)
    .join('')
    .trim();
}
