import type { Expected } from './software.ts';
export const publicInboxExpected = {} as Expected;
