import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

const rooms = ['core', 'scrapers', 'analysis', 'store', 'bench'];

export default tseslint.config(
  { ignores: ['node_modules/', 'reconstruction/', 'fixtures/inputs/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', '*.mjs', 'vitest.config.ts', 'pipeline/cli/netno.mjs'] }, tsconfigRootDir: import.meta.dirname } },
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [
        ...rooms.map((room) => ({ type: room, pattern: room, mode: 'folder' })),
        { type: 'archive', pattern: 'store/archive', mode: 'folder' },
        { type: 'cli', pattern: 'pipeline/cli', mode: 'folder' },
        { type: 'reproduce', pattern: 'pipeline/reproduce', mode: 'folder' },
        { type: 'pipeline', pattern: 'pipeline', mode: 'folder' },
        { type: 'workbench', pattern: 'workbench', mode: 'folder' },
        { type: 'fixtures', pattern: 'fixtures', mode: 'folder' },
      ],
      'import/resolver': { node: { extensions: ['.ts', '.js', '.mjs'] } },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
);
