import * as vscode from 'vscode';
import { parsePortalAddress } from '../../bitrix24/address/portalAddress';
import type { PortalAddressProblem } from '../../bitrix24/address/portalAddress';
import type { LocalApplication } from '../../bitrix24/auth/oauth';
import { signInPort } from '../settings';
import { askInBox } from './stepBox';
import type { Question } from './stepBox';

const EXAMPLE_PORTAL = 'portal.bitrix24.com';
const EXAMPLE_CLIENT_ID = 'local.0123456789abcd.01234567';

/** The client_id becomes part of a URL that is opened, so anything else is rejected. */
const CLIENT_ID = /^(local|app)\.[\w.-]+$/;

/** Returns the question for one field of the sign-in through a portal's local application. */
export function questionFor(name: ApplicationField): Question {
  switch (name) {
    case 'portal':
      return {
        prompt: vscode.l10n.t('Enter the portal’s address'),
        placeholder: EXAMPLE_PORTAL,
        isSecret: false,
        problem: portalProblem,
      };
    case 'clientId':
      return {
        prompt: vscode.l10n.t(
          'Enter the client_id of a local application in the portal with the “im” permission and the handler path {0}',
          `http://localhost:${signInPort()}/`,
        ),
        placeholder: EXAMPLE_CLIENT_ID,
        isSecret: false,
        problem: clientIdProblem,
      };
    case 'clientSecret':
      return {
        prompt: vscode.l10n.t(
          'Enter the client_secret of the same application. It will be kept in VS Code’s secret storage.',
        ),
        placeholder: '',
        isSecret: true,
        problem: clientSecretProblem,
      };
  }
}

function portalProblem(text: string): string {
  const reading = parsePortalAddress(text);
  return reading.kind === 'portal' ? '' : portalProblemText(reading.problem);
}

function portalProblemText(problem: PortalAddressProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Type the portal’s address, or press Escape to cancel.');
    case 'notAnAddress':
      return vscode.l10n.t('This is not a portal’s address. It should look like {0}.', EXAMPLE_PORTAL);
    case 'notHttps':
      return vscode.l10n.t('The address must begin with https:// so that no one can read it in transit.');
    case 'hasPassword':
      return vscode.l10n.t('Remove the password before the host name.');
    case 'webhook':
      return vscode.l10n.t(
        'This is the address of a webhook. Press Escape, connect again, and choose “Inbound webhook”.',
      );
  }
}

function clientIdProblem(text: string): string {
  if (text.trim() === '') {
    return vscode.l10n.t('Paste the client_id, or press Escape to cancel.');
  }
  return CLIENT_ID.test(text.trim())
    ? ''
    : vscode.l10n.t(
        'This is not a client_id. A client_id begins with “local.” or “app.”, as shown in the application’s settings.',
      );
}

function clientSecretProblem(text: string): string {
  if (text.trim() === '') {
    return vscode.l10n.t('Paste the client_secret, or press Escape to cancel.');
  }
  return CLIENT_ID.test(text.trim())
    ? vscode.l10n.t('This is the client_id again. The client_secret is next to it.')
    : '';
}

const NAMES = ['portal', 'clientId', 'clientSecret'] as const;

/** A field that the wizard asks for, in the order of `NAMES`. */
export type ApplicationField = (typeof NAMES)[number];

/** The text typed into each field so far, valid or not. */
export type TypedFields = Readonly<Record<ApplicationField, string>>;

/** The portal and the local application to sign in through. */
export interface ApplicationAccess {
  /** `https://<portal>`. */
  readonly origin: string;
  readonly application: LocalApplication;
}

/** The step at which the wizard starts, and the error to show there. */
export interface WizardStart {
  readonly at: ApplicationField;
  readonly complaint: string;
}

/**
 * Runs the wizard, forward and back; without `beginning`, starts at the first field without a valid answer. `keep` is
 * called with the typed text at the end of each step. Resolves with `undefined` if canceled.
 */
export async function askForApplication(
  typed: TypedFields,
  keep: (typed: TypedFields) => void,
  beginning?: WizardStart,
): Promise<ApplicationAccess | undefined> {
  let current = typed;
  let at = beginning?.at ?? firstOpen(current);
  let complaint = beginning?.complaint ?? '';
  while (at !== undefined) {
    const index = NAMES.indexOf(at);
    const place = { step: index + 1, totalSteps: NAMES.length };
    const { move, text } = await askInBox(questionFor(at), place, current[at], complaint);
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

function firstOpen(typed: TypedFields): ApplicationField | undefined {
  return NAMES.find(name => questionFor(name).problem(typed[name]) !== '');
}

function accessIn({ portal, clientId, clientSecret }: TypedFields): ApplicationAccess | undefined {
  const reading = parsePortalAddress(portal);
  return reading.kind === 'portal'
    ? {
        origin: reading.origin,
        application: { clientId: clientId.trim(), clientSecret: clientSecret.trim() },
      }
    : undefined;
}
