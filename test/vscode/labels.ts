import type { Locator } from 'playwright-core';

/**
 * A pattern that only the whole of a text answers to: a match in a list is drawn as an element of its own, so that an
 * exact look for `Mark as Read` would find a part of `Mark as Read and Close`.
 */
export function wholly(text: string): RegExp {
  return new RegExp(`^\\s*${literally(text)}\\s*$`);
}

/** The name of a button: its title, behind which its key may stand. */
export function titled(title: string): RegExp {
  return new RegExp(`^${literally(title)}( \\([^()]*\\))?$`);
}

/** The titles of buttons, without their keys. */
export async function titlesOf(buttons: Locator): Promise<string[]> {
  const names = await buttons.evaluateAll(all => all.map(button => button.getAttribute('aria-label') ?? ''));
  return names.map(name => name.replace(/ \([^()]*\)$/, ''));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
