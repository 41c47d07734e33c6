/** Servers that need not keep to HTTP: bytes as a case wants them, on loopback. */
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { TlsOptions } from 'node:tls';

/** Answers one request on a connection. `nth` counts the requests of this connection, from 1. */
export type Reply = (socket: Socket, path: string, nth: number) => void;

export interface RawServer {
  readonly port: number;
  /** Paths asked for, in order; `?` where something came that is no HTTP request. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** @param tls key and certificate; null for plain TCP; `connected` is called before anything has been read */
export async function rawServer(reply: Reply, tls: TlsOptions | null = null, connected?: (socket: Socket) => void): Promise<RawServer> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    let head = '';
    let nth = 0;
    connected?.(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      head += chunk.toString('latin1');
      for (let end = head.indexOf('\r\n\r\n'); end !== -1; end = head.indexOf('\r\n\r\n')) {
        const path = /^GET (\S+) HTTP\/1\.1\r\n/.exec(head)?.[1] ?? '?';
        head = head.slice(end + 4);
        asked.push(path);
        reply(socket, path, ++nth);
      }
    });
  };
  const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export const html = (body: string | Uint8Array, headers = 'content-type: text/html; charset=utf-8'): Reply => (socket) => {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  socket.write(`HTTP/1.1 200 OK\r\n${headers}\r\ncontent-length: ${bytes.length}\r\n\r\n`);
  socket.write(bytes);
};

/** Bytes as they are, then the end of the connection. */
export const raw = (bytes: string): Reply => (socket) => void socket.end(Buffer.from(bytes, 'latin1'));

/** Bytes as they are; the connection stays open and nothing follows. */
export const silence = (bytes = ''): Reply => (socket) => void socket.write(Buffer.from(bytes, 'latin1'));

export const redirect = (to: string | ((path: string) => string)): Reply => (socket, path) =>
  void socket.write(`HTTP/1.1 302 Found\r\nlocation: ${typeof to === 'string' ? to : to(path)}\r\ncontent-length: 0\r\n\r\n`);

/** A beginning, then the same again for as long as someone reads: as fast as it goes, or a piece every `ms`. */
export const endless = (begin: string, piece: string | Uint8Array, ms = 0): Reply => (socket) => {
  socket.write(begin);
  if (ms > 0) {
    const timer = setInterval(() => socket.write(piece), ms);
    socket.on('close', () => clearInterval(timer));
    return;
  }
  // In large writes, so that the one who sends is not what is slow.
  const bytes = Buffer.from(piece);
  const much = Buffer.concat(Array<Buffer>(Math.max(1, Math.floor(65_536 / bytes.length))).fill(bytes));
  const more = (): void => {
    while (!socket.destroyed && socket.write(much));
  };
  socket.on('drain', more);
  more();
};
