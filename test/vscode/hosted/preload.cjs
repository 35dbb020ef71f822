'use strict';
const { Server } = require('node:http');
const { basename } = require('node:path');

/** Half of the key that seals secrets in the browser: always the same, so that they outlive a reload. */
const sealingKey = new Uint8Array(32).fill(24);

// Node hands `--require` on to the processes the server forks, which have their own ways to end.
if (basename(process.argv[1] ?? '') === 'server-main.js') {
  answerMintKey();
  endWithParent();
}

function answerMintKey() {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (event, request, response) {
    const isMintKey = event === 'request' && request.method === 'POST' && request.url.endsWith('/mint-key');
    if (!isMintKey) return emit.apply(this, arguments);
    request.resume();
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(sealingKey);
    return true;
  };
}

function endWithParent() {
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();
}
