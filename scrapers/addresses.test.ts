import { describe, expect, it } from 'vitest';
import { checkedAddress, FetchError, rangeOf } from './addresses.ts';
import type { Resolve } from './addresses.ts';
import { liveSource } from './sources/live.ts';
import { testSite } from './test-site.ts';

const nobody = { allow: [] };
const refusal = async (url: string, allow: readonly string[] = [], resolve: Resolve | null = null): Promise<string> => {
  const { hostname, port } = new URL(url);
  try {
    const { address } = await checkedAddress(hostname, Number(port || 80), { allow }, resolve);
    return `reached ${address}`;
  } catch (error) {
    return error instanceof FetchError ? error.kind : 'broken';
  }
};

describe('addresses', () => {
  it.each([
    'http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://017700000001/', 'http://127.1/', 'http://0/', 'http://10.1.2.3/', 'http://192.168.0.1/', 'http://172.16.0.1/',
    'http://169.254.169.254/latest/meta-data', 'http://100.64.0.1/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/', 'http://[fe80::1]/', 'http://[fd00::1]/',
    'http://[64:ff9b::7f00:1]/', 'http://[2002:7f00:1::]/', 'http://[2001:0:1::1]/', 'http://[::]/', 'http://224.0.0.1/', 'http://255.255.255.255/', 'http://localhost/',
  ])('refuses %s', async (url) => expect(await refusal(url)).toBe('address'));

  it('lets public addresses through, and private ones that the study names', async () => {
    expect(await refusal('http://93.184.216.34/')).toBe('reached 93.184.216.34');
    expect(rangeOf('2606:2800:220:1::1')).toBe('unicast');
    expect(await refusal('http://127.0.0.1:8080/', ['127.0.0.1:8080'])).toBe('reached 127.0.0.1');
    expect(await refusal('http://127.0.0.1:8081/', ['127.0.0.1:8080'])).toBe('address');
    const loopback: Resolve = () => ({ address: '127.0.0.1', port: 9 });
    expect(await refusal('http://a.test/', ['.test'], loopback)).toBe('reached 127.0.0.1');
    expect(await refusal('http://a.test/', ['*.test'], loopback)).toBe('reached 127.0.0.1');
    expect(await refusal('http://a.test.evil.org/', ['.test'], loopback)).toBe('address');
    // One private address among public ones is enough.
    expect(await refusal('http://both.example/', [], () => [{ address: '93.184.216.34', port: 80 }, { address: '127.0.0.1', port: 80 }])).toBe('address');
    expect(await refusal('http://rebound.example/', [], () => ({ address: '10.0.0.1', port: 80 }))).toBe('address');
  });

  it('asks again at each connection, so that a name that changes its mind is caught', async () => {
    const site = await testSite({ '/': (_, response) => void response.writeHead(200, { connection: 'close' }).end('x') });
    const answers = [{ address: '127.0.0.1', port: site.port }, { address: '127.0.0.1', port: 1 }];
    const source = liveSource({ userAgent: 'test', policy: { allow: ['named.test'] }, resolve: () => answers.shift() ?? null });
    const strict = liveSource({ userAgent: 'test', policy: nobody, resolve: () => ({ address: '127.0.0.1', port: site.port }) });
    try {
      expect(await source.get('http://named.test/')).toMatchObject({
        ok: true,
        capture: { status: 200, requestHeaders: [['Host', 'named.test'], ['Connection', 'keep-alive'], ['User-Agent', 'test'], ['Accept', expect.any(String)], ['Accept-Encoding', 'gzip, deflate, br']] },
      });
      // The second connection goes where the second answer says, not where the first one did.
      expect(await source.get('http://named.test/')).toMatchObject({ ok: false, kind: 'connection' });
      expect(await strict.get('http://named.test/')).toMatchObject({ ok: false, kind: 'address' });
      expect(site.hits).toEqual(['/']);
    } finally {
      await source.close();
      await strict.close();
      await site.close();
    }
  });

  it('says what cannot be fetched at all', async () => {
    const source = liveSource({ userAgent: 'test', policy: nobody });
    expect(await source.get('file:///etc/passwd')).toMatchObject({ ok: false, kind: 'protocol' });
    expect(await source.get('nonsense')).toMatchObject({ ok: false, kind: 'protocol' });
    await source.close();
  });
});
