import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * The import law: which module specifiers a room may name. Everything else is refused. `up` leads from the file's
 * folder out of the room; a room has at most one level of folders.
 */
const rooms = {
  model: up => `(${inside(up)})`,
  bitrix24: up => `(${inside(up)}|${up}model/${FILE}|entities(/\\w+)?|valibot|punycode\\.js)`,
  ui: up => `(${inside(up)}|vscode|${up}model/${FILE}|${up}bitrix24/(address/\\w+|auth/(oauth|credential)))`,
};

const FILE = '(\\w+/)?\\w+';
const inside = up => (up === TOP ? `\\./${FILE}` : `\\./\\w+|\\.\\./${FILE}`);
const TOP = '\\.\\./';
const FOLDER = '\\.\\./\\.\\./';

const lawOf = (room, files, up) => ({ files: [`src/${room}/${files}`], rules: only(rooms[room](up)) });

/** The one file that may use `ky`, and loads it when it makes a request. */
const KY_FILE = 'src/bitrix24/http/httpPost.ts';

const syntaxLaw = dynamicImport => [
  'error',
  { selector: dynamicImport, message: 'A dynamic import goes round the import law.' },
  { selector: 'TSImportType', message: 'An import type goes round the import law.' },
  { selector: 'TSImportEqualsDeclaration', message: 'An import assignment goes round the import law.' },
  { selector: "CallExpression[callee.name='require']", message: 'A require goes round the import law.' },
  { selector: 'ExportDefaultDeclaration', message: 'Exports have names here.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels.' },
];

const only = (allowed, ...others) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: [
        { regex: `^(?!${allowed}$)`, message: 'The import law does not let this room import that.' },
        ...others,
      ],
    },
  ],
});

export default tseslint.config(
  { ignores: ['dist', 'out', '.vscode-test', 'node_modules'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': syntaxLaw('ImportExpression'),
      'max-lines': ['warn', { max: 350, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  ...Object.keys(rooms).flatMap(room => [
    lawOf(room, '*.ts', TOP),
    lawOf(room, '*/*.ts', FOLDER),
    { files: [`src/${room}/*/*/**/*.ts`], rules: only('nothing: a room has one level of folders') },
  ]),
  {
    files: [KY_FILE],
    rules: {
      ...only(rooms.bitrix24(FOLDER).replace('valibot', 'ky'), {
        regex: '^ky$',
        allowTypeImports: true,
        message: 'Only its types: it is loaded when the first request is made.',
      }),
      'no-restricted-syntax': syntaxLaw("ImportExpression:not([source.value='ky'])"),
    },
  },
  // The one file that listens to a browser; a web build has another in its place.
  { files: ['src/ui/account/loopbackListener.ts'], rules: only('(\\./\\w+|node:http)') },
  { files: ['src/*.ts'], ignores: ['src/extension.ts'], rules: only('nothing: the front door stands alone') },
  { files: ['src/extension.ts'], rules: only('(vscode|\\./(model|bitrix24|ui)/(\\w+/)?\\w+)') },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { allowForKnownSafeCalls: [] }],
    },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        require: 'readonly',
        module: 'readonly',
        queueMicrotask: 'readonly',
      },
    },
  },
);
