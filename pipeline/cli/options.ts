import { Argument, Option, type Command as Commander } from 'commander';
import { z } from 'zod';

/** An option of a stage or command, as the command line and the reference show it. */
export interface Flag {
  readonly key: string;
  readonly flags: string;
  readonly description: string;
  readonly positional: boolean;
  readonly many: boolean;
  readonly required: boolean;
  readonly kind: 'boolean' | 'number' | 'text';
  readonly choices: readonly string[] | null;
  readonly fallback: string | null;
}

/** Reads flags off a zod object: `.meta({ description, positional })` says what the type cannot. */
export function flagsOf(options: z.ZodObject): Flag[] {
  return Object.entries(options.shape).map(([key, schema]) => {
    let inner: unknown = schema;
    let required = true;
    let fallback: string | null = null;
    let meta: Record<string, unknown> = {};
    for (;;) {
      meta = { ...(inner as z.ZodType).meta(), ...meta };
      if (inner instanceof z.ZodOptional) {
        required = false;
        inner = inner.unwrap();
      } else if (inner instanceof z.ZodDefault) {
        required = false;
        fallback = JSON.stringify(inner.def.defaultValue);
        inner = inner.unwrap();
      } else break;
    }
    const many = inner instanceof z.ZodArray;
    const single: unknown = inner instanceof z.ZodArray ? inner.element : inner;
    const choices = single instanceof z.ZodEnum ? single.options.map(String) : null;
    const kind = single instanceof z.ZodBoolean ? 'boolean' : single instanceof z.ZodNumber ? 'number' : 'text';
    const positional = meta['positional'] === true;
    const word = typeof meta['word'] === 'string' ? meta['word'] : kind === 'number' ? 'n' : choices ? choices.join('|') : 'text';
    const name = key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
    const flags = positional ? (required ? `<${name}${many ? '...' : ''}>` : `[${name}${many ? '...' : ''}]`) : kind === 'boolean' ? `--${name}` : `--${name} <${word}>`;
    return { key, flags, description: typeof meta['description'] === 'string' ? meta['description'] : '', positional, many, required, kind, choices, fallback };
  });
}

export function addFlags(to: Commander, flags: readonly Flag[]): void {
  for (const flag of flags) {
    if (flag.positional) to.addArgument(new Argument(flag.flags, flag.description));
    else {
      const option = new Option(flag.flags, flag.description);
      if (flag.choices) option.choices([...flag.choices]);
      to.addOption(option);
    }
  }
}

/** What commander read, as the schema expects it. */
export function valuesOf(flags: readonly Flag[], positionals: readonly unknown[], options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  let position = 0;
  for (const flag of flags) {
    const raw = flag.positional ? positionals[position++] : options[flag.key];
    if (raw === undefined || (Array.isArray(raw) && raw.length === 0 && !flag.required)) continue;
    values[flag.key] = flag.kind === 'number' ? Number(raw) : raw;
  }
  return values;
}
