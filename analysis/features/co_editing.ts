import { afforded, defineFeature, performed } from './define.ts';
import { controls, labelled } from './cues.ts';
import { isLabel } from './words/index.ts';

const EDIT = /(?:\/edit(?:[/?#]|$)|[?&](?:action|do)=edit\b|\/suggest-edit)/iu;
const HISTORY = /(?:\/(?:revisions?|history|versions|timeline)(?:[/?#]|$)|[?&](?:action|do)=(?:history|revisions|diff)\b)/iu;
const EDITOR = /(?:docs\.google\.com\/(?:document|spreadsheets|presentation|drawings)\/|etherpad|cryptpad|hackmd|titanpad|\/p\/[\w-]+\?showControls|miro\.com\/app|zoho\.com\/writer)/iu;

export default defineFeature({
  id: 'co_editing', name: 'Editing together', kind: 'role', role: 2, version: 1, operatorToo: false,
  counts: 'Several members work on one document or design together: edit links with a history of versions, a shared editor.',
  countsNot: 'Moderators editing posts; authors editing their own.',
  coverage: [['item']],
  find(view) {
    const inMain = controls(view).filter((c) => c.place !== 'footer' && c.place !== 'banner' && (c.link === null || !c.link.offsite));
    const edits = inMain.filter((c) => (c.link !== null && EDIT.test(c.link.path) && !/\/(?:users?|profile|account|members?)\//iu.test(c.link.path)) || (c.link === null && isLabel('edit', c.name)));
    const histories = inMain.filter((c) => c.link !== null && (HISTORY.test(c.link.path) || (isLabel('history', c.name) && /rev|hist|version|diff/iu.test(c.link.path))));
    const both = edits.length > 0 && histories.length > 0 ? [...edits, ...histories].map((c) => c.el) : [];
    const editors = view.tagged('iframe').filter((el) => EDITOR.test(el.attribs['src'] ?? ''));
    const together = [...inMain.filter((c) => isLabel('coEdit', c.name)).map((c) => c.el), ...labelled(view, 'coEdit')];
    return [afforded([...editors, ...together]), performed(both)];
  },
});
