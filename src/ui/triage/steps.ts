import * as vscode from 'vscode';
import type { Deletion, Reading } from '../../model/change';
import type { Portal } from '../../model/portal';
import type { Begun } from '../../model/triage';
import { tellBriefly } from '../tellBriefly';
import type { Meant, One } from '../tree/meant';
import type { Outcome } from './outcome';
import { UndoMessage } from './undoMessage';

/** What was begun in one portal. */
export interface Done {
  readonly portal: Portal;
  readonly begun: Begun<Reading | Deletion>;
}

/** What a person did in one go, maybe in several portals. */
type Step = readonly Done[];

/** A notification of a step, as far as it is known by then. */
export type Undone = Pick<One, 'portal'> & { readonly id: number };

const MOST_STEPS = 20;

/** Shows what was done with a way back, takes it back, and tries it again. */
export class Steps {
  readonly #outcome: Outcome;
  readonly #message = new UndoMessage();
  /** The latest last. */
  #steps: readonly Step[] = [];

  constructor(outcome: Outcome) {
    this.#outcome = outcome;
  }

  /** Says that it was done, and gives whether the portals took it. */
  async show(sentence: string, step: Step): Promise<boolean> {
    this.remember(step);
    if (step.some(({ begun }) => begun.change.ids.length > 0)) {
      const failed = Promise.all(step.map(({ begun }) => begun.done)).then(all => all.find(Boolean));
      this.#message.show(sentence, failed, () => this.undo(step));
    }
    const outcomes = await Promise.all(step.map(({ begun, portal }) => this.#outcome.of(begun, portal)));
    return outcomes.every(Boolean);
  }

  /** What was done without a word can be undone too. */
  remember(step: Step): void {
    this.#steps = [...this.#steps, step].slice(-MOST_STEPS);
    for (const { begun } of step.filter(each => each.begun.change.kind === 'delete')) {
      void begun.done.then(failure => {
        if (failure === undefined) {
          this.#forgetUntil(step);
        }
      });
    }
  }

  /** Takes back a step, the last one that can be where none is named; gives the first notification of it. */
  undo(step?: Step): Undone | undefined {
    this.#message.end();
    const undone = this.#takeBack(step);
    tellBriefly(undone.length === 0 ? vscode.l10n.t('Nothing to undo.') : undoneWords(undone));
    for (const { begun, portal } of undone) {
      void this.#outcome.of(begun, portal);
    }
    const [first] = undone;
    const [id] = first?.begun.change.ids ?? [];
    return first === undefined || id === undefined ? undefined : { portal: first.portal, id };
  }

  /** Tells the portals once more what they did not take; what was tried together, and still is in trouble, is tried again together. */
  async retry(meant: readonly Meant[]): Promise<void> {
    await Promise.all(meant.map(each => this.#retryIn(each)));
  }

  /** What was done in a portal that is gone can no longer be taken back. */
  keep(portals: readonly Portal[]): void {
    const isHere = (step: Step): boolean => step.every(({ portal }) => portals.includes(portal));
    if (!this.#steps.every(isHere)) {
      this.#message.end();
      this.#steps = this.#steps.filter(isHere);
    }
  }

  /** Ends the message: what it stands for can no longer be taken back. */
  end(): void {
    this.#message.end();
  }

  #takeBack(named?: Step): Step {
    for (const step of named === undefined ? this.#steps.toReversed() : [named]) {
      this.#steps = this.#steps.filter(each => each !== step);
      const undone = step.flatMap(({ portal, begun }) => {
        const back = portal.triage.undo(begun.change);
        return back === undefined ? [] : [{ portal, begun: back }];
      });
      if (undone.length > 0) {
        return undone;
      }
    }
    return [];
  }

  async #retryIn({ portal, notifications }: Meant): Promise<void> {
    const { state } = portal.inbox;
    const troubles = state.kind === 'ready' ? [...state.troubles] : [];
    const ids = new Set(notifications.map(({ id }) => id));
    const changes = new Set(troubles.flatMap(([id, { change }]) => (ids.has(id) ? [change] : [])));
    const begun = [...changes].flatMap(change => {
      const together = troubles.flatMap(([id, trouble]) => (trouble.change === change ? [id] : []));
      return portal.triage.retry({ ...change, ids: together }) ?? [];
    });
    this.remember(begun.map(each => ({ portal, begun: each })));
    await Promise.all(begun.map(each => this.#outcome.of(each, portal)));
  }

  /** What was done before a deletion that has gone out is not taken back in its place. */
  #forgetUntil(step: Step): void {
    this.#steps = this.#steps.slice(this.#steps.indexOf(step) + 1);
  }
}

function undoneWords(undone: Step): string {
  const changes = undone.map(({ begun }) => begun.change);
  const count = changes.reduce((sum, { ids }) => sum + ids.length, 0);
  const [first] = changes;
  if (first?.kind === 'delete') {
    return vscode.l10n.t('Not deleted after all: {0}', count);
  }
  return first?.kind === 'read' && !first.isRead
    ? vscode.l10n.t('Read again: {0}', count)
    : vscode.l10n.t('Unread again: {0}', count);
}
