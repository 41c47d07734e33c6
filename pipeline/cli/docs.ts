import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { features } from '../../analysis/features/registry.ts';
import { codebook } from '../../analysis/codebook.ts';
import { roleRules } from '../../analysis/roles.ts';
import { describeSchema } from '../../store/schema.ts';
import { openStore } from '../../store/open.ts';
import { sheets } from '../sheets.ts';
import { stages } from '../stages.ts';
import { commands } from './commands.ts';
import { flagsOf } from './options.ts';

const note = '<!-- Made by `npm run docs`; a test fails when it is stale. -->\n';

/** docs/commands.md, from the lists of stages and commands. */
export function commandsPage(): string {
  const entries = [...stages, ...commands].map((c) => {
    const flags = flagsOf(c.options);
    const usage = ['netno', c.name, ...flags.filter((f) => f.positional).map((f) => f.flags)].join(' ');
    const rows = flags.map((f) => `| \`${f.flags}\` | ${f.description}${f.fallback === null ? '' : ` (default ${f.fallback})`} |`);
    const tables = 'reads' in c ? `\nReads ${list(c.reads)}; writes ${list(c.writes)}.\n` : '';
    return `## netno ${c.name}\n\n${c.title}.\n\n${c.about}\n\n    ${usage}\n${rows.length > 0 ? `\n| option | meaning |\n|---|---|\n${rows.join('\n')}\n` : ''}${tables}`;
  });
  return `${note}# Commands\n\nAll take \`--study DIR\` (default: this folder) and \`--json\`. Exit codes: 0 done, 1 a difference was found or a check failed, 2 bad use or bad input, 3 interrupted (the same command completes it). Progress goes to stderr, results to stdout.\n\n${entries.join('\n')}`;
}

const list = (tables: readonly string[]): string => (tables.length === 0 ? 'nothing' : tables.map((t) => `\`${t}\``).join(', '));

/** docs/schema.md, from a fresh store and store/descriptions.yaml. */
export function schemaPage(): string {
  const db = openStore(':memory:');
  try {
    const sections = describeSchema(db).map(
      (t) => `## ${t.name}\n\n${t.about}\n\n| column | type | meaning |\n|---|---|---|\n${t.columns.map((c) => `| \`${c.name}\` | ${c.type.toLowerCase()} | ${c.about} |`).join('\n')}\n`,
    );
    return `${note}# The store\n\nOne SQLite file, \`study.sqlite\`. Keys are text that means the same in every copy of a study. Views come first when you analyse: \`funnel\`, \`prisma\`, \`table_1\` … \`table_4\`, \`feature_matrix\`, \`five_c_matrix\`, \`evidence_trail\`, \`change_feed\`.\n\n${sections.join('\n')}`;
  } finally {
    db.close();
  }
}

/** docs/codebook.md, from the features' own definitions. */
export function codebookPage(): string {
  const section = (kind: string, title: string): string =>
    `## ${title}\n\n| feature | 5C | counts | does not count | would show on |\n|---|---|---|---|---|\n${features
      .filter((f) => f.kind === kind)
      .map((f) => `| \`${f.id}\` (${f.name}) | ${f.role === null ? '' : `${f.role}C`} | ${f.counts} | ${f.countsNot} | ${f.coverage.map((g) => g.join(' or ')).join('; ')} |`)
      .join('\n')}\n`;
  const rules = roleRules.rules.map((r) => `| ${r.c}C | ${r.features.filter((f) => !r.surface.includes(f)).map((f) => `\`${f}\``).join(', ')} | ${r.surface.map((f) => `\`${f}\``).join(', ')} |`).join('\n');
  const roles = codebook.codes.map((c) => `| ${c.id} | ${c.name} | ${c.definition} | ${c.tools.join(', ')} |`).join('\n');
  return `${note}# Codebook\n\nWhat is looked for on platforms, and what counts. *Absent* is said only when the kinds of page on which a feature would show were seen; otherwise it is *unknown*.\n\n## Roles (${codebook.title}, version ${codebook.version})\n\n| | role | definition | tools |\n|---|---|---|---|\n${roles}\n\n## From features to roles (rules, version ${roleRules.version})\n\nOnly what members can do or have done counts, since the paper codes roles from the user's perspective; what the operator does is weighed as counter-evidence. *Lenient*: a feature of the role is present. *Strict*: members have done it (*performed*), and more than at the surface. A role is absent when all its features are, otherwise unknown. View \`role_reading\` shows where the two readings differ and why; the rules stand in table \`role_rule\`.\n\n| role | features | only at the surface |\n|---|---|---|\n${rules}\n\n${section('role', 'Features that count for a role')}\n${section('type', 'Features that describe the platform')}\n${section('trait', "Traits, for statements on cases")}`;
}

/** docs/sheets.md, from the sheets' own definitions. */
export function sheetsPage(): string {
  const sections = sheets.map(({ sheet, stage, about }) => {
    const allowed = Object.entries(sheet.decide).map(([column, values]) => `- \`${column}\`: ${typeof values === 'function' ? 'text' : values.map((v) => `\`${v}\``).join(', ')}`);
    return `## to-decide/${sheet.name}.csv\n\nWritten and read back by \`netno ${stage}\`. ${about}\n\nColumns: ${sheet.columns.map((c) => `\`${c}\``).join(', ')}. You fill in:\n\n${allowed.join('\n')}\n`;
  });
  return `${note}# Sheets\n\nWhat waits for a person. Fill a sheet in with a spreadsheet and run the same command again; an empty \`coder\` means the researcher of study.yaml. Comma, semicolon or tab, UTF-8 or what Excel writes: all are read. A sheet with a value that is not allowed is not taken, and the sentence names the row. What was decided before stays in the log (table \`decision\`).\n\n${sections.join('\n')}`;
}

export const pages: Readonly<Record<string, () => string>> = { 'commands.md': commandsPage, 'schema.md': schemaPage, 'codebook.md': codebookPage, 'sheets.md': sheetsPage };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync('docs', { recursive: true });
  for (const [name, make] of Object.entries(pages)) writeFileSync(`docs/${name}`, make());
}
