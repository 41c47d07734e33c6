/**
 * The parts of `natural` that are used. They are imported file by file, since the package's own entry
 * loads database clients and prints; its types cover that entry alone.
 */
declare module 'natural/lib/natural/stemmers/*' {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
