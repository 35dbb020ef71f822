import path from 'node:path';
import type { StandInPortal } from '../portal/portal';
import { eventually } from '../vscode/eventually';
import { outDir } from '../vscode/paths';
import { forgetKept } from '../ui/kept';
import type { Server } from '../vscode/server';
import type { Theme } from '../vscode/settings';
import type { TreePane } from '../vscode/treePane';
import type { Workbench } from '../vscode/workbench';

export const folder = path.join(outDir, 'pictures');

/** A window of one theme that pictures are taken of. */
export class Studio {
  readonly view: TreePane;

  constructor(
    private readonly theme: Theme,
    readonly workbench: Workbench,
    readonly portal: StandInPortal,
    readonly server: Server,
  ) {
    this.view = workbench.view;
  }

  readonly take = async (what: string): Promise<void> => {
    // What fades in is let come to rest; what shows progress does not until all is over.
    await this.workbench.page.evaluate(() => {
      const isProgress = ({ effect }: Animation): boolean =>
        effect?.getComputedTiming().endTime === Infinity ||
        (effect instanceof KeyframeEffect && Boolean(effect.target?.closest('.monaco-progress-container')));
      const fading = document.getAnimations().filter(animation => !isProgress(animation));
      return Promise.all(fading.map(animation => animation.finished.catch(() => undefined)));
    });
    await this.workbench.screenshot(path.join(folder, `${this.theme}-${what}.png`));
  };

  /** A window in which nothing was ever loaded. */
  async reloadAsNew(): Promise<void> {
    await forgetKept(this);
    await this.workbench.reload();
    await this.workbench.openView();
  }

  async welcome(words: string): Promise<void> {
    await eventually(words, async () => (await this.view.welcomeText())?.includes(words));
  }

  /** Pulls the side bar's edge to the right, by pixels. */
  async widenSideBar(by: number): Promise<void> {
    const { page } = this.workbench;
    const sideBar = await page.locator('.part.sidebar').boundingBox();
    const edge = (sideBar?.x ?? 0) + (sideBar?.width ?? 0);
    await page.mouse.move(edge, 400);
    await page.mouse.down();
    await page.mouse.move(edge + by, 400, { steps: 5 });
    await page.mouse.up();
    await page.mouse.move(edge + by + 150, 500);
  }
}
