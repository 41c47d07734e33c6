/** Documentation as files, which nobody can write to: no role and no thread may be found on it. */
import { gitDocumentationExpected, pythonDocumentationExpected } from './documentation-expected.ts';
import { missing } from './server.ts';
import type { Expected, Software } from './software.ts';
import { serveFiles } from './static.ts';

function documentation(name: string, root: string, packages: string, expected: Expected): Software {
  return {
    name,
    available: () => missing([root], packages),
    start: async () => {
      const server = await serveFiles('documentation', root);
      return { address: `http://127.0.0.1:${server.port}/`, hosts: [`127.0.0.1:${server.port}`], truth: [], stop: () => server.stop() };
    },
    expected,
    slow: false,
  };
}

export const gitDocumentation = documentation('Git documentation', '/usr/share/doc/git/html', 'git-doc', gitDocumentationExpected);
export const pythonDocumentation = documentation('Python documentation', '/usr/share/doc/python3.11/html', 'python3-doc', pythonDocumentationExpected);
