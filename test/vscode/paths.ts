import path from 'node:path';

export const projectDir = path.resolve(__dirname, '../..');

/** What is downloaded once and used by every run. */
export const downloadsDir = path.join(projectDir, '.vscode-test');

export const outDir = path.join(projectDir, 'out');

/** Plain scripts that run inside the unpacked server. */
export const hostedDir = path.join(__dirname, 'hosted');
