import { WORD_JOINER } from '../../model/wordJoiner';

/**
 * A portal's words for the places where VS Code reads `$(icon)` and `[label](command:…)` in plain strings: messages,
 * prompts, QuickPick items. An unseen character keeps them words.
 */
export function inert(text: string): string {
  return text.replace(/\]\(/g, `]${WORD_JOINER}(`).replace(/\$\(/g, `$${WORD_JOINER}(`);
}
