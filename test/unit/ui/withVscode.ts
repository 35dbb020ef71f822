import Module from 'node:module';

/**
 * Imported before what imports `vscode`: outside of VS Code, that is {@link ./vscodeApi}. The words of the extension
 * can be tested as they are then.
 */

type Resolve = (request: string, ...rest: readonly unknown[]) => string;

const loader = Module as unknown as { _resolveFilename: Resolve };
const resolve = loader._resolveFilename.bind(Module);
const api = require.resolve('./vscodeApi');

loader._resolveFilename = (request, ...rest) => (request === 'vscode' ? api : resolve(request, ...rest));
