import { vscode } from '../../../vscodeStandIn';

interface Item {
  readonly label: string;
}

/** The input that is visible: as in VS Code, showing one hides the one before. */
let visible: StandInInput | undefined;

function become(input: StandInInput | undefined): void {
  visible = input;
}

/** The inputs that were created since {@link clearQuickInputs}, the latest last. */
export const quickInputs: StandInInput[] = [];

export function visibleInput(): StandInInput | undefined {
  return visible;
}

export function clearQuickInputs(): void {
  visible = undefined;
  quickInputs.length = 0;
}

/** An input box or a quick pick, and what a person does in it. */
export class StandInInput {
  value = '';
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  validationMessage: string | undefined;
  prompt: string | undefined;
  busy = false;
  enabled = true;
  buttons: readonly { readonly tooltip?: string }[] = [];
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  isDisposed = false;
  /** How often it was hidden after it had been shown. */
  hidden = 0;

  readonly #changed = new vscode.EventEmitter<string>();
  readonly #accepted = new vscode.EventEmitter<void>();
  readonly #pressed = new vscode.EventEmitter<unknown>();
  readonly #itemPressed = new vscode.EventEmitter<{ readonly item: Item; readonly button: unknown }>();
  readonly #hid = new vscode.EventEmitter<void>();

  readonly onDidChangeValue = this.#changed.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidTriggerButton = this.#pressed.event;
  readonly onDidTriggerItemButton = this.#itemPressed.event;
  readonly onDidHide = this.#hid.event;

  constructor() {
    quickInputs.push(this);
  }

  get canGoBack(): boolean {
    return this.buttons.includes(vscode.QuickInputButtons.Back);
  }

  show(): void {
    const before = visible;
    become(this);
    if (before !== this) {
      before?.wasHidden();
    }
  }

  hide(): void {
    if (visible === this) {
      become(undefined);
      this.wasHidden();
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.hide();
  }

  wasHidden(): void {
    this.hidden++;
    this.#hid.fire();
  }

  enter(text = this.value): void {
    if (text !== this.value) {
      this.value = text;
      this.#changed.fire(text);
    }
    this.#accepted.fire();
  }

  press(button: unknown): void {
    this.#pressed.fire(button);
  }

  pressItem(item: Item, button: unknown): void {
    this.#itemPressed.fire({ item, button });
  }

  goBack(): void {
    this.press(vscode.QuickInputButtons.Back);
  }

  escape(): void {
    this.hide();
  }
}
