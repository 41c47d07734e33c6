/** The software that the benchmark `platforms` knows; adding one is a file and a line here. */
import { dokuwiki } from './dokuwiki.ts';
import { mediawiki } from './mediawiki.ts';
import { nodebb } from './nodebb.ts';
import type { Software } from './software.ts';
import { wordpress } from './wordpress.ts';

export const software: readonly Software[] = [mediawiki, dokuwiki, wordpress, nodebb];
