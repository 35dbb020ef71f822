import type { Locator } from 'playwright-core';

export interface Link {
  readonly label: string;
  /** Where it leads, as it is written: also a `command:`. */
  readonly address: string;
}

/** The links in a place, from top to bottom. */
export async function linksIn(place: Locator, attribute: 'href' | 'data-href'): Promise<Link[]> {
  return place
    .locator('a')
    .evaluateAll(
      (links, name) => links.map(link => ({ label: link.textContent.trim(), address: link.getAttribute(name) ?? '' })),
      attribute,
    );
}
