'use strict';
/** Required before the tests: those that are `inDepth` run too. */
process.env.UI_TESTS = 'all';
