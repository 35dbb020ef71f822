import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

/** A message in the corner of the window. */
export interface Toast {
  readonly text: string;
  readonly severity: string;
  readonly buttons: readonly string[];
  /** How far the bar under it has come, in percent; nothing without a bar. */
  progress(): Promise<number | undefined>;
  /** Clicks one of its buttons; the toast goes with it. */
  click(button: string): Promise<void>;
  dismiss(): Promise<void>;
  /** Waits until it goes by itself, or has gone. */
  waitUntilGone(): Promise<void>;
}

/** The toasts on the screen, the newest first. */
export async function shownToasts(page: Page): Promise<Toast[]> {
  const places = await page.locator('.notification-toast .notification-list-item').all();
  const toasts = await Promise.all(places.map(readToast));
  return toasts.filter(toast => toast !== undefined);
}

/** Waits for a toast with such a text. */
export async function awaitToast(page: Page, text: string | RegExp): Promise<Toast> {
  const isMeant = (toast: Toast) => (typeof text === 'string' ? toast.text === text : text.test(toast.text));
  const seen = new Set<string>();
  const look = async (): Promise<Toast | undefined> => {
    const toasts = await shownToasts(page);
    for (const toast of toasts) seen.add(toast.text);
    return toasts.find(isMeant);
  };
  return eventually(() => `the toast ${String(text)}; there were: ${[...seen].join(' | ') || 'none'}`, look);
}

async function readToast(anyPlace: Locator): Promise<Toast | undefined> {
  // Toasts move up as others go: hold on to the element, not to its place in the row.
  const place = await anyPlace.elementHandle({ timeout: 500 }).catch(() => null);
  if (!place) return undefined;
  const content = await place.evaluate(element => {
    const texts = (part: string) => [...element.querySelectorAll(part)].map(found => found.textContent.trim());
    const icon = element.querySelector('.notification-list-item-icon')?.className ?? '';
    return {
      text: texts('.notification-list-item-message').join(''),
      severity: /codicon-(info|warning|error)/.exec(icon)?.[1] ?? '',
      buttons: texts('.notification-list-item-buttons-container .monaco-button'),
    };
  });
  const gone = () => place.waitForElementState('hidden');
  return {
    ...content,
    progress: () => place.evaluate(progressUnder),
    waitUntilGone: gone,
    click: async button => {
      const found = await place.$(`.notification-list-item-buttons-container .monaco-button >> text="${button}"`);
      if (!found) throw new Error(`The toast "${content.text}" has no button "${button}".`);
      await found.click();
      await gone();
    },
    dismiss: async () => {
      // The button is there while the mouse is over the toast, which another toast may move away from under it.
      await eventually('the toast to be dismissed', async () => {
        if (!(await place.isVisible())) return true;
        await place.hover({ timeout: 1000 }).catch(() => undefined);
        const button = await place.$('.codicon-notifications-clear');
        await button?.click({ timeout: 1000 }).catch(() => undefined);
        return !(await place.isVisible());
      });
    },
  };
}

function progressUnder(toast: Element): number | undefined {
  const bar = toast.parentElement?.querySelector('.monaco-progress-container.active');
  const percent = bar?.getAttribute('aria-valuenow');
  return percent ? Number(percent) : undefined;
}
