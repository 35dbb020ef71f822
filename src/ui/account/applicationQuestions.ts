import * as vscode from 'vscode';
import { readPortalAddress } from '../../bitrix24/access/portalAddress';
import type { PortalProblem } from '../../bitrix24/access/portalAddress';
import { signInPort } from '../settings';
import type { StepName } from './applicationSteps';
import type { Question } from './stepBox';

const EXAMPLE_PORTAL = 'portal.bitrix24.com';
const EXAMPLE_CLIENT_ID = 'local.0123456789abcd.01234567';

/** It is part of an address that is opened, so nothing else is let through. */
const CLIENT_ID = /^(local|app)\.[\w.-]+$/;

/** What is asked of a person to sign in through a local application of the portal. */
export function questionOf(name: StepName): Question {
  switch (name) {
    case 'portal':
      return {
        prompt: vscode.l10n.t('The portal’s address'),
        placeholder: EXAMPLE_PORTAL,
        isSecret: false,
        problem: portalProblem,
      };
    case 'clientId':
      return {
        prompt: vscode.l10n.t(
          'client_id of a local application of the portal with the permission “im” and the handler path {0}',
          `http://localhost:${signInPort()}/`,
        ),
        placeholder: EXAMPLE_CLIENT_ID,
        isSecret: false,
        problem: clientIdProblem,
      };
    case 'clientSecret':
      return {
        prompt: vscode.l10n.t('client_secret of the same application. VS Code’s secret storage keeps it.'),
        placeholder: '',
        isSecret: true,
        problem: clientSecretProblem,
      };
  }
}

function portalProblem(text: string): string {
  const reading = readPortalAddress(text);
  return reading.kind === 'portal' ? '' : portalProblemText(reading.problem);
}

function portalProblemText(problem: PortalProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Type the portal’s address, or press Escape to leave.');
    case 'notAnAddress':
      return vscode.l10n.t('This is no portal’s address. It looks like {0}.', EXAMPLE_PORTAL);
    case 'notHttps':
      return vscode.l10n.t('The address must begin with https://, so that nobody on the way can read it.');
    case 'hasPassword':
      return vscode.l10n.t('Leave out the password before the host.');
    case 'webhook':
      return vscode.l10n.t(
        'This is the address of a webhook. Press Escape, connect again, and choose “Inbound webhook”.',
      );
  }
}

function clientIdProblem(text: string): string {
  if (text.trim() === '') {
    return vscode.l10n.t('Paste the client_id, or press Escape to leave.');
  }
  return CLIENT_ID.test(text.trim())
    ? ''
    : vscode.l10n.t('This is no client_id. It begins with local. or app., as in the application’s settings.');
}

function clientSecretProblem(text: string): string {
  if (text.trim() === '') {
    return vscode.l10n.t('Paste the client_secret, or press Escape to leave.');
  }
  return CLIENT_ID.test(text.trim())
    ? vscode.l10n.t('This is the client_id once more. The client_secret stands beside it.')
    : '';
}
