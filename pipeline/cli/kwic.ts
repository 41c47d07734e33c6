import { z } from 'zod';
import { concordance } from '../../analysis/discourse/kwic.ts';
import { NetnoError } from '../../core/errors.ts';
import { postsOf } from '../../store/discourse.ts';
import { waves } from '../../store/observation.ts';
import { requirePlatform } from '../../store/platforms.ts';
import { waveOf } from '../2-observation/waves.ts';
import { openForReading } from '../study.ts';
import { command } from './command.ts';
import { csvTable, jsonRows, textTable } from './output.ts';

export const kwicCommand = command({
  name: 'kwic',
  title: 'Show a word or phrase in the posts, with its context',
  about: 'Keyword in context: every place in the posts of a wave where the word stands, across its inflections, with the words around it, the thread and the pseudonym of the author.',
  options: z.object({
    phrase: z.string().trim().min(1).meta({ description: 'word or phrase', positional: true }),
    wave: z.string().optional().meta({ description: 'number of the wave; otherwise the newest', word: 'n' }),
    platform: z.string().optional().meta({ description: 'only this platform', word: 'name' }),
    words: z.number().int().min(0).max(100).default(7).meta({ description: 'words of context on each side', word: 'n' }),
    exact: z.boolean().optional().meta({ description: 'only as it is written here, without inflections' }),
    limit: z.number().int().min(1).default(1000).meta({ description: 'places at most', word: 'n' }),
    format: z.enum(['table', 'csv', 'json']).default('table').meta({ description: 'how to print the rows' }),
  }),
  run: (io, options) => {
    const db = openForReading(io.dir);
    try {
      const wave = waveOf(waves(db), options.wave);
      if (wave === null) throw new NetnoError('Nothing has been observed yet. Run "netno observe" first.');
      const platform = options.platform === undefined ? null : requirePlatform(db, options.platform);
      const posts = postsOf(db, wave, platform?.id ?? null);
      if (posts.length === 0) throw new NetnoError('No posts have been read there yet. Run "netno observe discourse" first.', 1);
      const found = concordance(posts, options.phrase, { words: options.words, exact: options.exact ?? false, limit: options.limit });
      const table = options.format === 'table' && !io.json;
      const columns = ['platform', 'left', 'keyword', 'right', 'author', 'post_id'];
      // The keywords of a table stand below each other.
      const width = Math.max(0, ...found.map((row) => Math.min(row.left.length, 60)));
      const rows = found.map((row) => [row.platform, table ? row.left.slice(-60).padStart(width) : row.left, row.keyword, row.right, row.author, row.post]);
      io.print(io.json || options.format === 'json' ? jsonRows(columns, rows) : options.format === 'csv' ? csvTable(columns, rows) : textTable(columns, rows));
      return Promise.resolve(0);
    } finally {
      db.close();
    }
  },
});
