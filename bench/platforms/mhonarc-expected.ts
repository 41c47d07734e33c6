import type { Expected } from './software.ts';
export const mhonarcExpected = {} as Expected;
