import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';
import { wholly } from './labels';
import { linksIn, type Link } from './link';

const patienceMs = 4_000;

/** What shows while the mouse rests on something. */
export class Hovers {
  /** The hover on the screen, if there is one. */
  readonly widget: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.workbench-hover');
  }

  /** Rests the mouse on a place and answers the text that shows up. */
  async textOver(place: Locator): Promise<string> {
    // What is drawn anew under the mouse has no hover until the mouse comes again.
    return eventually('a hover', async () => {
      await this.leave();
      await place.hover();
      return eventually('its text', () => this.text(), patienceMs).catch(() => undefined);
    });
  }

  private async text(): Promise<string | false> {
    const text = (await this.widget.allInnerTexts()).join('\n').trim();
    return text !== '' && !text.startsWith('Loading') && text;
  }

  /** The links in the hover on the screen, from top to bottom. */
  links(): Promise<Link[]> {
    return linksIn(this.widget, 'data-href');
  }

  /** Clicks a link in the hover on the screen. */
  async clickLink(label: string): Promise<void> {
    await this.widget.locator('a', { hasText: wholly(label) }).click();
  }

  /** Takes the mouse to where nothing has a hover. One that shows late goes only when the mouse moves again. */
  async leave(): Promise<void> {
    const box = await this.page.locator('.part.editor').boundingBox();
    let step = 0;
    await eventually('no hover', async () => {
      step++;
      if (box) await this.page.mouse.move(box.x + box.width / 2 + (step % 2), box.y + box.height / 2);
      return !(await this.widget.first().isVisible());
    });
  }
}
