import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  highContrast: 'Default High Contrast',
} as const;

export type Theme = keyof typeof themes;

/** The settings that keep a fresh VS Code quiet: nothing on the screen but what a test put there. */
const quiet = {
  'window.autoDetectColorScheme': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
};

/** Writes the settings of the user of a fresh VS Code. */
export async function writeUserSettings(
  dataDir: string,
  theme: Theme = 'dark',
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const settings = { 'workbench.colorTheme': themes[theme], ...quiet, ...more };
  const userDir = path.join(dataDir, 'User');
  await mkdir(userDir, { recursive: true });
  await writeFile(path.join(userDir, 'settings.json'), JSON.stringify(settings, undefined, 2));
}
