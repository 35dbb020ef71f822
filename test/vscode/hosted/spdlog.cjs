'use strict';
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

/** A stand-in for the native logger of VS Code: every message goes to its file at once. */
const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(type, name, file) {
    this.file = file;
    this.level = levels.indexOf('info');
    this.isFormatted = true;
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, '');
  }

  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.file, this.isFormatted ? `${time} [${levels[level]}] ${message}\n` : message);
  }

  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }

  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.isFormatted = false;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

const version = 0;
const setLevel = () => {};
const setFlushOn = () => {};
const createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
const createAsyncRotatingLogger = createRotatingLogger;

module.exports = { version, setLevel, setFlushOn, Logger, createRotatingLogger, createAsyncRotatingLogger };
