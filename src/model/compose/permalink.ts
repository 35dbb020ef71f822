/** Lines of a file in a commit. */
export interface CommittedLines {
  /** The URL of the repository, as git knows it. May contain credentials. */
  readonly remote: string;
  /** The full hash. */
  readonly commit: string;
  /** Relative to the root of the repository, with `/`. */
  readonly path: string;
  /** One-based, both ends inclusive. */
  readonly from: number;
  readonly to: number;
}

/** A repository on the web. */
interface WebRepository {
  /** `https://git.example`, without credentials. */
  readonly origin: string;
  /** The groups, then the repository's name without `.git`. */
  readonly names: readonly string[];
}

const WEB = ['https:', 'http:'];
const SSH = ['ssh:', 'git+ssh:', 'ssh+git:', 'git:'];

/**
 * Returns the page of these lines on GitHub, GitLab or Bitbucket; `undefined` if the repository is on none of them.
 */
export function permalink({ remote, commit, path, from, to }: CommittedLines): string | undefined {
  const home = parseRemote(remote);
  if (home === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) return undefined;
  const repository = `${home.origin}/${home.names.join('/')}`;
  const file = `${commit}/${path.split('/').map(encoded).join('/')}`;
  const isOneLine = from === to;
  switch (hostKind(home)) {
    case 'github':
      return `${repository}/blob/${file}#L${from}${isOneLine ? '' : `-L${to}`}`;
    case 'gitlab':
      return `${repository}/-/blob/${file}#L${from}${isOneLine ? '' : `-${to}`}`;
    case 'bitbucket':
      return `${repository}/src/${file}#lines-${from}${isOneLine ? '' : `:${to}`}`;
    default:
      return undefined;
  }
}

function hostKind({ origin, names }: WebRepository): 'github' | 'gitlab' | 'bitbucket' | undefined {
  const { hostname } = new URL(origin);
  if (hostname.includes('gitlab')) return names.length >= 2 ? 'gitlab' : undefined;
  if (names.length !== 2) return undefined;
  return hostname === 'github.com' ? 'github' : hostname === 'bitbucket.org' ? 'bitbucket' : undefined;
}

/** Uses only the names and the host from the URL, because anything else in it may be a secret. */
function parseRemote(remote: string): WebRepository | undefined {
  const address = remote.trim();
  const url = URL.canParse(address) && address.includes('://') ? new URL(address) : undefined;
  if (url !== undefined) {
    const isWeb = WEB.includes(url.protocol);
    return isWeb || SSH.includes(url.protocol)
      ? webRepository(isWeb ? url.protocol : 'https:', isWeb ? url.host : sshHost(url.hostname), url.pathname)
      : undefined;
  }
  // git's scp-like syntax: [user@]host:path.
  const [, host, path] = /^(?:[^@:/\s]+@)?([^@:/\s]+):(\S+)$/.exec(address) ?? [];
  return host === undefined || path === undefined ? undefined : webRepository('https:', sshHost(host), path);
}

function webRepository(protocol: string, host: string, path: string): WebRepository | undefined {
  const names = path
    .replace(/\/+$/, '')
    .replace(/\.git$/i, '')
    .split('/')
    .filter(name => name !== '');
  const isPlain = names.every(name => /^[\w.-]+$/.test(name) && !/^\.+$/.test(name));
  const isHost = /^[\w-]+(\.[\w-]+)*(:\d+)?$/.test(host);
  const name = host.toLowerCase().replace(/^www\.(?=(github\.com|bitbucket\.org)$)/, '');
  const isPublic = name === 'github.com' || name === 'bitbucket.org';
  return isPlain && isHost ? { origin: `${isPublic ? 'https:' : protocol}//${name}`, names } : undefined;
}

/** Returns the web host for an SSH host: some have another name; one without a dot is a user's own alias. */
function sshHost(host: string): string {
  const name = host.toLowerCase().replace(/^(?:alt)?ssh\.(?=(github\.com|gitlab\.com|bitbucket\.org)$)/, '');
  return name.includes('.') ? name : '';
}

function encoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/**
 * Returns the path of a file relative to a folder, with `/`; `undefined` if it isn't inside. Both are file system
 * paths.
 */
export function relativePath(folder: string, file: string): string | undefined {
  const slashed = (path: string): string => (folder.startsWith('/') ? path : path.replace(/\\/g, '/'));
  const root = `${slashed(folder).replace(/\/+$/, '')}/`;
  const path = slashed(file);
  return path.startsWith(root) && path.length > root.length ? path.slice(root.length) : undefined;
}
