/** Whether the archive is what was archived: every record, every digest, every index line. */
import path from 'node:path';
import { digestOf, fieldOf, NOT_MODIFIED, readRecords, SAME_PAYLOAD } from '../../core/warc.ts';
import { answerOf, isCapture, notModified, payloadOf } from './capture.ts';
import { openSource, visitFolders, WARC_FILE } from './files.ts';
import type { Reader } from './read.ts';

export interface VerifyProblem {
  /** Path below the archive. */
  readonly file: string;
  readonly offset: number;
  readonly message: string;
}

export interface VerifyReport {
  readonly files: number;
  readonly records: number;
  readonly captures: number;
  /** Captures whose content was replaced on purpose (`archive forget`), each with a note in the archive. */
  readonly redacted: number;
  readonly problems: readonly VerifyProblem[];
}

export function verifyArchive(dir: string, reader: Reader): VerifyReport {
  const problems: VerifyProblem[] = [];
  let files = 0;
  let records = 0;
  let captures = 0;
  let redacted = 0;
  const bodies = new Set<string>();
  const revisits: { file: string; offset: number; digest: string }[] = [];
  for (const folder of visitFolders(dir)) {
    const file = `${folder}/${WARC_FILE}`;
    const source = openSource(path.join(dir, file));
    files++;
    const index = new Map(reader.index(folder).map((entry) => [entry.offset, entry]));
    const ids = new Set<string>();
    const companions: { offset: number; of: string }[] = [];
    const report = (offset: number, message: string): void => void problems.push({ file, offset, message });
    try {
      for (const item of readRecords(source)) {
        if ('damage' in item) {
          report(item.offset, `${item.length} bytes cannot be read: ${item.damage}`);
          continue;
        }
        records++;
        const { record, offset } = item;
        if (!item.ownMember) report(offset, 'the record is no gzip member of its own');
        if (ids.has(record.id)) report(offset, `the record id ${record.id} is there twice`);
        ids.add(record.id);
        const blockDigest = fieldOf(record.fields, 'WARC-Block-Digest');
        if (blockDigest !== digestOf(record.block)) report(offset, `the block digest is wrong (${record.type} of ${record.targetUri ?? '-'})`);
        const concurrent = fieldOf(record.fields, 'WARC-Concurrent-To');
        if (concurrent !== null) companions.push({ offset, of: concurrent.replace(/^<|>$/g, '') });
        if (record.type === 'metadata' && /^redacted:/i.test(Buffer.from(record.block.subarray(0, 20)).toString('latin1'))) redacted++;
        if (!isCapture(record)) continue;
        captures++;
        const digest = fieldOf(record.fields, 'WARC-Payload-Digest') ?? '';
        const payload = payloadOf(record);
        if (payload) {
          bodies.add(digest);
          if (digestOf(payload) !== digest) report(offset, `the payload digest is wrong (${record.type} of ${record.targetUri ?? '-'})`);
        } else {
          revisits.push({ file, offset, digest });
          const profile = fieldOf(record.fields, 'WARC-Profile') ?? 'nothing';
          if (profile !== SAME_PAYLOAD && profile !== NOT_MODIFIED) report(offset, `the revisit says ${profile} of why it has no body`);
          if (notModified(record) && answerOf(record).status !== 304) report(offset, 'the revisit of an unmodified page holds no answer 304');
          for (const name of ['WARC-Refers-To-Target-URI', 'WARC-Refers-To-Date']) if (fieldOf(record.fields, name) === null) report(offset, `the revisit lacks ${name}`);
        }
        const entry = index.get(offset);
        if (!entry) report(offset, `the index does not name the ${record.type} of ${record.targetUri ?? '-'}`);
        else if (entry.digest !== digest || entry.length !== item.length || entry.url !== record.targetUri) report(offset, `the index says something else of ${record.targetUri ?? '-'}`);
        index.delete(offset);
      }
      for (const { offset, of } of companions) if (!ids.has(of)) report(offset, `the record stands with ${of}, which is not there`);
      for (const entry of index.values()) report(entry.offset, `the index names ${entry.url}, which is not there`);
    } finally {
      source.close();
    }
  }
  for (const { file, offset, digest } of revisits) if (!bodies.has(digest)) problems.push({ file, offset, message: `the revisit refers to ${digest}, which no record holds` });
  return { files, records, captures, redacted, problems };
}
