/** Where this program keeps what belongs to its user and not to a study: sessions, the key of pseudonyms. */
import { homedir } from 'node:os';
import path from 'node:path';

/** The system's folder for what programs remember; it need not exist. */
export function stateFolder(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return path.join(absolute(environment['LOCALAPPDATA']) ?? path.join(homedir(), 'AppData/Local'), 'netnograph');
  if (process.platform === 'darwin') return path.join(homedir(), 'Library/Application Support/netnograph');
  return path.join(absolute(environment['XDG_STATE_HOME']) ?? path.join(homedir(), '.local/state'), 'netnograph');
}

/** Empty or relative means not set, as the XDG specification says. */
function absolute(folder: string | undefined): string | null {
  return folder !== undefined && path.isAbsolute(folder) ? folder : null;
}
