/** Lines of a file as they are in a commit. */
export interface CommittedLines {
  /** The address of the repository, as git knows it. May hold credentials. */
  readonly remote: string;
  /** The whole hash. */
  readonly commit: string;
  /** From the repository's root, with `/`. */
  readonly path: string;
  /** Counted from 1; both are meant. */
  readonly from: number;
  readonly to: number;
}

/** A repository on the web. */
interface Home {
  /** `https://git.example`, without credentials. */
  readonly origin: string;
  /** The groups, and the repository's name without `.git`. */
  readonly names: readonly string[];
}

const WEB = ['https:', 'http:'];
const SSH = ['ssh:', 'git+ssh:', 'ssh+git:', 'git:'];

/** The page of these lines on GitHub, GitLab or Bitbucket; `undefined`: the repository is on none of them. */
export function permalink({ remote, commit, path, from, to }: CommittedLines): string | undefined {
  const home = homeOf(remote);
  if (home === undefined || !/^[0-9a-f]{40,64}$/.test(commit)) {
    return undefined;
  }
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

function hostKind({ origin, names }: Home): 'github' | 'gitlab' | 'bitbucket' | undefined {
  const { hostname } = new URL(origin);
  if (hostname.includes('gitlab')) {
    return names.length >= 2 ? 'gitlab' : undefined;
  }
  if (names.length !== 2) {
    return undefined;
  }
  return hostname === 'github.com' ? 'github' : hostname === 'bitbucket.org' ? 'bitbucket' : undefined;
}

/** Names and host are taken out of the address, everything else in it stays behind: it may be a secret. */
function homeOf(remote: string): Home | undefined {
  const address = remote.trim();
  const url = URL.canParse(address) && address.includes('://') ? new URL(address) : undefined;
  if (url !== undefined) {
    const isWeb = WEB.includes(url.protocol);
    return isWeb || SSH.includes(url.protocol)
      ? home(isWeb ? url.protocol : 'https:', isWeb ? url.host : sshHost(url.hostname), url.pathname)
      : undefined;
  }
  // What git calls the scp-like syntax: [user@]host:path.
  const [, host, path] = /^(?:[^@:/\s]+@)?([^@:/\s]+):(\S+)$/.exec(address) ?? [];
  return host === undefined || path === undefined ? undefined : home('https:', sshHost(host), path);
}

function home(protocol: string, host: string, path: string): Home | undefined {
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

/** The web's host for ssh's: some are reached by another name; one without a dot is somebody's own abbreviation. */
function sshHost(host: string): string {
  const name = host.toLowerCase().replace(/^(?:alt)?ssh\.(?=(github\.com|gitlab\.com|bitbucket\.org)$)/, '');
  return name.includes('.') ? name : '';
}

function encoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** The way from a folder to a file in it, with `/`; `undefined`: it is not in it. Both as the file system calls them. */
export function pathWithin(folder: string, file: string): string | undefined {
  const slashed = (path: string): string => (folder.startsWith('/') ? path : path.replace(/\\/g, '/'));
  const root = `${slashed(folder).replace(/\/+$/, '')}/`;
  const path = slashed(file);
  return path.startsWith(root) && path.length > root.length ? path.slice(root.length) : undefined;
}
