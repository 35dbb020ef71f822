import { vscode } from '../../../vscodeStandIn';

type Listener = (event: { affectsConfiguration: (section: string) => boolean }) => void;

const DEFAULTS = {
  'notifications.show': 'needsAnswer',
  'notifications.mutedTypes': [],
  'notifications.mutedAuthors': [],
  'notifications.quietHours': {},
};

/** The user's settings.json, in the place of VS Code's. */
export class UserSettings {
  readonly #workspace = vscode.workspace;
  #values: Readonly<Record<string, unknown>> = {};
  #listeners: readonly Listener[] = [];
  /** VS Code can't write the file. */
  isBroken = false;

  constructor() {
    vscode.workspace = {
      ...vscode.workspace,
      getConfiguration: () => ({
        get: (name: string) => ({ ...DEFAULTS, ...this.#values })[name],
        update: (name: string, value: unknown, target: unknown) => {
          if (this.isBroken || target !== vscode.ConfigurationTarget.Global) return Promise.reject(new Error('broken'));
          this.set(name, value);
          return Promise.resolve();
        },
      }),
      onDidChangeConfiguration: (listener: Listener) => {
        this.#listeners = [...this.#listeners, listener];
        return { dispose: () => (this.#listeners = this.#listeners.filter(each => each !== listener)) };
      },
    };
  }

  get values(): Readonly<Record<string, unknown>> {
    return this.#values;
  }

  /** `undefined` removes it. */
  set(name: string, value: unknown): void {
    const others = Object.entries(this.#values).filter(([each]) => each !== name);
    this.#values = Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
    const event = { affectsConfiguration: (section: string) => `bitrix24.${name}`.startsWith(section) };
    this.#listeners.forEach(listener => listener(event));
  }

  end(): void {
    vscode.workspace = this.#workspace;
  }
}
