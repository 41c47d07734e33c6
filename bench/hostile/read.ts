/** The detectors' reading of one hostile page in a process of its own: `read.ts NAME`. */
import { readPage } from '../../analysis/features/observe.ts';
import { hostilePages } from './pages.ts';
import { peakBytes } from '../peak.ts';

const html = hostilePages[process.argv[2] ?? '']?.() ?? '<p>nothing hostile</p>';
const began = performance.now();
let outcome = '';
try {
  const reading = readPage({ id: 'p', url: 'http://hostile.test/', status: 200, contentType: 'text/html', html, secondary: false, loggedIn: false });
  outcome = reading.unread === null ? `read: ${reading.findings.length} findings, ${reading.links.length} links` : `not read: ${reading.unread}`;
} catch (error) {
  outcome = `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
}
process.stdout.write(`${JSON.stringify({ outcome, ok: !outcome.startsWith('threw'), seconds: (performance.now() - began) / 1000, peakBytes: peakBytes() })}\n`);
