import type { Workbench } from '../vscode/workbench';

/** The words on the screen, for the report of a test that failed; what can't be read any more is left out. */
export async function onScreen(workbench: Workbench): Promise<string> {
  const { view, quickInput, page } = workbench;
  const parts: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['rows', () => view.rows()],
    ['message', () => view.message()],
    ['welcome', () => view.welcomeText()],
    ['toasts', async () => (await workbench.toasts()).map(({ text, buttons }) => [text, ...buttons].join(' | '))],
    ['dialog', () => page.locator('.monaco-dialog-box').allInnerTexts()],
    ['box', () => quickInput.widget.filter({ visible: true }).allInnerTexts()],
  ];
  const lines = await Promise.all(
    parts.map(async ([name, read]) => `${name}: ${JSON.stringify((await read().catch(() => '?')) ?? null)}`),
  );
  return ['On the screen:', ...lines].join('\n  ');
}
