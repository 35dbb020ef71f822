'use strict';
const { Server } = require('node:http');
const { basename } = require('node:path');

/** Half of the key that seals secrets in the browser: always the same, so that they outlive a reload. */
const sealingKey = new Uint8Array(32).fill(24);

const proxied = /^\/proxy\/(\d+)\/*/;

// Node hands `--require` on to the processes the server forks, which have their own ways to end.
if (basename(process.argv[1] ?? '') === 'server-main.js') {
  answerInPlaceOf(isMintKey, mintKey);
  answerInPlaceOf(isProxied, toThePort);
  endWithParent();
}
if (process.argv.includes('--type=extensionHost') && process.env.BITRIX24_TEST_PORT) {
  require('./extensionHost.cjs').standBetween(Number(process.env.BITRIX24_TEST_PORT));
}

/** What the code-server around this server answers, and the bare server does not. */
function answerInPlaceOf(isMeant, answer) {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (event, request, response) {
    if (event !== 'request' || !isMeant(request)) return emit.apply(this, arguments);
    request.resume();
    answer(request, response);
    return true;
  };
}

function isMintKey({ method, url }) {
  return method === 'POST' && url.endsWith('/mint-key');
}

function mintKey(request, response) {
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(sealingKey);
}

/** The window opens an address of this machine as `/proxy/<port>/…` of its own server's. */
function isProxied({ method, url }) {
  return method === 'GET' && proxied.test(url);
}

function toThePort({ url }, response) {
  response.writeHead(302, { location: url.replace(proxied, 'http://127.0.0.1:$1/') }).end();
}

function endWithParent() {
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume();
}
