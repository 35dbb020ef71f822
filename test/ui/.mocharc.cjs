'use strict';

/** `UI_TESTS_FILES`: some of them, as `run.ts` shares them out. */
module.exports = {
  'node-option': ['import=tsx'],
  'forbid-only': true,
  'forbid-pending': true,
  'fail-zero': true,
  reporter: 'test/reporter.cjs',
  spec: process.env.UI_TESTS_FILES?.split(',') ?? ['test/ui/**/*.test.ts'],
  require: ['test/ui/hooks.ts'],
  timeout: 90_000,
  slow: 20_000,
};
