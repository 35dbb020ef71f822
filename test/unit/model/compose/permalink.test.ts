import assert from 'node:assert/strict';
import { type CommittedLines, permalink, relativePath } from '../../../../src/model/compose/permalink';

const commit = '0123456789abcdef0123456789abcdef01234567';
const SECRET = 's3cr3t';

function linkOf(remote: string, changes: Partial<CommittedLines> = {}): string | undefined {
  return permalink({ remote, commit, path: 'src/main.ts', from: 10, to: 20, ...changes });
}

const onGitHub = `https://github.com/owner/repo/blob/${commit}/src/main.ts#L10-L20`;
const onGitLab = `https://gitlab.com/owner/repo/-/blob/${commit}/src/main.ts#L10-20`;
const onBitbucket = `https://bitbucket.org/owner/repo/src/${commit}/src/main.ts#lines-10:20`;

const remotes: Readonly<Record<string, readonly string[]>> = {
  [onGitHub]: [
    'git@github.com:owner/repo.git',
    'git@github.com:owner/repo',
    'git@github.com:/owner/repo.git',
    'github.com:owner/repo.git',
    'org-1234@github.com:owner/repo.git',
    'ssh://git@github.com/owner/repo.git',
    'ssh://git@github.com:22/owner/repo.git',
    'ssh://git@ssh.github.com:443/owner/repo.git',
    'git+ssh://git@github.com/owner/repo',
    'git://github.com/owner/repo.git',
    'https://github.com/owner/repo.git',
    'https://github.com/owner/repo',
    'https://github.com/owner/repo/',
    'https://github.com/owner/repo.git/',
    'https://www.github.com/owner/repo',
    'http://github.com/owner/repo.git',
    'https://GitHub.com/owner/repo.git',
    'ssh://git@GITHUB.com/owner/repo.git',
    'git@GitHub.com:owner/repo.git',
    `https://user:${SECRET}@github.com/owner/repo.git`,
    `https://${SECRET}@github.com/owner/repo`,
    `https://x-access-token:${SECRET}@github.com/owner/repo.git`,
    `https://user:p@${SECRET}@github.com/owner/repo.git`,
    `https://github.com/owner/repo.git?token=${SECRET}#${SECRET}`,
    `ssh://git:${SECRET}@github.com/owner/repo.git`,
    '  https://github.com/owner/repo.git\n',
  ],
  [onGitLab]: [
    'git@gitlab.com:owner/repo.git',
    'ssh://git@gitlab.com/owner/repo.git',
    'ssh://git@altssh.gitlab.com:443/owner/repo.git',
    `https://oauth2:${SECRET}@gitlab.com/owner/repo.git`,
    `https://gitlab-ci-token:${SECRET}@gitlab.com/owner/repo.git`,
  ],
  [onBitbucket]: [
    'git@bitbucket.org:owner/repo.git',
    'ssh://git@altssh.bitbucket.org:443/owner/repo.git',
    `https://user@bitbucket.org/owner/repo.git`,
    `https://x-token-auth:${SECRET}@bitbucket.org/owner/repo.git`,
  ],
  [`https://gitlab.example.org/a/b/c/d.e_f-g/-/blob/${commit}/src/main.ts#L10-20`]: [
    'git@gitlab.example.org:a/b/c/d.e_f-g.git',
    'ssh://git@gitlab.example.org:2222/a/b/c/d.e_f-g.git',
    'https://gitlab.example.org/a/b/c/d.e_f-g.git',
  ],
  [`https://my-gitlab.example:8443/group/repo/-/blob/${commit}/src/main.ts#L10-20`]: [
    `https://user:${SECRET}@my-gitlab.example:8443/group/repo.git`,
  ],
  [`http://gitlab.intranet:8080/group/repo/-/blob/${commit}/src/main.ts#L10-20`]: [
    `http://user:${SECRET}@gitlab.intranet:8080/group/repo.git`,
  ],
  [`https://gitlab/group/repo/-/blob/${commit}/src/main.ts#L10-20`]: ['https://gitlab/group/repo.git'],
};

describe('a permalink', () => {
  for (const [link, addresses] of Object.entries(remotes)) {
    for (const remote of addresses) {
      it(`comes of ${remote.trim()}`, () => {
        assert.equal(linkOf(remote), link);
      });
    }
  }

  for (const remote of [
    '',
    ' ',
    'repo',
    '/srv/git/repo.git',
    '../repo.git',
    'file:///srv/git/owner/repo.git',
    'C:\\git\\repo.git',
    'C:/git/repo.git',
    'https://example.org/owner/repo.git',
    'git@example.org:owner/repo.git',
    'https://github.com.example.org/owner/repo.git',
    'https://notgithub.com/owner/repo.git',
    'https://github.com/owner',
    'https://github.com/owner/repo/more',
    'https://gitlab.com/repo.git',
    'https://github.com/owner/..',
    'https://github.com/owner/re%2Fpo',
    'https://github.com/owner/re po',
    'git@github.com-work:owner/repo.git',
    'git@gitlab-work:owner/repo.git',
    'ftp://github.com/owner/repo.git',
    'https://[::1]/owner/repo.git',
    'https://',
    'http://[',
    `gitlab-ci-token:${SECRET}@gitlab.com:owner/repo.git`,
    `gitlab.token:${SECRET}@gitlab.com/owner/repo.git`,
    'javascript:alert(1)',
  ]) {
    it(`does not come of ${JSON.stringify(remote)}`, () => {
      assert.equal(linkOf(remote), undefined);
    });
  }

  it('leads to one line where there is one', () => {
    const hash = (remote: string): string | undefined => linkOf(remote, { to: 10 })?.split('#')[1];
    assert.deepEqual(['git@github.com:o/r', 'git@gitlab.com:o/r', 'git@bitbucket.org:o/r'].map(hash), [
      'L10',
      'L10',
      'lines-10',
    ]);
  });

  it('keeps every character of the path', () => {
    const path = 'my docs/Отчёт #1?/a&b%20[x]/(y)+=.md';
    const link = linkOf('git@github.com:owner/repo.git', { path }) ?? '';
    assert.equal(
      link,
      `https://github.com/owner/repo/blob/${commit}/my%20docs/` +
        '%D0%9E%D1%82%D1%87%D1%91%D1%82%20%231%3F/a%26b%2520%5Bx%5D/(y)%2B%3D.md#L10-L20',
    );
    const { pathname, search, hash } = new URL(link);
    assert.equal(decodeURIComponent(pathname), `/owner/repo/blob/${commit}/${path}`);
    assert.deepEqual([search, hash], ['', '#L10-L20']);
  });

  it('survives a name that is no text', () => {
    assert.ok(linkOf('git@github.com:owner/repo.git', { path: 'a\uD800b' })?.includes('/a%EF%BF%BDb#'));
  });

  it('names a whole commit and nothing else', () => {
    const remote = 'git@github.com:owner/repo.git';
    assert.ok(linkOf(remote, { commit: 'ab'.repeat(32) })?.includes(`/blob/${'ab'.repeat(32)}/`));
    for (const wrong of ['', '0123456', 'main', `${commit}/../x`, 'g'.repeat(40)]) {
      assert.equal(linkOf(remote, { commit: wrong }), undefined);
    }
  });
});

describe('the way from a folder to a file in it', () => {
  it('has slashes, wherever the file lies', () => {
    assert.equal(relativePath('/home/a', '/home/a/src/b.ts'), 'src/b.ts');
    assert.equal(relativePath('/home/a/', '/home/a/b.ts'), 'b.ts');
    assert.equal(relativePath('/', '/b.ts'), 'b.ts');
    assert.equal(relativePath('c:\\work\\a', 'c:\\work\\a\\src\\b.ts'), 'src/b.ts');
    assert.equal(relativePath('c:/work/a', 'c:\\work\\a\\b.ts'), 'b.ts');
    assert.equal(relativePath('\\\\host\\share', '\\\\host\\share\\b.ts'), 'b.ts');
    assert.equal(relativePath('/home/a', '/home/a/odd\\name.ts'), 'odd\\name.ts');
  });

  it('is none where the file lies elsewhere', () => {
    for (const file of ['/home/ab/c.ts', '/home/a', '/home/a/', '/home/b.ts', 'a/b.ts']) {
      assert.equal(relativePath('/home/a', file), undefined);
    }
  });
});
