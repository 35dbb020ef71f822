import * as vscode from 'vscode';

/** A quick pick or an input box. */
export type QuickInput = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** How a quick input ended. */
export type QuickInputResult<T> =
  { readonly kind: 'accepted'; readonly value: T } | { readonly kind: 'back' | 'canceled' };

export interface QuickInputOptions<T> {
  /** Called once: connects events other than Enter, such as an item's button, that end the input. */
  readonly listen?: (accept: (value: T) => void, fail: (error: Error) => void) => void;
  /** After its end, the input stays visible until the next one replaces it: hiding it first would flicker. */
  readonly isReplaced?: boolean;
}

/**
 * Shows the input until a value is accepted or the user goes back or cancels, and then disposes it.
 *
 * `accept` is called when Enter is pressed; `undefined` keeps the input open. While its promise is pending, the input
 * is busy and disabled; the signal is aborted when the input ends.
 * @throws what the promise of `accept` is rejected with
 */
export function showQuickInput<T>(
  input: QuickInput,
  accept: (signal: AbortSignal) => T | undefined | Promise<T | undefined>,
  { listen, isReplaced = false }: QuickInputOptions<T> = {},
): Promise<QuickInputResult<T>> {
  const ended = new AbortController();
  let isPending = false;
  return new Promise((resolve, reject) => {
    const end = (result: QuickInputResult<T>): void => {
      resolve(result);
      ended.abort();
      if (!isReplaced || result.kind === 'canceled') {
        input.dispose();
      }
    };
    const endIfAccepted = (value: T | undefined): void => {
      if (value !== undefined && !ended.signal.aborted) {
        end({ kind: 'accepted', value });
      }
    };
    const fail = (error: Error): void => {
      reject(error);
      end({ kind: 'canceled' });
    };
    const endWhenAccepted = async (value: Promise<T | undefined>): Promise<void> => {
      isPending = true;
      input.busy = true;
      input.enabled = false;
      await value.then(endIfAccepted, fail);
      input.enabled = true;
      input.busy = false;
      isPending = false;
    };
    input.onDidAccept(() => {
      const value = isPending || ended.signal.aborted ? undefined : accept(ended.signal);
      if (value instanceof Promise) {
        void endWhenAccepted(value);
      } else {
        endIfAccepted(value);
      }
    });
    input.onDidTriggerButton(button => {
      if (button === vscode.QuickInputButtons.Back && !ended.signal.aborted) {
        end({ kind: 'back' });
      }
    });
    input.onDidHide(() => end({ kind: 'canceled' }));
    listen?.(endIfAccepted, fail);
    input.show();
  });
}

/** Returns the accepted value, or `undefined` if there is none. */
export function acceptedValue<T>(result: QuickInputResult<T>): T | undefined {
  return result.kind === 'accepted' ? result.value : undefined;
}
