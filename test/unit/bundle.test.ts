import { vscode } from '../vscodeStandIn';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import { build, type BuildOptions } from 'esbuild';

import { manifest } from './manifest';

const { extension } = createRequire(__filename)('../../esbuild.js') as { readonly extension: BuildOptions };

const MAX_BYTES = 303 * 1024;

describe('the bundle', () => {
  const bundle = (): ReturnType<typeof build> =>
    build({
      ...extension,
      minify: true,
      sourcemap: false,
      write: false,
      metafile: true,
      logLevel: 'silent',
    });

  it('is small', async () => {
    const { outputFiles } = await bundle();
    const bytes = outputFiles?.[0]?.contents.byteLength ?? Infinity;
    assert.ok(bytes <= MAX_BYTES, `${bytes} bytes`);
  });

  it('needs nothing at run time but VS Code, and the HTTP server that a sign-in listens with', async () => {
    const { metafile } = await bundle();
    const outputs = Object.values(metafile?.outputs ?? {});
    const imports = outputs.flatMap(output => output.imports.map(({ path }) => path));
    assert.deepEqual(
      imports.filter(name => !['vscode', 'node:http'].includes(name)),
      [],
    );
  });

  it('holds exactly what the manifest names as dependencies, each in one version', async () => {
    const { metafile } = await bundle();
    const bundled = Object.keys(metafile?.inputs ?? {}).flatMap(
      file => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
    );
    assert.deepEqual([...new Set(bundled)].sort(), Object.keys(manifest.dependencies).sort());
    for (const version of Object.values(manifest.dependencies)) {
      assert.match(version, /^\d/, 'a range could move on by itself');
    }
  });

  it('loads the HTTP client only when it makes a request', async () => {
    assert.equal(await requestsAtLoad(extension), 0);
    const stdin = { contents: "export { default } from 'ky';", resolveDir: __dirname };
    const own = await requestsAtLoad({ ...extension, entryPoints: [], stdin });
    assert.ok(own > 0, 'ky no longer makes a request when it is loaded: the test proves nothing');
  });
});

/** How many requests are made, not sent, while a bundle is loaded: ky makes one to find out what it can use. */
async function requestsAtLoad(options: BuildOptions): Promise<number> {
  const { outputFiles } = await build({ ...options, sourcemap: false, write: false, logLevel: 'silent' });
  const load = runInThisContext(`(exports, require, module) => {${outputFiles[0]?.text ?? ''}}`) as (
    ...values: readonly unknown[]
  ) => void;
  const { Request } = globalThis;
  let requests = 0;
  globalThis.Request = class extends Request {
    constructor(...values: ConstructorParameters<typeof Request>) {
      super(...values);
      requests++;
    }
  };
  try {
    const module = { exports: {} };
    load(module.exports, () => vscode, module);
    assert.notDeepEqual(Object.keys(module.exports), []);
    return requests;
  } finally {
    globalThis.Request = Request;
  }
}
