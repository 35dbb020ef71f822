import { l10n } from 'vscode';
import { WORD_JOINER } from '../../model/sanitizeText';

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
