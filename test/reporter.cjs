'use strict';
const { reporters } = require('mocha');

/** mocha's spec reporter, and under it one plain line that any build server can count. */
module.exports = class extends reporters.Spec {
  epilogue() {
    super.epilogue();
    // Side by side, a file that can't be loaded is told of after the end: the line comes after that, and counts it.
    queueMicrotask(() => {
      const { passes, failures } = this.stats;
      console.log(`${String(passes)} passed, ${String(failures)} failed`);
    });
  }
};
