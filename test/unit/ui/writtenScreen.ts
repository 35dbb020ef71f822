import { Emitter } from '../../../src/model/emitter';
import { useScreen } from '../../vscodeStandIn';

/** A message that stands in the corner, or holds the window. */
export interface Message {
  readonly kind: 'error' | 'warning' | 'information';
  readonly text: string;
  readonly detail?: string;
  readonly buttons: readonly string[];
}

/** What a person would have seen, and what they answer. */
export const screen = {
  messages: [] as Message[],
  /** The buttons that are pressed on the messages to come; without one, a message is closed. */
  answers: [] as string[],
  statusBar: { text: '', tooltip: { value: '' }, accessibilityInformation: { label: '' } },
  view: { message: '', badge: undefined as { readonly value: number; readonly tooltip: string } | undefined },
  contexts: new Map<string, unknown>(),
  log: [] as string[],
  clear(): void {
    screen.messages.length = 0;
    screen.answers.length = 0;
    screen.log.length = 0;
  },
};

type Given = string | { readonly modal?: boolean; readonly detail?: string };

const show =
  (kind: Message['kind']) =>
  (text: string, ...given: readonly Given[]): Promise<string | undefined> => {
    const buttons = given.filter(each => typeof each === 'string');
    const options = given.find(each => typeof each !== 'string');
    const detail = options?.detail;
    screen.messages.push({ kind, text, buttons, ...(detail !== undefined && { detail }) });
    return Promise.resolve(buttons.length > 0 ? screen.answers.shift() : undefined);
  };

const log = (level: string) => (line: string) => screen.log.push(`${level} ${line}`);
const nothing = (): void => undefined;

const window = {
  showErrorMessage: show('error'),
  showWarningMessage: show('warning'),
  showInformationMessage: show('information'),
  setStatusBarMessage: (text: string) => screen.messages.push({ kind: 'information', text, buttons: [] }),
  withProgress: (_options: unknown, work: () => Promise<unknown>) => work(),
  createStatusBarItem: () => Object.assign(screen.statusBar, { show: nothing, hide: nothing, dispose: nothing }),
  createTreeView: () =>
    Object.assign(screen.view, {
      visible: true,
      selection: [],
      onDidChangeVisibility: new Emitter().event,
      reveal: nothing,
      dispose: nothing,
    }),
  createOutputChannel: () => ({
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    dispose: nothing,
  }),
};

const commands = {
  executeCommand: (command: string, ...given: readonly unknown[]): Promise<void> => {
    if (command === 'setContext') {
      screen.contexts.set(String(given[0]), given[1]);
    }
    return Promise.resolve();
  },
};

/** What is shown from here on is written down in {@link screen}. */
export function useWrittenScreen(): void {
  useScreen({ window, commands });
}
