/** Answers about short texts, kept over pages: the same classes, addresses and words come again on every page of a site. */
import { copied } from './nodes.ts';

/** Longer texts hardly come twice. */
const LONGEST = 300;

/** The function, with its last answers kept up to a bound; it may look at nothing but the text. */
export function remembered<T>(make: (text: string) => T, most = 5_000): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let answer = known.get(text);
    if (answer !== undefined) return answer;
    answer = make(text);
    if (text.length > LONGEST) return answer;
    if (known.size >= most) known.clear();
    // A copy, since a part of a text keeps all of it in memory.
    known.set(copied(text), answer);
    return answer;
  };
}
