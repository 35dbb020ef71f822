import '../../../vscodeStandIn';
import assert from 'node:assert/strict';
import { activeEditorSelection } from '../../../../src/ui/compose/editorSelection';
import { EMPTY_DRAFT } from '../../../../src/ui/compose/messageDraft';
import { codeContextStep } from '../../../../src/ui/compose/messageSteps';
import { useScreen, vscode } from '../../../vscodeStandIn';
import { StandInInput } from '../input/quickInputs';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const ROOT = '/home/ann/repository';

interface Repository {
  readonly rootUri: { readonly fsPath: string };
  readonly state: Readonly<Record<string, unknown>>;
  readonly getObjectDetails: () => Promise<unknown>;
}

describe('the link to the lines in the editor', () => {
  const { workspace, extensions } = vscode;
  let scheme: string;
  let repository: Repository | undefined;
  let hasGit: boolean;
  beforeEach(() => {
    scheme = 'file';
    hasGit = true;
    repository = {
      rootUri: { fsPath: ROOT },
      state: {
        HEAD: { name: 'main', commit: COMMIT, upstream: { remote: 'origin' }, ahead: 0 },
        remotes: [{ name: 'origin', fetchUrl: 'git@github.com:owner/repository.git' }],
      },
      getObjectDetails: () => Promise.resolve({}),
    };
    const git = { isActive: true, exports: { getAPI: () => ({ getRepository: () => repository }) } };
    vscode.extensions = { getExtension: () => (hasGit ? git : undefined) };
    vscode.workspace = Object.assign({ getWorkspaceFolder: () => ({}), asRelativePath: () => 'src/a.ts' }, workspace);
    const position = (line: number): object => ({ line, character: 3 });
    const uri = (): object => ({ scheme, path: `${ROOT}/src/a.ts`, fsPath: `${ROOT}/src/a.ts` });
    useScreen({
      window: {
        createQuickPick: () => new StandInInput(),
        get activeTextEditor() {
          const document = { uri: uri(), isDirty: false, getText: () => 'code' };
          return { viewColumn: 1, document, selection: { start: position(1), end: position(3) } };
        },
      },
    });
  });
  afterEach(() => {
    vscode.workspace = workspace;
    vscode.extensions = extensions;
  });

  /** The label and the detail of the row. */
  async function row(): Promise<readonly unknown[]> {
    const source = activeEditorSelection() ?? assert.fail();
    let items: readonly { readonly label: string; readonly detail?: string }[] = [];
    await codeContextStep(source)(EMPTY_DRAFT, input => {
      ({ items } = input as unknown as StandInInput);
      return Promise.resolve({ move: 'next', state: EMPTY_DRAFT });
    });
    const { label, detail } = items.at(-1) ?? assert.fail();
    return [label, detail];
  }

  const LINES = 'File name and line numbers';
  const NOT_KNOWN = 'No link to the lines: VS Code’s Git extension does not know this file in a commit.';
  const NO_PAGES = 'No link to the lines: the repository is not on GitHub, GitLab, or Bitbucket.';

  it('is offered for a file in a commit', async () => {
    assert.deepEqual(await row(), ['Link to the file and lines', 'github.com, commit 0123456']);
  });

  it('is not offered in a remote window, and the row says why', async () => {
    scheme = 'vscode-remote';
    const why = 'No link to the lines: in a remote window, this extension can’t ask Git.';
    assert.deepEqual(await row(), [LINES, why]);
    hasGit = false;
    assert.deepEqual(await row(), [LINES, why]);
  });

  it('is not offered where Git does not know the file, and the row says so', async () => {
    const known = repository ?? assert.fail();
    repository = { ...known, getObjectDetails: () => Promise.reject(new Error('bad revision')) };
    assert.deepEqual(await row(), [LINES, NOT_KNOWN]);
    repository = { ...known, state: { ...known.state, HEAD: {} } };
    assert.deepEqual(await row(), [LINES, NOT_KNOWN]);
    repository = undefined;
    assert.deepEqual(await row(), [LINES, NOT_KNOWN]);
    hasGit = false;
    assert.deepEqual(await row(), [LINES, NOT_KNOWN]);
    scheme = 'untitled';
    assert.deepEqual(await row(), [LINES, NOT_KNOWN]);
  });

  it('is not offered where the repository has no pages that are known, and the row says so', async () => {
    const known = repository ?? assert.fail();
    for (const remotes of [[], [{ name: 'origin', fetchUrl: 'https://git.example/owner/repository.git' }]]) {
      repository = { ...known, state: { ...known.state, remotes } };
      assert.deepEqual(await row(), [LINES, NO_PAGES]);
    }
  });
});
