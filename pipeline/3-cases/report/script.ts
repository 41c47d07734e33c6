/**
 * All the report does beyond what a browser does with links and folds: it shows the evidence of a chosen
 * cell beside the table. Without it the same links lead to the same evidence at the end of the page.
 */
export const script = `(() => {
const sheet = document.getElementById('sheet');
if (!sheet || typeof sheet.showModal !== 'function') return;
const title = document.getElementById('sheet-title'), body = document.getElementById('sheet-body');
let at = null;
const target = (link) => document.getElementById(link.getAttribute('href').slice(1));
const leave = () => { if (at) at.removeAttribute('data-open'); };
const show = (link) => {
  const found = target(link);
  if (!found) return false;
  const copy = found.cloneNode(true);
  for (const el of copy.querySelectorAll('[id]')) el.removeAttribute('id');
  for (const el of copy.querySelectorAll('.back')) el.remove();
  title.textContent = found.dataset.title;
  body.replaceChildren(...copy.childNodes);
  leave();
  at = link;
  at.setAttribute('data-open', '');
  if (!sheet.open) sheet.showModal();
  body.scrollTop = 0;
  return true;
};
const table = (link) => link.closest('table') || link.closest('.types');
const step = (link, across, down) => {
  const cell = link.closest('td');
  if (!cell || down === 0) {
    const all = [...table(link).querySelectorAll('a[data-ev]')];
    return all[all.indexOf(link) + across + down];
  }
  const rows = [...table(link).rows].filter((r) => r.querySelector('a[data-ev]'));
  const row = rows[rows.indexOf(cell.parentNode) + down];
  const own = [...cell.parentNode.querySelectorAll('a[data-ev]')].indexOf(link);
  return row && row.querySelectorAll('a[data-ev]')[own];
};
const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest('a[data-ev]');
  if (link && show(link)) event.preventDefault();
});
document.addEventListener('keydown', (event) => {
  const move = arrows[event.key];
  if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
  const link = sheet.open ? at : event.target.closest && event.target.closest('a[data-ev]');
  if (!link || (sheet.open && move[0] === 0 && event.target.closest('#sheet-body'))) return;
  const next = step(link, move[0], move[1]);
  if (!next) return;
  event.preventDefault();
  if (sheet.open) show(next); else next.focus();
});
sheet.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (event.target === sheet || (button && button.value === 'close')) sheet.close();
  else if (button) { const next = step(at, Number(button.value), 0); if (next) show(next); }
});
sheet.addEventListener('close', () => { leave(); if (at) at.focus(); at = null; });
for (const el of document.querySelectorAll('[data-unhide]')) el.hidden = false;
for (const button of document.querySelectorAll('button[data-unfold]')) {
  button.addEventListener('click', () => {
    const all = [...document.querySelectorAll('#evidence details')], open = all.some((d) => !d.open);
    for (const d of all) d.open = open;
    button.textContent = open ? 'Fold all' : 'Unfold all';
  });
}
})();`;
