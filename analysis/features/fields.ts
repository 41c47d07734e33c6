/** Forms, and fields with the labels by which a visitor knows them. */
import type { Element } from 'domhandler';
import { fold } from './document.ts';
import type { PageView } from './page.ts';
import type { Place } from './places.ts';
import { isElement, isText, orderOf } from './nodes.ts';
import { holds } from './region.ts';

export interface Field {
  readonly el: Element;
  /** text, textarea, password, file, search, select, radio, checkbox, submit … */
  readonly type: string;
  readonly name: string;
  readonly label: string;
  readonly place: Place;
  readonly form: Element | null;
}

export interface Form {
  readonly el: Element;
  readonly action: string;
  readonly fields: readonly Field[];
  /** Names of its buttons. */
  readonly buttons: readonly string[];
  /** The heading just before it, its legends and headings, joined by ` · `. */
  readonly heading: string;
  readonly place: Place;
}

const FIELDS = new Set(['input', 'textarea', 'select', 'button']);

function isField(el: Element): boolean {
  return FIELDS.has(el.name) || el.attribs['contenteditable'] === 'true';
}

export function readFields(view: PageView): Field[] {
  const labels = new Map<string, string>();
  for (const el of view.tagged('label')) {
    const target = el.attribs['for'];
    if (target !== undefined) labels.set(target, view.text(el));
  }
  const out: Field[] = [];
  for (const el of view.those(isField)) {
    const type = el.name === 'input' ? (el.attribs['type'] ?? 'text').toLowerCase() : el.name === 'button' ? 'submit' : el.name === 'select' ? 'select' : 'textarea';
    if (type === 'hidden') continue;
    const pressed = type === 'submit' || type === 'button' || type === 'image' || type === 'reset';
    const wrapping = view.closest(el, (at) => at.name === 'label');
    out.push({
      el, type,
      name: el.attribs['name'] ?? el.attribs['id'] ?? '',
      label:
        fold(el.attribs['aria-label'] ?? '') || labels.get(el.attribs['id'] ?? '\u0000') || (wrapping === null ? '' : view.text(wrapping)) ||
        (pressed ? view.name(el) : '') || fold(el.attribs['placeholder'] ?? '') || fold(el.attribs['title'] ?? '') || (pressed ? '' : before(view, el)),
      place: view.place(el),
      form: view.closest(el, (at) => at.name === 'form'),
    });
  }
  return out;
}

/** Forms laid out in tables or definition lists: the text of the cell (or line) before the field's. */
function before(view: PageView, el: Element): string {
  const cell = view.closest(el, (at) => ['td', 'dd', 'p', 'div', 'li'].includes(at.name));
  if (cell === null) return '';
  for (const from of [el, cell]) {
    const parent = from.parent;
    if (parent === null) continue;
    const earlier = parent.children.slice(0, parent.children.indexOf(from));
    for (const node of earlier.reverse()) {
      const said = isText(node) ? fold(node.data) : isElement(node) ? view.text(node) : '';
      if (said !== '') return said.length <= 80 ? said : '';
    }
  }
  return '';
}

export function readForms(view: PageView): Form[] {
  const byForm = new Map<Element, Field[]>();
  for (const field of view.fields) {
    if (field.form === null) continue;
    const own = byForm.get(field.form);
    if (own === undefined) byForm.set(field.form, [field]);
    else own.push(field);
  }
  const forms = view.tagged('form');
  if (forms.length === 0) return [];
  const headings = view.tagged('h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'legend', 'caption');
  return forms.map((el) => {
    const at = orderOf(el);
    const inner = headings.filter((h) => holds(el, h)).map((h) => view.text(h));
    const above = headings.findLast((h) => orderOf(h) < at && at - orderOf(h) < 8);
    const own = byForm.get(el) ?? [];
    return {
      el,
      action: el.attribs['action'] ?? '',
      fields: own.filter((f) => !['submit', 'button', 'image', 'reset'].includes(f.type)),
      buttons: own.filter((f) => ['submit', 'button', 'image'].includes(f.type)).map((f) => f.label || view.name(f.el)).filter((t) => t !== ''),
      heading: fold([above === undefined ? '' : view.text(above), ...inner].join(' · ')),
      place: view.place(el),
    };
  });
}
