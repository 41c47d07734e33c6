import type { Expected } from './software.ts';
export const documentationExpected = (_: string): Expected => ({}) as Expected;
