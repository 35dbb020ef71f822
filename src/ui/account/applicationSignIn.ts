import * as vscode from 'vscode';
import { displayHost } from '../../bitrix24/address/displayHost';
import { removeInvisible } from '../../bitrix24/address/pastedText';
import { parsePortalAddress, type PortalAddressProblem } from '../../bitrix24/address/portalAddress';
import { runWizard, type ShowPage, type StepResult, type WizardStep } from '../input/wizard';
import { signInPort } from '../settings';
import { type PortalApplication, BrowserSignIn, type BrowserSignInOptions } from './browserSignIn';
import type { ApplicationField } from './signInTexts';
import type { VerifiedCredential } from './webhookPrompt';

const FIELDS: readonly ApplicationField[] = ['portal', 'clientId', 'clientSecret'];

const PLACEHOLDERS: FieldTexts = {
  portal: 'portal.bitrix24.com',
  clientId: 'local.0123456789abcd.01234567',
  clientSecret: '',
};

/** The client_id becomes part of a URL that is opened, so anything else is rejected. */
const CLIENT_ID = /^(local|app)\.[\w.-]+$/;

/** The text typed into each field so far, valid or not. */
type FieldTexts = Readonly<Record<ApplicationField, string>>;

interface WizardState {
  readonly texts: FieldTexts;
  /** The error to show in the next field until its text is changed. */
  readonly validationMessage: string;
  readonly verified?: VerifiedCredential;
}

const NO_TEXTS: FieldTexts = { portal: '', clientId: '', clientSecret: '' };

/**
 * Signs in through a portal's local application (OAuth 2.0): asks for whatever is missing, then sends the user to the
 * browser. Stores nothing; in this window, the typed text is offered again next time.
 */
export class ApplicationSignIn {
  readonly #options: BrowserSignInOptions;
  #texts = NO_TEXTS;

  constructor(options: BrowserSignInOptions) {
    this.#options = options;
  }

  /** `known`: the application of an account that signs in again. Resolves with `undefined` if canceled. */
  async signIn(known?: PortalApplication): Promise<VerifiedCredential | undefined> {
    const texts = known === undefined ? this.#texts : { portal: known.origin, ...known.application };
    const fieldSteps = FIELDS.map((field): WizardStep<WizardState> => async (state, show) => {
      const result = await showField(field, state, show);
      if (known === undefined) {
        this.#texts = result.state.texts;
      }
      return result;
    });
    /** If all are valid, -1: the last step, in the browser. */
    const firstInvalid = FIELDS.findIndex(field => fieldProblemText(field, texts[field]) !== '');
    const end = await runWizard(
      [...fieldSteps, state => this.#signInInBrowser(state)],
      { texts, validationMessage: '' },
      {
        title: vscode.l10n.t('Connect to a Bitrix24 Portal'),
        start: known === undefined ? 0 : firstInvalid,
        totalSteps: FIELDS.length,
      },
    );
    if (end !== undefined) {
      this.#texts = NO_TEXTS;
    }
    return end?.verified;
  }

  async #signInInBrowser(state: WizardState): Promise<StepResult<WizardState>> {
    const { portal, clientId, clientSecret } = state.texts;
    const address = parsePortalAddress(portal);
    if (address.kind !== 'portal') return { move: FIELDS.indexOf('portal'), state };
    const application = { clientId: pastedValue(clientId), clientSecret: pastedValue(clientSecret) };
    const result = await new BrowserSignIn(this.#options, { origin: address.origin, application }).run();
    switch (result.kind) {
      case 'done':
        return { move: 'next', state: { ...state, verified: result.verified } };
      case 'fix':
        return { move: FIELDS.indexOf(result.field), state: { ...state, validationMessage: result.sentence } };
      case 'timeout': {
        const tryAgain = vscode.l10n.t('Try Again');
        const sentence = vscode.l10n.t(
          'The sign-in to {0} was not completed in the browser in time. Nothing was saved.',
          displayHost(address.origin),
        );
        // The typed text is kept until the user answers or dismisses the message.
        const choice = await vscode.window.showErrorMessage(sentence, tryAgain);
        return choice === tryAgain ? this.#signInInBrowser(state) : { move: 'canceled', state };
      }
      default:
        return { move: result.kind, state };
    }
  }
}

async function showField(
  field: ApplicationField,
  { texts, validationMessage }: WizardState,
  show: ShowPage<WizardState>,
): Promise<StepResult<WizardState>> {
  const box = vscode.window.createInputBox();
  box.prompt = promptTexts()[field];
  box.placeholder = PLACEHOLDERS[field];
  box.password = field === 'clientSecret';
  box.value = texts[field];
  box.validationMessage = validationMessage;
  box.onDidChangeValue(() => {
    box.validationMessage = '';
  });
  const typed = (): WizardState => ({ texts: { ...texts, [field]: box.value }, validationMessage: '' });
  return show(
    box,
    () => {
      box.validationMessage = fieldProblemText(field, box.value);
      return box.validationMessage === '' ? typed() : undefined;
    },
    typed,
  );
}

function promptTexts(): FieldTexts {
  return {
    portal: vscode.l10n.t('Enter the portal’s address'),
    clientId: vscode.l10n.t(
      'Enter the client_id of a local application in the portal with the “im” permission and the handler path {0}',
      `http://localhost:${signInPort()}/`,
    ),
    clientSecret: vscode.l10n.t(
      'Enter the client_secret of the same application. It will be kept in VS Code’s secret storage.',
    ),
  };
}

/** Returns a pasted client_id or client_secret without what can't be part of it. */
function pastedValue(text: string): string {
  return removeInvisible(text).trim();
}

/** Returns what is wrong with the field's text; empty if it is valid. */
function fieldProblemText(field: ApplicationField, text: string): string {
  const value = pastedValue(text);
  const isClientId = CLIENT_ID.test(value);
  switch (field) {
    case 'portal': {
      const address = parsePortalAddress(text);
      return address.kind === 'portal' ? '' : addressProblemTexts()[address.problem];
    }
    case 'clientId':
      if (value === '') return vscode.l10n.t('Paste the client_id, or press Escape to cancel.');
      return isClientId
        ? ''
        : vscode.l10n.t(
            'This is not a client_id. A client_id begins with “local.” or “app.”, as shown in the application’s settings.',
          );
    case 'clientSecret':
      if (value === '') return vscode.l10n.t('Paste the client_secret, or press Escape to cancel.');
      return isClientId ? vscode.l10n.t('This is the client_id again. The client_secret is next to it.') : '';
  }
}

function addressProblemTexts(): Readonly<Record<PortalAddressProblem, string>> {
  return {
    empty: vscode.l10n.t('Type the portal’s address, or press Escape to cancel.'),
    notAnAddress: vscode.l10n.t('This is not a portal’s address. It should look like {0}.', PLACEHOLDERS.portal),
    notHttps: vscode.l10n.t('The address must begin with https:// so that no one can read it in transit.'),
    hasPassword: vscode.l10n.t('Remove the password before the host name.'),
    webhook: vscode.l10n.t(
      'This is the address of a webhook. Press Escape, connect again, and choose “Inbound webhook”.',
    ),
    several: vscode.l10n.t('There is more than one address. Paste only one.'),
  };
}
