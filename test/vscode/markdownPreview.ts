import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { wholly } from './labels';
import { linksIn, type Link } from './link';

/** The Markdown preview in front. */
export class MarkdownPreview {
  /** What it shows. It may still be that of the preview before. */
  readonly body: Locator;

  constructor(page: Page) {
    const webview = page.locator('iframe.webview').filter({ visible: true });
    this.body = webview.contentFrame().frameLocator('#active-frame').locator('.markdown-body');
  }

  async waitUntilShown(): Promise<void> {
    await this.body.waitFor();
  }

  async text(): Promise<string> {
    return (await this.body.innerText()).trim();
  }

  /** Waits for such a text and answers the whole. */
  async awaitText(pattern: RegExp): Promise<string> {
    return eventually(`${String(pattern)} in the preview`, async () => {
      const [text = ''] = await this.body.allInnerTexts().catch(() => []);
      return pattern.test(text) && text.trim();
    });
  }

  links(): Promise<Link[]> {
    return linksIn(this.body, 'href');
  }

  async clickLink(label: string): Promise<void> {
    await this.body.locator('a', { hasText: wholly(label) }).click();
  }
}
