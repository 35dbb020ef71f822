import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import type { BuildOptions } from 'esbuild';

const { extension } = createRequire(__filename)('../../esbuild.js') as { readonly extension: BuildOptions };

const MOST_BYTES = 220 * 1024;

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
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
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
});
