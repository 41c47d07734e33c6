import { slug } from '../../core/url.ts';
import { putPlatform, putProgrammes, setAddress } from '../../store/platforms.ts';
import type { StageContext } from '../stage.ts';

/** Platforms that the researcher names in study.yaml enter the store like those that the literature names. */
export function takeStudyPlatforms({ study, runId }: StageContext): void {
  study.db.transaction(() => {
    for (const p of study.config.platforms) {
      const id = slug(p.name);
      putPlatform(study.db, { id, name: p.name, knownSince: 'study', label: study.config.label ?? null }, runId);
      setAddress(study.db, id, p.address, null);
      const own = p.programmes ?? [{ name: p.name, address: p.address }];
      putProgrammes(study.db, id, own.map((g) => ({ id: `${id}/${slug(g.name)}`, name: g.name, address: g.address })), runId);
    }
  })();
}
