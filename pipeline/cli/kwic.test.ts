import { expect, it } from 'vitest';
import { studyOf } from '../3-cases/report/test-study.ts';
import { netno } from './test-netno.ts';

it('netno kwic shows a word across its inflections, with what stands around it', async () => {
  const study = studyOf({ text: 'Two gears made the hoist quieter', url: 'http://x.test/' });
  study.close();
  const { code, out } = await netno('kwic', 'gear', '--study', study.dir, '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual([{ platform: "o'neil", left: 'Two ', keyword: 'gears', right: ' made the hoist quieter', author: 'm-1', post_id: expect.any(String) as string }]);
  expect((await netno('kwic', 'motor', '--study', study.dir, '--json')).out).toBe('[]\n');
  const wrong = await netno('kwic', 'gear', '--platform', 'Nowhere', '--study', study.dir);
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('no platform "Nowhere"') as string });
});
