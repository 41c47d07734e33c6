import { afforded, defineFeature, performed } from './define.ts';
import { controls, labelled, type Control } from './cues.ts';
import { parentOf } from './nodes.ts';
import { isLabel } from './words/index.ts';

const EDIT = /(?:\/edit(?:[/?#]|$)|[?&](?:action|do)=edit\b|\/suggest-edit)/iu;
const HISTORY = /(?:\/(?:revisions?|history|versions|timeline)(?:[/?#]|$)|[?&](?:action|do)=(?:history|revisions|diff)\b)/iu;
const EDITOR = /(?:docs\.google\.com\/(?:document|spreadsheets|presentation|drawings)\/|etherpad|cryptpad|hackmd|titanpad|\/p\/[\w-]+\?showControls|miro\.com\/app|zoho\.com\/writer)/iu;

export default defineFeature({
  id: 'co_editing', name: 'Editing together', kind: 'role', role: 2, version: 2, operatorToo: false,
  counts: 'Several members work on one document or design together: edit links with a history of versions, a shared editor.',
  countsNot: 'Moderators editing posts; authors editing their own.',
  coverage: [['item']],
  find(view) {
    const inMain = controls(view).filter((c) => c.place !== 'footer' && c.place !== 'banner' && (c.link === null || !c.link.offsite));
    const edits = inMain.filter((c) => (c.link !== null && EDIT.test(c.link.path) && !/\/(?:users?|profile|account|members?)\//iu.test(c.link.path)) || (c.link === null && isLabel('edit', c.name)));
    const histories = inMain.filter((c) => c.link !== null && (HISTORY.test(c.link.path) || (isLabel('history', c.name) && /rev|hist|version|diff/iu.test(c.link.path))));
    // Buttons that a script serves say what they do by their names alone; beside each other they are a page's tools.
    const tools = inMain.filter((c) => isTool(c) && (isLabel('edit', c.name) || isLabel('history', c.name)));
    const pairs = tools.filter((c) => isLabel('edit', c.name) && tools.some((other) => isLabel('history', other.name) && besides(c, other)));
    const partners = tools.filter((c) => isLabel('history', c.name) && pairs.some((p) => besides(p, c)));
    const both = edits.length > 0 && histories.length > 0 ? [...edits, ...histories].map((c) => c.el) : [];
    const editors = view.tagged('iframe').filter((el) => EDITOR.test(el.attribs['src'] ?? ''));
    const together = [...inMain.filter((c) => isLabel('coEdit', c.name) && (isTool(c) || !/^\W*\p{L}+\W*$/u.test(c.name))).map((c) => c.el), ...labelled(view, 'coEdit')];
    return [afforded([...editors, ...together]), performed([...both, ...pairs.map((c) => c.el), ...partners.map((c) => c.el)])];
  },
});

/** Leads nowhere by itself: a script serves it. */
function isTool(control: Control): boolean {
  return control.link === null || control.link.path === '';
}

/** In the same row of tools. */
function besides(one: Control, other: Control): boolean {
  const [up, across] = [parentOf(one.el), parentOf(other.el)];
  return up !== null && across !== null && (up === across || (up.name === 'li' && across.name === 'li' && parentOf(up) === parentOf(across)));
}
