import type { Page, Route } from 'playwright-core';
import { eventually } from './eventually';
import type { Modal } from './modal';

/**
 * Does something that opens a page of the browser, lets VS Code open it where it asks first, and answers the page's
 * address. The page itself is never fetched. An address of this machine passes through the server: it becomes
 * `/proxy/<port>` on the server's own. (What VS Code writes in its question can be another link of the same host.)
 */
export async function linkOpenedBy(page: Page, modal: Modal, act: () => Promise<void>): Promise<string> {
  const context = page.context();
  const opened: Page[] = [];
  const note = (other: Page) => opened.push(other);
  context.on('page', note);
  const answer = (route: Route) => answerOthers(page, route);
  await context.route('**', answer);
  try {
    await act();
    return await eventually('a page of the browser', async () => {
      if (await modal.isShown()) await modal.click('Open');
      const address = opened[0]?.url() ?? 'about:blank';
      return address !== 'about:blank' && address;
    });
  } finally {
    context.off('page', note);
    await Promise.all(opened.map(other => other.close()));
    await context.unroute('**', answer);
  }
}

/** The pages that are opened stay empty; the window itself goes on. */
async function answerOthers(page: Page, route: Route): Promise<void> {
  const request = route.request();
  const isOther = request.isNavigationRequest() && !isOf(page, request);
  await (isOther ? route.fulfill({ contentType: 'text/html', body: '' }) : route.fallback());
}

function isOf(page: Page, request: ReturnType<Route['request']>): boolean {
  try {
    return request.frame().page() === page;
  } catch {
    // The frame of a page that is about to open is not there yet.
    return false;
  }
}
