import type { Element } from 'domhandler';
import { afforded, defineFeature, performed } from './define.ts';
import { controls, headings, inPost, isContactForm, isContactPage, labelled, membersContent, memberLinks, named, ownLinks, THREAD } from './cues.ts';
import { parentOf } from './nodes.ts';
import type { PageView } from './page.ts';
import { isLabel, mentions } from './words/index.ts';

/** Where software and hosts keep what users upload: the address says whose it is. */
const USERS_OWN = /(?:download\/file\.php\?|action=dlattach|attachment\.php\?|\/uploads\/default\/|file_?attachments?\/|\/attachments?\/|user-?_?(?:images?|files?|uploads?|photos?|content|pics?|media)[\w.-]*\/|usersimgs|\/_?images?\/users?\/|member-?_?(?:images?|photos?|files?|uploads?)\/|[/.-]ugc[/.-]|\/ugc\/|customer-?images?\/|(?:comment|review|reviewer|reader|recipe-?user)[-_]?(?:images?|photos?|pics?|files?|uploads?)\/|\/community\/(?:uploads?|images)\/)/iu;
/** Services to which people put the pictures that they show elsewhere. */
const PICTURE_HOST = /^(?:https?:)?\/\/(?:[\w-]+\.)*(?:imgur\.com|photobucket\.com|imageshack\.(?:us|com)|tinypic\.com|postimg\.(?:org|cc)|postimage\.org|servimg\.com|directupload\.net|abload\.de|picr\.de|imgbb\.com|ibb\.co|staticflickr\.com|redd\.it|twimg\.com\/media|hizliresim\.com|radikal\.ru|fotki\.com|casimages\.com|hostingpics\.net|subefotos\.com)\b/iu;
const NO_UPLOAD = /smil|emoji|emotic|avatar|userpic|profile[-_]?(?:pic|image|photo)|gravatar|icon|logo|badge|sprite|theme|banner|thumb_user|user[-_]?thumb|flags?\//iu;
/** What stands in the text of a campaign or project was put there by who started it. */
const IN_CAMPAIGN = /\/(?:projects?|campaigns?|ideas?|designs?|things?|models?|ventures?|projekte?|projetos?|proyectos?|fundraisers?|challenges-entries|gallery|software)\/[^/]+/iu;
const DESCRIPTION = /(?:^|\s)(?:[\w-]*[-_])?(?:description|story|full-?description|rte|campaign-?(?:body|text|content)|project-?(?:body|text|content)|body-?text)(?:[-_][\w-]*)?(?:\s|$)/iu;
/** Pages of a wiki on which files are put or listed. */
const WIKI_FILES = /special:(?:upload|newfiles|newimages|listfiles|imagelist|multipleupload)|[?&]do=media\b|\/system:files|pages\/viewpageattachments/iu;

/** The page of a file in a wiki, to which its picture leads. */
const WIKI_FILE = /(?:\/|title=)(?:file|image|datei|bild|fichier|archivo|ficheiro|arquivo|imagem|immagine|bestand|plik|tiedosto|fil|%D0%A4%D0%B0%D0%B9%D0%BB|файл):[^/?]+\.(?:png|jpe?g|gif|svg|webp)/iu;

export default defineFeature({
  id: 'file_attachment', name: 'Files and pictures of members', kind: 'role', role: 1, version: 2, operatorToo: false,
  counts: 'Members attach or upload files or pictures, or such attachments show; members’ albums and galleries.',
  countsNot: 'Avatars; downloads by the operator; a file in a support form.',
  coverage: [['item']],
  find(view) {
    const contact = new Set(view.forms.filter((f) => isContactForm(view, f)).map((f) => f.el));
    const inputs = view.fields.filter((f) => f.type === 'file' && !(f.form !== null && contact.has(f.form)) && !/avatar|profile|portrait|photo of you|your photo|logo/iu.test(`${f.name} ${f.label} ${f.el.attribs['id'] ?? ''}`) && !isContactPage(view) && view.kind !== 'help').map((f) => f.el);
    const acts = named(view, 'attach').filter((c) => (c.place === 'main' || /upload/iu.test(c.link?.path ?? '') || /upload/iu.test(c.name) && /\/(?:submit|create|new|share)\/?$/iu.test(c.link?.path ?? '')) && !/\bcv\b|resume|lebenslauf|bewerb|curriculum/iu.test(`${c.name} ${c.link?.path ?? ''}`) && c.place !== 'footer' && (c.link === null || !c.link.offsite) && view.closest(c.el, (at) => contact.has(at)) === null).map((c) => c.el);
    const galleries = ownLinks(view, 'gallery').filter((l) => /galler|albums|album\.php|album\/?$|photo|image|pic|foto|galer|upload|bild|kuvat|obrazk|zdjec|fenykep|album.*(?:photo|foto|pic|image)/iu.test(`${/^(?:fotos?|photos?|albums)\./iu.exec(l.url?.hostname ?? '')?.[0] ?? ''}${l.path}`) && !/music|song|track|artist|band|produ[ck]t/iu.test(l.path)).map((l) => l.el);
    const wiki = view.links.filter((l) => !l.offsite && l.place !== 'banner' && WIKI_FILES.test(l.path)).map((l) => l.el);
    const pages = view.tagged('img').filter((img) => view.place(img) === 'main' && WIKI_FILE.test(parentOf(img)?.attribs['href'] ?? '') && !isSmall(img));
    const edits = controls(view).some((c) => isLabel('edit', c.name) || isLabel('history', c.name));
    const tools = edits ? controls(view).filter((c) => c.place !== 'footer' && (c.link === null || c.link.path === '') && /^(?:files|attach(?:ments)?|dateien|arquivos)$/iu.test(c.name)).map((c) => c.el) : [];
    const albums = [...headings(view, 'membersPictures'), ...ownLinks(view, 'membersPictures').map((l) => l.el)].filter((el) => !/^\d/u.test(view.name(el)));
    const counted = view.kind === 'profile' ? [...labelled(view, 'membersPictures'), ...view.links.filter((l) => l.place === 'main' && !l.offsite && /photo|pict|image|gallery|album/iu.test(l.path) && (isLabel('gallery', l.name) || isLabel('membersPictures', l.name))).map((l) => l.el)] : [];
    const attached = view.classed(/^(?:attach(?:ed|ments?)?(?:[-_]?(?:list|files?|box|items?|link|thumb\w*|content))?|file-?attachments?|postattach\w*|lbtrigger|attachedfiles|attachmentfiles?)$/iu, true).filter((el) => membersContent(view, el) && el.name !== 'input' && el.name !== 'textarea');
    const files = view.links.filter((l) => !l.offsite && (l.place === 'main') && (/attachment(?:\.php|s\/|id=)|download\/file\.php\?|action=dlattach|module=attach|\/download\/attachments\/|\/file\/attachment|\/uploads?\/.*\.(?:zip|pdf|stp|step|stl|dwg|png|jpe?g|docx?|txt|vi|iges|igs)$/iu.test(l.path) || isLabel('attach', l.name)) && membersContent(view, l.el)).map((l) => l.el);
    const pictures = view.tagged('img').filter((img) => view.kind === 'item' && inPost(view, img) && !/wp-content/iu.test(img.attribs['src'] ?? '') && /(?:attachment|\/uploads?\/|[/.-]ugc[/.-]|user-?images?|user_uploads|album)/iu.test(img.attribs['src'] ?? '') && !/smil|emoji|avatar|icon/iu.test(`${img.attribs['src'] ?? ''} ${img.attribs['class'] ?? ''}`) && membersContent(view, img));
    const shown = view.those(isPicture).filter((img) => {
      const src = img.attribs['src'] ?? img.attribs['data-src'] ?? '';
      if (view.place(img) !== 'main' || NO_UPLOAD.test(parentOf(img)?.attribs['class'] ?? '') || view.kind === 'news' || view.kind === 'about' || view.kind === 'help') return false;
      const place = view.url.pathname;
      if (!USERS_OWN.test(src) && !PICTURE_HOST.test(src) && !/\/sites\/default\/files\/|\/uploads?\//iu.test(src) && !IN_CAMPAIGN.test(place) || isSigned(view, img)) return false;
      const item = view.kind === 'item' || THREAD.test(view.url.pathname + view.url.search);
      if (item && IN_CAMPAIGN.test(place) && (memberLinks(view).length > 0 || view.phrases.some((p) => p.text.length < 60 && mentions('pledged', p.text))) && view.closest(img, (at) => DESCRIPTION.test(at.attribs['class'] ?? '')) !== null) return true;
      return (USERS_OWN.test(src) && view.kind !== 'home') || (PICTURE_HOST.test(src) && (inPost(view, img) || (item && (membersContent(view, img) || PICTURE_HOST.test(parentOf(img)?.attribs['href'] ?? ''))))) || (item && /\/sites\/default\/files\/|\/uploads?\//iu.test(src) && !/wp-content|imagecache/iu.test(src) && inPost(view, img) && membersContent(view, img));
    });
    return [afforded([...inputs, ...acts, ...galleries, ...wiki, ...tools]), performed([...pages, ...attached, ...files, ...pictures, ...shown, ...albums, ...counted])];
  },
});

function isPicture(img: Element): boolean {
  return img.name === 'img' && !isSmall(img) && !NO_UPLOAD.test(`${img.attribs['src'] ?? ''} ${img.attribs['data-src'] ?? ''} ${img.attribs['class'] ?? ''}`);
}

/** Pictures of people beside their names are small. */
function isSmall(img: Element): boolean {
  return [img.attribs['width'], img.attribs['height']].some((size) => size !== undefined && Number.parseInt(size, 10) <= 64);
}

/** A signature's picture comes with every post; it is no part of one. */
function isSigned(view: PageView, el: Element): boolean {
  return view.closest(el, (at) => /(?:^|\s)sig(?:nature)?[\w-]*(?:\s|$)/iu.test(`${at.attribs['class'] ?? ''} ${at.attribs['id'] ?? ''}`)) !== null;
}
