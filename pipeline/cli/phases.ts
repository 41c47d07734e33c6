import { z } from 'zod';
import { runStage, type Phase, type StageResult } from '../stage.ts';
import { stages } from '../stages.ts';
import { openStudy, type LoopbackHosts } from '../study.ts';
import { command, type Command, type Io } from './command.ts';
import { printResult } from './results.ts';

/** Runs the stages of a phase one after another; each stands alone, this only calls them in their order. */
export async function runPhase(io: Io, phase: Phase, how: { hosts?: LoopbackHosts; options?: Readonly<Record<string, Record<string, unknown>>>; onResult?: (name: string, result: StageResult) => void } = {}): Promise<void> {
  const study = openStudy(io.dir, how.hosts ? { hosts: how.hosts } : {});
  try {
    for (const s of stages) {
      if (s.phase !== phase || !s.inPhase) continue;
      io.progress.step(`${s.name} …`);
      const result = await runStage(s, study, how.options?.[s.name] ?? {}, { progress: io.progress, signal: io.signal });
      if (how.onResult) how.onResult(s.name, result);
      else printResult(io, s, result);
    }
  } finally {
    study.close();
  }
}

const phase = (name: Phase, title: string): Command =>
  command({
    name,
    title,
    about: 'Runs the steps of the phase in their order. Where a step waits for a person it says so, and the rest goes on.',
    options: z.object({}),
    run: async (io) => {
      await runPhase(io, name);
      return 0;
    },
  });

export const phaseCommands: readonly Command[] = [
  phase('literature', 'Phase 1: from exports to platforms'),
  phase('observe', 'Phase 2: from platforms to observations'),
  phase('cases', 'Phase 3: from observations to coded cases'),
];
