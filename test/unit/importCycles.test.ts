import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const src = path.join(__dirname, '../../src');

/** The imports of each file, by names such as `model/inbox/inbox`. */
type Imports = ReadonlyMap<string, readonly string[]>;

/** From one node to another: the imports that make the edge, as `file -> file`. */
type Edges = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

/** All that is imported or exported from another file of `src`, types and `import('…')` included. */
function importsOf(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)
          ? node.argument.literal
          : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
            ? node.arguments[0]
            : undefined;
    if (specifier !== undefined && ts.isStringLiteral(specifier) && specifier.text.startsWith('.')) {
      found.push(path.posix.join(path.posix.dirname(file), specifier.text));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.Latest));
  return found;
}

/** `texts`: of each file, by its name. */
function readImports(texts: ReadonlyMap<string, string>): Imports {
  return new Map([...texts].map(([file, text]) => [file, importsOf(file, text)]));
}

/** The folder that a file is in; a file at the top of a room, or of `src`, stands for itself. */
function folderOf(file: string): string {
  const parts = file.split('/');
  return parts.length > 2 ? parts.slice(0, 2).join('/') : file;
}

function edgesBetween(imports: Imports, nodeOf: (file: string) => string): Edges {
  const edges = new Map<string, Map<string, Set<string>>>();
  for (const [file, imported] of imports) {
    for (const other of imported) {
      const [from, to] = [nodeOf(file), nodeOf(other)];
      // A file that imports itself is a circle, a folder whose files import each other is none.
      if (from === to && from !== file) {
        continue;
      }
      const targets = edges.get(from) ?? new Map<string, Set<string>>();
      const made = targets.get(to) ?? new Set<string>();
      edges.set(from, targets.set(to, made.add(`${file} -> ${other}`)));
    }
  }
  return edges;
}

/** The nodes from `start` back to itself, as few as possible; `undefined` if there is no way back. */
function circleFrom(start: string, edges: Edges): readonly string[] | undefined {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of edges.get(way.at(-1) ?? start)?.keys() ?? []) {
      if (next === start) {
        return [...way, start];
      }
      if (!seen.has(next)) {
        seen.add(next);
        ways.push([...way, next]);
      }
    }
  }
  return undefined;
}

/** The shortest circle through each node, every circle once: its nodes, and the imports that make it. */
function circlesIn(imports: Imports, nodeOf = (file: string): string => file): readonly string[] {
  const edges = edgesBetween(imports, nodeOf);
  const circles = new Map<string, string>();
  for (const start of edges.keys()) {
    const circle = circleFrom(start, edges);
    if (circle !== undefined) {
      const made = circle.slice(1).flatMap((to, index) => [...(edges.get(circle[index] ?? '')?.get(to) ?? [])]);
      const key = [...new Set(circle)].sort().join(' ');
      circles.set(key, circles.get(key) ?? [circle.join(' > '), ...made].join('\n  '));
    }
  }
  return [...circles.values()];
}

function assertNoCircle(circles: readonly string[]): void {
  assert.ok(circles.length === 0, `these import each other:\n${circles.join('\n')}`);
}

describe('the imports', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map(name => name.split(path.sep).join('/').slice(0, -'.ts'.length));
  const imports = readImports(new Map(files.map(file => [file, readFileSync(path.join(src, `${file}.ts`), 'utf8')])));

  it('lead to files that are there', () => {
    assert.ok(files.length > 100);
    const known = new Set([...files, 'ui/account/nodeHttp']);
    const missing = [...imports].flatMap(([file, others]) =>
      others.filter(other => !known.has(other)).map(other => `${file} -> ${other}`),
    );
    assert.deepEqual(missing, []);
  });

  it('make no circle of files', () => {
    assertNoCircle(circlesIn(imports));
  });

  it('make no circle of folders', () => {
    assertNoCircle(circlesIn(imports, folderOf));
  });

  describe('that were planted', () => {
    const planted = (texts: Readonly<Record<string, string>>, nodeOf?: (file: string) => string) =>
      circlesIn(readImports(new Map(Object.entries(texts))), nodeOf);

    for (const [name, back] of [
      ['an import', "import { a } from './a';"],
      ['a type import', "import type { A } from './a';"],
      ['an inline type import', "import { type A } from './a';"],
      ['an export', "export { a } from './a';"],
      ['the type of an import', "export type A = import('./a').A;"],
      ['an import that is called', "export const a = () => import('./a');"],
    ] as const) {
      it(`make a circle of two files through ${name}`, () => {
        assert.deepEqual(planted({ 'model/a': "import { b } from './b';", 'model/b': back }), [
          'model/a > model/b > model/a\n  model/a -> model/b\n  model/b -> model/a',
        ]);
      });
    }

    it('make a circle of three files, and of one', () => {
      const three = { 'ui/a': "import './b';", 'ui/b': "import './c';", 'ui/c': "import './a';" };
      assert.deepEqual(
        planted(three).map(each => each.split('\n')[0]),
        ['ui/a > ui/b > ui/c > ui/a'],
      );
      assert.equal(planted({ 'ui/a': "import './a';" }).length, 1);
    });

    it('make a circle of two folders, without one of files', () => {
      const texts = {
        'model/inbox/inbox': "import { Reply } from '../replies/reply';",
        'model/replies/reply': '',
        'model/replies/replyOutbox': "import type { Inbox } from '../inbox/inbox';",
      };
      assert.deepEqual(planted(texts), []);
      assert.deepEqual(planted(texts, folderOf), [
        [
          'model/inbox > model/replies > model/inbox',
          'model/inbox/inbox -> model/replies/reply',
          'model/replies/replyOutbox -> model/inbox/inbox',
        ].join('\n  '),
      ]);
    });

    it('make a circle of a folder and a file at the top of its room', () => {
      const texts = { 'ui/a': "import './tree/rows';", 'ui/tree/rows': '', 'ui/tree/b': "import '../a';" };
      assert.deepEqual(planted(texts), []);
      assert.equal(planted(texts, folderOf).length, 1);
    });

    it('make no circle within one folder', () => {
      const texts = { 'ui/tree/a': "import './b';", 'ui/tree/b': '' };
      assert.deepEqual(planted(texts, folderOf), []);
    });

    it('fail the test with the circle and its imports', () => {
      const circles = planted({ 'ui/a': "import './b';", 'ui/b': "import './a';" });
      assert.throws(() => {
        assertNoCircle(circles);
      }, /ui\/a > ui\/b > ui\/a\n {2}ui\/a -> ui\/b\n {2}ui\/b -> ui\/a/);
    });
  });
});
