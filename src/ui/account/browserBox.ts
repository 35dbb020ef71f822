import * as vscode from 'vscode';

/** What is pasted looks like it. */
const EXAMPLE_ADDRESS = 'http://localhost/?code=…';

export interface BrowserBoxEvents {
  /** Something was typed or pasted. */
  readonly onDidType: (text: string) => void;
  readonly onDidAccept: (text: string) => void;
  readonly onDidOpen: () => void;
  readonly onDidCopy: () => void;
  readonly onDidGoBack: () => void;
  readonly onDidHide: () => void;
}

/** The box that stands while a person signs in in the browser. */
export class BrowserBox {
  readonly #box = vscode.window.createInputBox();
  readonly #open = button('link-external', vscode.l10n.t('Open the Browser'));
  readonly #copy = button('copy', vscode.l10n.t('Copy the Sign-In Address'));

  constructor(host: string, events: BrowserBoxEvents) {
    const box = this.#box;
    box.title = vscode.l10n.t('Sign In to {0}', host);
    box.ignoreFocusOut = true;
    box.onDidChangeValue(events.onDidType);
    box.onDidAccept(() => {
      events.onDidAccept(box.value);
    });
    box.onDidTriggerButton(pressed => {
      if (pressed === this.#open) {
        events.onDidOpen();
      } else if (pressed === this.#copy) {
        events.onDidCopy();
      } else {
        events.onDidGoBack();
      }
    });
    box.onDidHide(() => {
      events.onDidHide();
      box.dispose();
    });
  }

  /** The browser is to come back. */
  wait(prompt: string): void {
    this.#show(prompt, EXAMPLE_ADDRESS, true, [this.#open, this.#copy]);
  }

  check(): void {
    this.#show(vscode.l10n.t('Checking…'), '', true, []);
  }

  /** It came to nothing; Enter begins anew. */
  stop(sentence: string): void {
    this.#show('', '', false, [this.#open]);
    this.complain(sentence);
  }

  complain(sentence: string): void {
    this.#box.validationMessage = sentence;
  }

  hide(): void {
    this.#box.hide();
  }

  #show(
    prompt: string,
    placeholder: string,
    isBusy: boolean,
    buttons: readonly vscode.QuickInputButton[],
  ): void {
    const box = this.#box;
    box.value = '';
    box.validationMessage = '';
    box.prompt = prompt;
    box.placeholder = placeholder;
    box.busy = isBusy;
    box.buttons = [vscode.QuickInputButtons.Back, ...buttons];
    box.show();
  }
}

function button(icon: string, tooltip: string): vscode.QuickInputButton {
  return { iconPath: new vscode.ThemeIcon(icon), tooltip };
}
