import { afforded, byOperator, defineFeature } from './define.ts';
import { controls, inPost } from './cues.ts';
import { isLabel, mentions } from './words/index.ts';
import { holds } from './region.ts';

const PATH = /(?:\/(?:log-?in|sign-?in|sign-?up|register|registration|join|logon)(?:\.\w+)?\/?(?:\?|$)|mode=(?:register|login)|do=register|action=(?:register|login)|\/account\/(?:login|register|signup)|\/users?\/(?:sign_in|sign_up|new|login|register)|wp-login\.php\?action=register|\/session\/new|\/accounts\/(?:login|signup)|\/entry\/(?:signin|register)|[?&;]act=(?:auth|login|reg)\b|special:(?:userlogin|createaccount)|do=login\b|\/auth\/(?:login|register|signin|signup)|\/login_|\/(?:user|member|account|my|customer)[-_](?:log-?in|sign-?in|sign-?up|register|registration|signup)\b|\/(?:anmelden|anmeldung|registrier(?:en|ung)|einloggen|cadastr(?:o|ar|e-se)|iniciar-sesi[oó]n|registrarse|registro|connexion|inscription|s-inscrire|inloggen|aanmelden|registreren|registrati|registrazione|accedi|logowanie|rejestracja|zaloguj|bel[eé]p[eé]s|regiszt\w+|prihlas\w+|registrace|registracia|giris|kayit|uye-ol|kirjaudu|rekisteroidy|logg-?(?:inn?|a-in)|autentificare|inregistrare|prijava|registracija)(?:\.\w+)?\/?(?:\?|$))/iu;
const LEAVE = /(?:^|[/?&=_-])(?:log|sign)[-_]?(?:out|off)(?:[/?&.=]|$)/iu;

export default defineFeature({
  id: 'registration_login', name: 'Registration and log-in', kind: 'type', role: null, version: 2, operatorToo: false,
  counts: 'One can register or log in as a user or member: a form or a link.',
  countsNot: 'Newsletter sign-up; a log-in for staff only.',
  coverage: [['home']],
  find(view) {
    const links = controls(view).filter((c) => {
      if (c.place === 'banner' || (c.link?.prose ?? false) && !PATH.test(c.link?.path ?? '') || mentions('newsletter', c.name)) return false;
      // Who can leave has an account: the page was saved by a member.
      if (isLabel('logOut', c.name) && !inPost(view, c.el) || (c.link !== null && !c.link.offsite && LEAVE.test(c.link.path))) return !/wp-login/iu.test(c.link?.href ?? '');
      if (c.link !== null && PATH.test(c.link.path) && !/logout|newsletter/iu.test(c.link.path)) return !/wp-login\.php(?!.*register)|wp-admin/iu.test(c.link.path);
      if (c.link?.offsite === true && !/account|login|auth|sso|id\.|signin|join|register/iu.test(c.link.href)) return false;
      if (/wp-login\.php|wp-admin/iu.test(c.link?.href ?? '')) return false;
      if (!(isLabel('logIn', c.name) || isLabel('register', c.name)) || inPost(view, c.el)) return false;
      return c.link !== null ? !/newsletter|event|petition|\/(?:challenge|contest|group)s?\//iu.test(c.link.href) : formHas(view, c.el);
    });
    const forms = view.forms.filter((f) => f.place !== 'banner' && f.fields.some((x) => x.type === 'password') && !mentions('staffOnly', f.heading));
    const staff = view.links.filter((l) => /wp-login\.php(?!.*register)|wp-admin/iu.test(l.path));
    return [afforded([...links.map((c) => c.el), ...forms.map((f) => f.el)]), byOperator(staff.map((l) => l.el), 'afforded')];
  },
});

/** A button belongs to the log-in only when its form asks for a name, address or password, or when it stands outside any form. */
function formHas(view: Parameters<Parameters<typeof defineFeature>[0]['find']>[0], el: Parameters<typeof view.text>[0]): boolean {
  const form = view.forms.find((f) => holds(f.el, el));
  if (form === undefined) return true;
  return form.fields.some((x) => x.type === 'password') || /log-?in|sign-?in|register|signup|session|account/iu.test(form.action);
}
