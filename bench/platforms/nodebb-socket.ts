/** NodeBB's own interface for writing: its web socket, by the client that NodeBB ships. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NetnoError } from '../../core/errors.ts';

interface Socket {
  on(event: string, listener: (argument: unknown) => void): void;
  emit(event: string, data: object, answer: (error: { message?: string } | null, result: unknown) => void): void;
  disconnect(): void;
}

type Connect = (url: string, options: object) => Socket;

export interface Line {
  ask(event: string, data: object): Promise<unknown>;
  close(): void;
}

/** @param app NodeBB's folder, whose modules hold the client */
export async function openLine(app: string, url: string, cookies: string): Promise<Line> {
  const connect = createRequire(join(app, 'package.json'))('socket.io-client') as Connect;
  const socket = connect(url, { extraHeaders: { Cookie: cookies, Origin: url }, transports: ['polling'], forceNew: true });
  await new Promise<void>((resolve, reject) => {
    socket.on('connect', () => resolve());
    socket.on('connect_error', (error) => reject(new NetnoError(`NodeBB's web socket cannot be reached: ${String(error)}`)));
  });
  return {
    ask: (event, data) =>
      new Promise((resolve, reject) => {
        socket.emit(event, data, (error, result) => {
          if (error) reject(new NetnoError(`NodeBB refused ${event}: ${error.message ?? JSON.stringify(error)}`));
          else resolve(result);
        });
      }),
    close: () => socket.disconnect(),
  };
}
