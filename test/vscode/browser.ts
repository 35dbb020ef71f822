import { chromium, type BrowserContext } from 'playwright-core';
import { findChromium } from './chromium';

export interface BrowserOptions {
  /** Where the browser keeps its storage, secrets among it; without it, nothing outlives the browser. */
  readonly profileDir?: string;
  /** Hears every message and every question that a window of VS Code shows. */
  readonly onMessage?: (text: string) => void;
  readonly viewport?: { readonly width: number; readonly height: number };
}

export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

const quietFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser that asks nothing of the network but the pages it is sent to. */
export async function startBrowser({
  profileDir = '',
  onMessage,
  viewport = { width: 1280, height: 800 },
}: BrowserOptions = {}): Promise<Browser> {
  const { executable, env } = await findChromium();
  const context = await chromium.launchPersistentContext(profileDir, {
    executablePath: executable,
    env: { ...process.env, ...env },
    args: quietFlags,
    headless: true,
    locale: 'en-US',
    viewport,
  });
  // The compiler of the tests wraps named functions in this, those sent to the page among them.
  await context.addInitScript({ content: 'globalThis.__name = named => named;' });
  if (onMessage) {
    await context.exposeFunction('onMessage', onMessage);
    await context.addInitScript(tellMessages);
  }
  return { context, close: () => context.close() };
}

/** Runs in the page: tells what comes into the corner for messages, and into the dialogs in the middle. */
function tellMessages(): void {
  if (window !== window.top) return;
  const places = '.notifications-toasts, .monaco-dialog-box';
  const { onMessage } = globalThis as unknown as { readonly onMessage: (text: string) => Promise<void> };
  new MutationObserver(changes => {
    for (const { target } of changes) {
      const place = target instanceof Element ? target.closest(places) : null;
      if (place?.textContent) void onMessage(place.textContent);
    }
  }).observe(document, { childList: true, subtree: true });
}
