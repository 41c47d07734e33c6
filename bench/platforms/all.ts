/** The software that the benchmark `platforms` knows; adding one is a file and a line here. */
import { gitDocumentation, pythonDocumentation } from './documentation.ts';
import { dokuwiki } from './dokuwiki.ts';
import { fossil } from './fossil.ts';
import { hyperkitty } from './hyperkitty.ts';
import { mediawiki } from './mediawiki.ts';
import { mhonarc } from './mhonarc.ts';
import { nodebb } from './nodebb.ts';
import { publicInbox } from './public-inbox.ts';
import type { Software } from './software.ts';
import { wordpress } from './wordpress.ts';

export const software: readonly Software[] = [mediawiki, dokuwiki, wordpress, nodebb, fossil, hyperkitty, publicInbox, mhonarc, gitDocumentation, pythonDocumentation];
