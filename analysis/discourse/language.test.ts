import { describe, expect, it } from 'vitest';
import { languageDetector } from './language.ts';

// Sentences that were not looked at when the thresholds were set.
const SENTENCES: Readonly<Record<string, readonly string[]>> = {
  en: ['I agree with the last comment.', 'Has this been fixed yet', 'pls fix the login page it is broken since monday', 'The PLC drops off the network when the HMI reboots'],
  de: ['Die Pumpe verliert seit gestern Öl.', 'hab das selbe Problem, keine Ahnung warum', 'Finde ich super, weiter so!'],
  pt: ['Muito legal, vou votar nessa proposta', 'não concordo com o prazo do concurso'],
  es: ['¿Dónde puedo encontrar el manual?'],
  fr: ["Je ne suis pas d'accord avec vous"],
  it: ['Non riesco ad aprire il file, qualcuno può aiutarmi?'],
  nl: ['Waar kan ik de handleiding vinden?'],
  fi: ['Mistä löydän ohjeet suomeksi?'],
  sv: ['Var kan jag hitta manualen på svenska?'],
  ru: ['Где можно скачать инструкцию?'],
  ja: ['マニュアルはどこにありますか'],
};
const NONE = ['', 'thx!!!', '+1', 'Intel Core i7 8700K GTX 1080 Ti', 'npm install --save lodash', 'Siemens, Bosch, ABB, KUKA, Fanuc', '<?php echo $x; ?>', 'www.example.com/foo?bar=1', 'asdf qwer jklö yxcv asdf'];

describe('the language of a post', async () => {
  const languageOf = await languageDetector();

  it.each(Object.entries(SENTENCES).flatMap(([language, texts]) => texts.map((text) => [language, text])))('is %s: %s', (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  it.each(NONE)('cannot be told: %s', (text) => {
    expect(languageOf(text)).toBeNull();
  });

  it('is told from what is written, not from the code beside it', () => {
    expect(languageOf('Das geht mit find_all_rows() und SELECT_FROM, sagt mein Kollege aus der Fertigung.')).toBe('de');
  });
});
