/** Real servers on loopback for tests, closed by the test that opened them. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from './sources/source.ts';

export interface TestSite {
  readonly url: string;
  readonly port: number;
  /** Paths asked for, in order. */
  readonly hits: string[];
  close(): Promise<void>;
}

export type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** Serves HTML by path; a path that is not given answers 404. */
export async function testSite(pages: Readonly<Record<string, Answer>> | ((path: string) => Answer | undefined)): Promise<TestSite> {
  const hits: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    hits.push(path);
    const answer = typeof pages === 'function' ? pages(path) : pages[path];
    if (answer === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<title>not found</title>');
    else if (typeof answer === 'string') response.writeHead(200, { 'content-type': path === '/robots.txt' ? 'text/plain' : 'text/html; charset=utf-8' }).end(answer);
    else answer(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    hits,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A clock that only moves when someone sleeps, and says for how long. */
export function testClock(): Clock & { readonly slept: number[] } {
  let now = Date.parse('2014-05-01T12:00:00Z');
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep(milliseconds) {
      slept.push(milliseconds);
      now += milliseconds;
      return Promise.resolve();
    },
  };
}
