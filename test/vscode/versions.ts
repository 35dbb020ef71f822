/** A release of VS Code, and the npm packages that carry it as a server. */
export interface VSCodeVersion {
  readonly code: string;
  readonly server: string;
  /** The only major version of Node that this release starts under. */
  readonly nodeMajor: number;
}

export const newest: VSCodeVersion = { code: '1.139', server: '4.139.1', nodeMajor: 24 };

export const oldest: VSCodeVersion = { code: '1.103', server: '4.103.2', nodeMajor: 22 };

export const supportedVersions: readonly VSCodeVersion[] = [newest, oldest];

export function versionOf(code: string): VSCodeVersion {
  const version = supportedVersions.find(candidate => candidate.code === code);
  if (!version) throw new Error(`No supported VS Code is called ${code}.`);
  return version;
}
