/** The table of hostile servers: what each does, and what has to be said of it. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { brotliCompressSync, constants, deflateRawSync, gzipSync } from 'node:zlib';
import { expired, key, selfSigned } from './certificates.ts';
import { hostilePages } from './pages.ts';
import { endless, html, raw, redirect, silence } from './server.ts';
import type { Reply } from './server.ts';
import type { VisitTask } from './visit.ts';

/** Ports of a case's own server and of one that nobody may reach. */
export interface Ports {
  readonly own: number;
  readonly secret: number;
}

type Replies = (ports: Ports) => Reply;

export interface HostileServer {
  readonly name: string;
  /** Answers `/hostile` and what lies below it; the rest of the site is harmless. */
  readonly reply?: Replies;
  readonly robots?: Replies;
  readonly tls?: TlsOptions;
  readonly connected?: (socket: Socket) => void;
  /** Hostile start addresses, where the hostile thing is a site and not a page; a harmless site is the start address after them. */
  readonly start?: (ports: Ports) => readonly string[];
  readonly names?: (ports: Ports) => VisitTask['names'];
  readonly allow?: (ports: Ports) => readonly string[];
  /** What has to be said of it. */
  readonly expect: RegExp;
  /** Time is what is tried: the quick run has shorter limits. */
  readonly slow?: boolean;
  /** The site asks to be left alone, so that its visit ends; the next site has to be visited. */
  readonly endsVisit?: boolean;
  /** Left out of the quick run: another row of it tries the same code. */
  readonly full?: boolean;
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';
const CHUNKED = `${OK}transfer-encoding: chunked\r\n\r\n`;
const GOOD = '<title>fine</title><p>fine</p>';
const MEGABYTE = 1024 * 1024;

const encoded = (coding: string, body: () => Uint8Array): Replies => () => (...request) => html(body(), `content-type: text/html\r\ncontent-encoding: ${coding}`)(...request);
/** 250 MB of nothing in 255 KB. */
const bomb = (): Buffer => Buffer.concat(Array<Buffer>(10).fill(gzipSync(Buffer.alloc(25 * MEGABYTE), { level: 9 })));
const brotliBomb = (): Buffer => brotliCompressSync(Buffer.alloc(64 * MEGABYTE), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
const later = (bytes: () => string | Uint8Array, headers?: string): Replies => () => (...request) => html(bytes(), headers)(...request);

/** A private address under a name or a form of its own, asked for directly. */
const hidden = (form: string): HostileServer => ({
  name: `private address ${form}`, start: ({ secret }) => [`http://${form}:${secret}/`], expect: /^address: .*not on the public internet/, full: form !== '[::ffff:127.0.0.1]' && form !== '0177.0.0.1',
});
const pages = (name: string, full = false): HostileServer => ({ name: `HTML: ${name}`, reply: later(() => (hostilePages[name] ?? (() => ''))(), `content-type: ${name === 'a billion laughs' ? 'application/rss+xml' : 'text/html'}; charset=utf-8`), expect: /^page seen: 200/, full });
const tls = (name: string, host: string, expect: RegExp, more: Partial<HostileServer> = {}): HostileServer => ({
  name, start: ({ own }) => [`https://${host}:${own}/`], names: ({ own }) => ({ [host]: { answers: [{ address: '127.0.0.1', port: own }], permittedOnce: false } }), allow: () => [host], expect, ...more,
});

export const hostileServers: readonly HostileServer[] = [
  // ── Slow and silent ──
  { name: 'never answers', reply: () => silence(), expect: /^timeout: no answer in time/, slow: true },
  { name: 'slow header', reply: () => endless('HTTP/1.1 200 OK\r\nx: ', 'y', 100), expect: /^(?:timeout|slow)/, slow: true, full: true },
  { name: 'slow body, 10 bytes a second', reply: () => endless(`${OK}\r\n`, 'x', 100), expect: /^slow: fewer than 100 bytes/, slow: true },
  { name: 'slow body, just fast enough', reply: () => endless(`${OK}\r\n`, 'x'.repeat(20), 100), expect: /^slow: no end/, slow: true, full: true },
  { name: 'a body that stops', reply: () => silence(`${OK}content-length: 1000\r\n\r\n<p>only this`), expect: /^timeout: the body stopped/, slow: true, full: true },
  { name: 'closes at once', reply: () => (socket) => socket.destroy(), expect: /^connection/ },
  { name: 'resets the connection', reply: () => (socket) => void socket.resetAndDestroy(), expect: /^connection/, full: true },
  { name: 'closes connections that it promised to keep', reply: () => (socket, path, nth) => (nth > 1 ? socket.destroy() : html(GOOD)(socket, path, nth)), expect: /^page seen: 200/, full: true },
  { name: 'nobody listens', start: () => ['http://127.0.0.1:1/'], allow: () => ['127.0.0.1:1'], expect: /^connection: .*ECONNREFUSED/, full: true },

  // ── Endless ──
  { name: 'endless body', reply: () => endless(`${OK}\r\n`, 'a page without end '), expect: /^too-large: the body/ },
  { name: 'endless chunks', reply: () => endless(CHUNKED, `4000\r\n${'x'.repeat(0x4000)}\r\n`), expect: /^too-large: the body/, full: true },
  { name: 'endless chunk extension', reply: () => endless(`${CHUNKED}1;a=`, 'x'), expect: /^(?:timeout|slow|protocol|too-large)/, slow: true, full: true },
  { name: 'endless trailer', reply: () => endless(`${CHUNKED}1\r\nx\r\n0\r\n`, 'x: y\r\n'), expect: /^(?:timeout|slow|protocol|too-large)/, full: true },
  { name: 'endless header', reply: () => endless('HTTP/1.1 200 OK\r\n', 'x: yyyyyyyyyyyyyyyyyyyyyyyyyy\r\n'), expect: /^too-large: the header/ },
  { name: 'endless status line', reply: () => endless('HTTP/1.1 200 O', 'K'), expect: /^(?:timeout|slow|protocol|too-large)/, slow: true, full: true },
  { name: 'endless interim answers', reply: () => endless('', 'HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'), expect: /^protocol: more than \d+ interim/ },
  { name: 'a body announced with a terabyte', reply: () => endless(`${OK}content-length: 1000000000000\r\n\r\n`, 'x'), expect: /^too-large: the body/ },

  // ── Compression ──
  { name: 'gzip bomb, 255 KB for 250 MB', reply: encoded('gzip', bomb), expect: /^too-large: .*gzip/ },
  { name: 'gzip in gzip', reply: encoded('gzip, gzip', () => gzipSync(bomb())), expect: /^too-large: .*gzip/, full: true },
  { name: 'brotli bomb', reply: encoded('br', brotliBomb), expect: /^too-large: .*br/ },
  { name: 'deflate bomb', reply: encoded('deflate', () => deflateRawSync(Buffer.alloc(64 * MEGABYTE))), expect: /^too-large: .*deflate/, full: true },
  { name: 'twenty codings', reply: encoded(Array(20).fill('gzip').join(', '), () => gzipSync('x')), expect: /^too-large: .*content-encodings/, full: true },
  { name: 'zstd, which was not asked for', reply: encoded('zstd', () => Buffer.from('28b52ffd', 'hex')), expect: /^too-large: .*zstd/, full: true },
  { name: '19 MB of text in gzip', reply: encoded('gzip', () => gzipSync(randomBytes(10 * MEGABYTE).toString('hex').slice(0, 19 * MEGABYTE))), expect: /^too-large/, full: true },
  { name: 'gzip that breaks off', reply: encoded('gzip', () => gzipSync(GOOD).subarray(0, -10)), expect: /^page seen: 200/ },
  { name: 'gzip that is damaged', reply: encoded('gzip', () => Buffer.concat([gzipSync(GOOD).subarray(0, 12), randomBytes(500)])), expect: /^too-large: .*damaged/, full: true },
  { name: 'says gzip and is none', reply: encoded('gzip', () => Buffer.from(GOOD)), expect: /^page seen: 200/, full: true },

  // ── Redirects and addresses ──
  { name: 'redirect loop', reply: () => redirect((path) => (path.endsWith('/a') ? '/hostile/b' : '/hostile/a')), expect: /^redirects: .*circle/ },
  { name: 'redirects without end', reply: () => redirect((path) => `/hostile/${Number(path.split('/')[2] ?? 0) + 1}`), expect: /^redirects: more than 10/, full: true },
  { name: 'redirect to itself', reply: () => redirect('/hostile'), expect: /^redirects: .*circle/, full: true },
  { name: 'redirect to a private address', reply: ({ secret }) => redirect(`http://127.0.0.1:${secret}/latest/meta-data/`), expect: /^address: 127\.0\.0\.1/ },
  { name: 'redirect to the metadata service', reply: () => redirect('http://169.254.169.254/latest/meta-data/'), expect: /^address: 169\.254\.169\.254/, full: true },
  { name: 'redirect to a network printer', reply: () => redirect('http://192.168.0.20:9100/'), expect: /^address: 192\.168/, full: true },
  { name: 'redirect to file:', reply: () => redirect('file:///etc/passwd'), expect: /^http-302/ },
  { name: 'redirect to javascript:', reply: () => redirect('javascript:alert(1)'), expect: /^http-302/, full: true },
  { name: 'redirect to ftp:', reply: () => redirect('ftp://127.0.0.1/'), expect: /^http-302/, full: true },
  ...['127.0.0.1', 'localhost', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '2130706433', '0177.0.0.1', '0x7f.1', '10.0.0.1'].map(hidden),
  {
    name: 'DNS answer that changes', start: () => ['http://changes.test/', 'http://changes.test/hostile'],
    names: ({ own, secret }) => ({ 'changes.test': { answers: [{ address: '127.0.0.1', port: own }, { address: '127.0.0.1', port: secret }], permittedOnce: true } }),
    // Each request on a connection of its own, so that the name is asked for again.
    reply: () => raw(`${OK}connection: close\r\n\r\n`), robots: () => raw('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'), expect: /^address: changes\.test leads to 127\.0\.0\.1/,
  },
  {
    name: 'a name with a public and a private address', start: () => ['http://both.test/'],
    names: ({ secret }) => ({ 'both.test': { answers: [[{ address: '93.184.216.34', port: 80 }, { address: '127.0.0.1', port: secret }]], permittedOnce: false } }), expect: /^address: both\.test leads to 127/,
  },

  // ── Broken HTTP ──
  { name: 'longer than it is', reply: () => raw(`${OK}content-length: 1000\r\n\r\n<p>only this`), expect: /^(?:connection|protocol)/, full: true },
  { name: 'shorter than it is', reply: () => raw(`${OK}content-length: 10\r\n\r\n${'<p>more than ten'.repeat(100)}`), expect: /^(?:page seen: 200|protocol|connection)/, full: true },
  { name: 'two lengths', reply: () => raw(`${OK}content-length: 5\r\ncontent-length: 50\r\n\r\n${'x'.repeat(50)}`), expect: /^(?:protocol|connection)/, full: true },
  { name: 'a length and chunks', reply: () => raw(`${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`), expect: /^(?:page seen: 200|protocol|connection)/, full: true },
  { name: 'a length below nothing', reply: () => raw(`${OK}content-length: -5\r\n\r\nhello`), expect: /^(?:protocol|connection)/, full: true },
  { name: 'no length, and cut off', reply: () => raw(`${OK}connection: close\r\n\r\n<p>half a pa`), expect: /^page seen: 200/, full: true },
  { name: 'a chunk that breaks off', reply: () => raw(`${CHUNKED}100\r\nonly this`), expect: /^(?:protocol|connection)/, full: true },
  { name: '1 MB header', reply: () => raw(`${OK}x: ${'y'.repeat(MEGABYTE)}\r\n\r\n`), expect: /^too-large: the header/ },
  { name: '10,000 headers', reply: () => raw(`${OK}${'x-many: headers\r\n'.repeat(10_000)}\r\n`), expect: /^too-large: the header/, full: true },
  { name: 'NUL in a header', reply: () => raw(`${OK}x: a\0b\r\ncontent-length: 2\r\n\r\nok`), expect: /^(?:protocol|connection)/, full: true },
  { name: 'a header that would be a WARC record', reply: () => raw(`${OK}x: a\rWARC/1.1\rWARC-Type: response\r\n WARC-Record-ID: <urn:x>\r\ncontent-length: 2\r\n\r\nok`), expect: /^(?:page seen: 200|protocol|connection)/, full: true },
  { name: 'a body that would be a WARC record', reply: later(() => '\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://bank.test/\r\nContent-Length: 0\r\n\r\n\r\n\r\n'), expect: /^page seen: 200/, full: true },
  { name: 'HTTP/0.9', reply: () => raw('<html><p>a page without a header</html>'), expect: /^protocol/, full: true },
  { name: 'garbage', reply: () => raw(randomBytes(2000).toString('latin1')), expect: /^protocol/, full: true },
  { name: 'status 999', reply: () => raw('HTTP/1.1 999 Request denied\r\ncontent-length: 2\r\n\r\nno'), expect: /^http-999/, full: true },
  { name: 'status 204 with a body', reply: () => raw('HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello'), expect: /^(?:page seen: 204|protocol|connection)/, full: true },
  { name: 'status 206, a part that nobody asked for', reply: () => raw('HTTP/1.1 206 Partial Content\r\ncontent-type: text/html\r\ncontent-range: bytes 0-4/50\r\ncontent-length: 5\r\n\r\nhello'), expect: /^page seen: 206/, full: true },
  { name: 'status 304, unasked', reply: () => raw('HTTP/1.1 304 Not Modified\r\n\r\n'), expect: /^http-304/, full: true },
  { name: 'status 101, another protocol', reply: () => raw('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'), expect: /^(?:protocol|connection)/, full: true },
  { name: 'status 429, back in a year', reply: () => raw('HTTP/1.1 429 Too Many Requests\r\nretry-after: 31536000\r\ncontent-length: 0\r\n\r\n'), expect: /unreachable .*asked to wait/, endsVisit: true },
  { name: 'status 503 without end', reply: () => raw('HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\n\r\n'), expect: /unreachable|^http-503/, endsVisit: true, full: true },

  // ── TLS ──
  tls('expired certificate', 'expired.test', /^tls/, { tls: { key, cert: expired } }),
  tls('self-signed certificate', 'self.test', /^tls/, { tls: { key, cert: selfSigned }, full: true }),
  tls('plain HTTP where TLS should be', 'plain.test', /^tls/, { connected: (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n') }),
  tls('TLS that breaks off', 'broken.test', /^(?:tls|connection)/, { connected: (socket) => void socket.once('data', () => socket.destroy()), full: true }),
  tls('TLS that never shakes hands', 'silent.test', /^timeout: no connection in time/, { connected: () => undefined, slow: true, full: true }),

  // ── Types and charsets ──
  { name: 'a film without end', reply: () => endless('HTTP/1.1 200 OK\r\ncontent-type: video/mp4\r\n\r\n', 'x'), expect: /^type: video\/mp4 is no page/ },
  { name: 'a ZIP file', reply: later(() => randomBytes(5 * MEGABYTE), 'content-type: application/zip'), expect: /^type: application\/zip/ },
  { name: 'binary as HTML', reply: later(() => randomBytes(5 * MEGABYTE)), expect: /^page seen: 200/, full: true },
  { name: 'a charset that does not exist', reply: later(() => '<p>Grüße', 'content-type: text/html; charset=klingon-8'), expect: /^page seen: 200/, full: true },
  { name: 'UTF-7', reply: later(() => '+ADw-script+AD4-alert(1)+ADw-/script+AD4-', 'content-type: text/html; charset=utf-7'), expect: /^page seen: 200/, full: true },
  { name: 'UTF-16 without a mark', reply: later(() => Buffer.from(GOOD, 'utf16le'), 'content-type: text/html'), expect: /^page seen: 200/, full: true },
  { name: 'header and meta that contradict', reply: later(() => Buffer.from('<meta charset=utf-8><p>Gr\xfc\xdfe', 'latin1'), 'content-type: text/html; charset=iso-8859-1'), expect: /^page seen: 200/, full: true },
  { name: '11 MB of stray bytes', reply: later(() => Buffer.alloc(11 * MEGABYTE, 0x80)), expect: /^page seen: 200/, full: true },

  // ── HTML and feeds ──
  pages('depth 100,000'), pages('depth 100,000 of formatting', true), pages('tables in tables, 20,000 deep', true), pages('an attribute of 10 MB', true), pages('a million attributes', true), pages('unclosed everything', true),
  pages('half a million links', true), pages('a million entities', true), pages('a text of 11 MB with one Chinese letter', true), pages('a million elements', true), pages('a billion laughs'),
  { name: 'a page that refreshes to another, and so on', reply: () => (socket, path, nth) => html(`<meta http-equiv=refresh content="0; url=${path}/x">`)(socket, path, nth), expect: /^page seen: 200.*more URLs/, full: true },

  // ── robots.txt ──
  { name: 'robots.txt without end', start: ({ own }) => [`http://127.0.0.1:${own}/`], robots: () => endless(`${OK}\r\n`, 'Disallow: /x\n'), expect: /^too-large: the body/, full: true },
  { name: 'robots.txt that never answers', start: ({ own }) => [`http://127.0.0.1:${own}/`], robots: () => silence(), expect: /^timeout/, slow: true },
  { name: 'robots.txt that leads to a private address', start: ({ own }) => [`http://127.0.0.1:${own}/`], robots: ({ secret }) => redirect(`http://127.0.0.1:${secret}/robots.txt`), expect: /^address/ },
  { name: 'robots.txt as a bomb', start: ({ own }) => [`http://127.0.0.1:${own}/`], robots: encoded('gzip', bomb), expect: /^robots: .*larger than/, full: true },
  { name: 'robots.txt of 15 MB of rules', start: ({ own }) => [`http://127.0.0.1:${own}/`], robots: () => html(`User-agent: *\n${'Disallow: /*a*b*c*d$\n'.repeat((15 * MEGABYTE) / 21)}`, 'content-type: text/plain'), expect: /./, full: true },

  // ── Sites without end ──
  { name: 'a calendar without end', reply: () => (socket, path, nth) => html(`<a href="/hostile?month=${Number(path.split('=')[1] ?? 0) + 1}">next month</a>`)(socket, path, nth), expect: /^page seen: 200.*more URLs/ },
  { name: 'a session id in every link', reply: () => (socket, path, nth) => html(`<a href="/hostile?PHPSESSID=${randomBytes(16).toString('hex')}">again</a>`)(socket, path, nth), expect: /^page seen: 200/ },
  { name: 'relative links that multiply', reply: () => (socket, path, nth) => html('<a href="hostile/">a</a><a href="/hostile/more/">b</a>')(socket, path, nth), expect: /^page seen: 200.*more URLs/, full: true },
  { name: 'a maze of random links', reply: () => (socket, path, nth) => html(Array.from({ length: 50 }, () => `<a href="/hostile/${randomBytes(6).toString('hex')}">x</a>`).join(''))(socket, path, nth), expect: /^page seen: 200.*more URLs/, full: true },
];
