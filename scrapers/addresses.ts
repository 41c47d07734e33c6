/**
 * Nothing private is reached unless the study says so: a name is resolved once, every address it has is checked, and the
 * connection goes to the checked address. The URL parser has turned decimal, octal and hexadecimal forms into dotted ones.
 */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

export interface AddressPolicy {
  /**
   * Hosts that may be private: `host`, `host:port`, or a suffix with a leading dot or star (`.test`, `*.test`).
   * All public addresses are allowed anyway.
   */
  readonly allow: readonly string[];
}

export interface Address {
  readonly address: string;
  readonly port: number;
}

/** Says where a name leads. Handed in by a study whose names (`.test`) are on loopback; the system's resolver otherwise. */
export type Resolve = (host: string, port: number) => Answer | Promise<Answer>;
type Answer = Address | readonly Address[] | null;

/** `timeout`: nothing came for too long, which may pass; `slow`: something came, too slowly to wait for its end. */
export type FailureKind = 'dns' | 'address' | 'timeout' | 'slow' | 'connection' | 'tls' | 'protocol' | 'too-large' | 'type' | 'aborted';

/** Why no answer came; `reason` is for people. */
export class FetchError extends Error {
  readonly kind: FailureKind;
  constructor(kind: FailureKind, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'FetchError';
    this.kind = kind;
  }
}

/** What kind of network an address belongs to: `unicast` is the public internet, everything else is not. */
export function rangeOf(address: string): string {
  let parsed: ipaddr.IPv4 | ipaddr.IPv6;
  try {
    parsed = ipaddr.process(address);
  } catch {
    return 'invalid';
  }
  const range = parsed.range();
  // Tunnels carry an IPv4 address inside: it has to be public, too.
  if (parsed.kind() === 'ipv6' && (range === '6to4' || range === 'rfc6052')) {
    const bytes = parsed.toByteArray();
    const inner = range === '6to4' ? bytes.slice(2, 6) : bytes.slice(12, 16);
    return rangeOf(inner.join('.'));
  }
  return range;
}

function isAllowed(policy: AddressPolicy, host: string, port: number): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return policy.allow.some((entry) => {
    const rule = entry.trim().toLowerCase().replace(/^\*/, '');
    if (rule.startsWith('.')) return name.endsWith(rule);
    return rule === name || rule === `${name}:${port}`;
  });
}

/**
 * The address to connect to.
 * @param host as in a URL; IPv6 in brackets or bare
 * @throws FetchError of kind `dns` (no such name) or `address` (not public and not permitted)
 */
export async function checkedAddress(host: string, port: number, policy: AddressPolicy, resolve: Resolve | null = null): Promise<Address> {
  const bare = host.replace(/^\[|\]$/g, '');
  const mapped = (await resolve?.(bare, port)) ?? null;
  const found = mapped ? [mapped].flat() : (await addressesOf(bare)).map((address) => ({ address, port }));
  const permitted = isAllowed(policy, bare, port);
  for (const { address } of found) {
    const range = rangeOf(address);
    // One private address among public ones is refused as well: which one a connection takes would be chance.
    if (range !== 'unicast' && !permitted) {
      throw new FetchError('address', `${host} leads to ${address}, which is not on the public internet (${range}); if it belongs to the study, name it in study.yaml under observation.allow-private`);
    }
  }
  const first = found[0];
  if (!first) throw new FetchError('dns', `${host} has no address`);
  return first;
}

async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    const found = await lookup(host, { all: true, verbatim: true });
    // IPv4 first: where both exist, an institute's IPv6 is the one that is broken.
    return found.sort((a, b) => a.family - b.family).map((one) => one.address);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOTFOUND' || code === 'ENODATA') throw new FetchError('dns', `the name ${host} does not exist`, { cause: error });
    throw new FetchError('connection', `the name ${host} could not be resolved (${code || String(error)})`, { cause: error });
  }
}

/** A connector for undici that connects to checked addresses only, whatever the URL or a redirect says. */
export function checkedConnector(policy: AddressPolicy, resolve: Resolve | null, timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, keepAlive: true });
  return (options, callback) => {
    const port = Number(options.port !== '' && options.port !== undefined ? options.port : options.protocol === 'https:' ? 443 : 80);
    checkedAddress(options.hostname, port, policy, resolve).then(
      (target) => {
        const servername = options.servername ?? (isIP(options.hostname.replace(/^\[|\]$/g, '')) === 0 ? options.hostname : undefined);
        connect({ protocol: options.protocol, hostname: target.address, port: String(target.port), ...(servername === undefined ? {} : { servername }) }, callback);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}
