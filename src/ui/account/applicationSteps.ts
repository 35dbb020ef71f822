import type { LocalApplication } from '../../bitrix24/access/applicationCredential';
import { readPortalAddress } from '../../bitrix24/access/portalAddress';
import { questionOf } from './applicationQuestions';
import { askInBox } from './stepBox';

const NAMES = ['portal', 'clientId', 'clientSecret'] as const;

/** What is asked for, in this order. */
export type StepName = (typeof NAMES)[number];

/** What was typed so far, right or wrong. */
export type Typed = Readonly<Record<StepName, string>>;

/** Which application of which portal is signed in through. */
export interface Access {
  /** `https://<portal>`. */
  readonly origin: string;
  readonly application: LocalApplication;
}

/** Where the steps begin, and what stands under the first box. */
export interface Beginning {
  readonly at: StepName;
  readonly complaint: string;
}

/**
 * Goes through the steps, forth and back; without a beginning, from the first that lacks its answer. `keep`: told what
 * is typed by the end of each step. `undefined`: the person has left.
 */
export async function askForAccess(
  typed: Typed,
  keep: (typed: Typed) => void,
  beginning?: Beginning,
): Promise<Access | undefined> {
  let current = typed;
  let at = beginning?.at ?? firstOpen(current);
  let complaint = beginning?.complaint ?? '';
  while (at !== undefined) {
    const index = NAMES.indexOf(at);
    const place = { step: index + 1, totalSteps: NAMES.length };
    const { move, text } = await askInBox(questionOf(at), place, current[at], complaint);
    current = { ...current, [at]: text };
    keep(current);
    if (move === 'leave') {
      return undefined;
    }
    at = move === 'back' ? NAMES[index - 1] : (NAMES[index + 1] ?? firstOpen(current));
    complaint = '';
  }
  return accessIn(current);
}

function firstOpen(typed: Typed): StepName | undefined {
  return NAMES.find(name => questionOf(name).problem(typed[name]) !== '');
}

function accessIn({ portal, clientId, clientSecret }: Typed): Access | undefined {
  const reading = readPortalAddress(portal);
  return reading.kind === 'portal'
    ? {
        origin: reading.origin,
        application: { clientId: clientId.trim(), clientSecret: clientSecret.trim() },
      }
    : undefined;
}
