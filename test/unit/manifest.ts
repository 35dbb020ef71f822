import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.join(__dirname, '../..');

interface Command {
  readonly command: string;
  readonly title: string;
  readonly icon?: string;
}
interface MenuItem {
  readonly command: string;
  readonly when?: string;
}
interface View {
  readonly id: string;
  readonly icon?: string;
}
interface Manifest {
  readonly main: string;
  readonly browser?: string;
  readonly icon: string;
  readonly l10n?: string;
  readonly engines: { readonly vscode: string };
  readonly extensionKind: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: boolean };
    readonly virtualWorkspaces: boolean;
  };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly vsce: { readonly dependencies: boolean };
  readonly contributes: {
    readonly viewsContainers: Readonly<Record<string, readonly View[]>>;
    readonly views: Readonly<Record<string, readonly View[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope?: string; readonly default?: unknown }>>;
    };
  };
}

export function readText(...names: readonly string[]): string {
  return readFileSync(path.join(root, ...names), 'utf8');
}

export function found(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, first = '']) => first);
}

export function sortedOnce(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

export const manifestText = readText('package.json');
export const manifest = JSON.parse(manifestText) as Manifest;
export const { contributes } = manifest;
export const commandIds = contributes.commands.map(({ command }) => command);
export const viewIds = Object.values(contributes.views).flatMap(views => views.map(({ id }) => id));
export const languages = readdirSync(root).filter(name => /^package\.nls.*\.json$/.test(name));
export const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => readText('src', name));
export const words = (language: string): Readonly<Record<string, string>> =>
  JSON.parse(readText(language)) as Record<string, string>;
