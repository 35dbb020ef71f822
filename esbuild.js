'use strict';
const { build, context } = require('esbuild');

const isProduction = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const extension = {
  entryPoints: ['src/extension.ts'],
  outfile: 'dist/extension.js',
  bundle: true,
  format: 'cjs',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  conditions: ['import'],
  target: 'es2023',
  external: ['vscode', 'node:http'],
  charset: 'utf8',
  minify: isProduction,
  sourcemap: isProduction ? false : 'linked',
  logLevel: 'info',
};

async function run() {
  if (process.argv.includes('--watch')) {
    await (await context(extension)).watch();
  } else {
    await build(extension);
  }
}

module.exports = { extension };

if (require.main === module) {
  run().catch(() => process.exit(1));
}
