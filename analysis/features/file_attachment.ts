import { afforded, defineFeature, performed } from './define.ts';
import { inPost, isContactForm, isContactPage, membersContent, named, ownLinks } from './cues.ts';
import { isLabel } from './words/index.ts';

export default defineFeature({
  id: 'file_attachment', name: 'Files and pictures of members', kind: 'role', role: 1, version: 1, operatorToo: false,
  counts: 'Members attach or upload files or pictures, or such attachments show; members’ albums and galleries.',
  countsNot: 'Avatars; downloads by the operator; a file in a support form.',
  coverage: [['item']],
  find(view) {
    const contact = new Set(view.forms.filter((f) => isContactForm(view, f)).map((f) => f.el));
    const inputs = view.fields.filter((f) => f.type === 'file' && !(f.form !== null && contact.has(f.form)) && !/avatar|profile|portrait|photo of you|your photo|logo/iu.test(`${f.name} ${f.label} ${f.el.attribs['id'] ?? ''}`) && !isContactPage(view) && view.kind !== 'help').map((f) => f.el);
    const acts = named(view, 'attach').filter((c) => c.place === 'main' && (c.link === null || !c.link.offsite) && view.closest(c.el, (at) => contact.has(at)) === null).map((c) => c.el);
    const galleries = ownLinks(view, 'gallery').filter((l) => /galler|album|photo|image|pic|foto|galer|upload|bild/iu.test(l.path)).map((l) => l.el);
    const attached = view.classed(/^(?:attach(?:ed|ments?)?(?:[-_]?(?:list|files?|box|items?|link|thumb\w*|content))?|file-?attachments?|postattach\w*|lbtrigger|attachedfiles|attachmentfiles?)$/iu, true).filter((el) => membersContent(view, el) && el.name !== 'input' && el.name !== 'textarea');
    const files = view.links.filter((l) => !l.offsite && (l.place === 'main') && (/attachment(?:\.php|s\/|id=)|\/uploads?\/.*\.(?:zip|pdf|stp|step|stl|dwg|png|jpe?g|docx?|txt|vi|iges|igs)$/iu.test(l.path) || isLabel('attach', l.name)) && membersContent(view, l.el)).map((l) => l.el);
    const pictures = view.tagged('img').filter((img) => view.kind === 'item' && inPost(view, img) && !/wp-content/iu.test(img.attribs['src'] ?? '') && /(?:attachment|\/uploads?\/|[/.-]ugc[/.-]|user-?images?|user_uploads|album)/iu.test(img.attribs['src'] ?? '') && !/smil|emoji|avatar|icon/iu.test(`${img.attribs['src'] ?? ''} ${img.attribs['class'] ?? ''}`) && membersContent(view, img));
    return [afforded([...inputs, ...acts, ...galleries]), performed([...attached, ...files, ...pictures])];
  },
});
