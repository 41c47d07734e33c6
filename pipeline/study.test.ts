import { describe, expect, it } from 'vitest';
import { parseConfig } from './study.ts';

const wrong = (yaml: string): string => {
  try {
    parseConfig(yaml, 'study.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was found wrong');
};

describe('study.yaml', () => {
  it('needs only a title, and fills in the rest', () => {
    const config = parseConfig('title: Mine', 'study.yaml');
    expect(config.observation.delay).toBe(1);
    expect(config.observation.budget.pages).toBe(60);
    expect(config.cases.count).toBe(9);
  });

  it('names file, line and the key that was probably meant', () => {
    expect(wrong('title: Mine\nobservation:\n  dealy: 2\n')).toBe('study.yaml, line 3: "dealy" is not a key of "observation". Did you mean "delay"?');
  });

  it('says what a value must be, with its line', () => {
    expect(wrong('title: Mine\ncriteria:\n  - id: b2b\n    kind: includ\n    definition: x\n')).toBe('study.yaml, line 4: criteria.0.kind: must be one of include, exclude.');
  });

  it('says what is missing', () => {
    expect(wrong('question: Why?\n')).toMatch(/line 1: title: this key is missing/);
  });

  it('points at broken YAML', () => {
    expect(wrong('title: Mine\nquestion: [1, 2\nlabel: x\n')).toMatch(/^study\.yaml, line [23]: this is not valid YAML/);
  });

  it('reports every mistake at once', () => {
    expect(wrong('title: Mine\nfoo: 1\nbar: 2\n').split('\n')).toHaveLength(2);
  });
});
