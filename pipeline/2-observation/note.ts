import { z } from 'zod';
import { NetnoError } from '../../core/errors.ts';
import { addFieldNote, pageByUrl } from '../../store/observation.ts';
import { requirePlatform } from '../../store/platforms.ts';
import { stage } from '../stage.ts';

export const note = stage({
  name: 'note',
  phase: 'observe',
  title: "Keep one of the observer's field notes",
  about: 'A dated note, tied to a platform or to an archived page. Notes are never changed by a stage.',
  inPhase: false,
  options: z.object({
    text: z.string().min(1).meta({ description: 'the note', positional: true }),
    platform: z.string().optional().meta({ description: 'platform it is about', word: 'name' }),
    page: z.string().optional().meta({ description: 'address of the archived page it is about', word: 'url' }),
    kind: z.enum(['descriptive', 'reflexive', 'method']).default('descriptive').meta({ description: 'kind of note' }),
    observer: z.string().optional().meta({ description: 'who notes; otherwise the researcher of study.yaml', word: 'name' }),
  }),
  reads: ['platform', 'page_visit'],
  writes: ['field_note'],
  run: (context, options) => {
    const { db, config } = context.study;
    const platform = options.platform === undefined ? null : requirePlatform(db, options.platform);
    const page = options.page === undefined ? null : pageByUrl(db, options.page);
    if (page === undefined) throw new NetnoError(`No archived page has the address ${options.page ?? ''}. Crawl it first, or tie the note to its platform with --platform.`);
    addFieldNote(db, {
      observer: options.observer ?? config.researcher ?? 'researcher', notedAt: context.now(), platform: platform?.id ?? null,
      page: page?.id ?? null, kind: options.kind, text: options.text,
    }, context.runId);
    return Promise.resolve({ lines: ['Noted.'], data: { platform: platform?.id ?? null, page: page?.id ?? null } });
  },
});
