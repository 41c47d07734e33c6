import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testSite } from '../../scrapers/test-site.ts';
import { runStage } from '../stage.ts';
import { openStudy, paths } from '../study.ts';
import { observeCrawl } from './crawl.ts';
import { startDetecting } from './detecting.ts';

it('reads pages when it is sent to look, and not once more in the end', { timeout: 60_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'netno-detecting-'));
  const site = await testSite((path) => (path === '/robots.txt' ? 'User-agent: *\nAllow: /\n' : '<title>Crowd</title><p>Ideas of the crowd, in English.</p><a href="/register">Register</a>'));
  writeFileSync(paths.config(dir), `title: t\nplatforms: [{ name: Crowd, address: "${site.url}/" }]\nobservation: { delay: 0, render: off, allow-private: ["${new URL(site.url).host}"] }\n`);
  const study = openStudy(dir);
  await runStage(observeCrawl, study, {});
  await site.close();
  const thread = startDetecting(dir, 'w1');
  try {
    thread.look('crowd');
    // It answers in order: when it says that nobody else has pages, it has looked.
    expect(await thread.finish('nobody')).toEqual([]);
    rmSync(paths.archive(dir), { recursive: true });
    const readings = await thread.finish('crowd');
    expect(readings.flatMap((r) => r.findings.map((f) => f.feature))).toContain('registration_login');
  } finally {
    await thread.close();
    study.close();
  }
});

it('says that it failed, also to whoever asks later', { timeout: 60_000 }, async () => {
  const thread = startDetecting(join(tmpdir(), 'netno-no-such-study'), 'w1');
  await expect(thread.finish('crowd')).rejects.toThrow(/Detection beside the crawl stopped .* run "netno observe detect"/);
  await expect(thread.finish('crowd')).rejects.toThrow(/Detection beside the crawl stopped/);
  await thread.close();
});
