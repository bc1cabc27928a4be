// Writes sample.jsonl: random navigations, and what eleventy-navigation makes of them.
//   npm i @11ty/eleventy-navigation@1.0.5; cp gen.cjs there; node gen.cjs > sample.jsonl
// Keys are unique, parents exist and no entry is above itself, as the rest is an error
// in Sitewright; so is a key with a comma, which here means several.
const nav = require('@11ty/eleventy-navigation/eleventy-navigation.js');
let seed = 11;
const rnd = n => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
const pick = xs => xs[rnd(xs.length)];
const config = { pathPrefix: '/' };
const orders = [undefined, undefined, undefined, 1, 2, 3, 1.5, -1, -2.5, 0, null, '10', '9', '-3', '1.25', 100];
const titles = [undefined, undefined, 'A & B', '<b>Bold</b>', `"Quoted" 'title'`, 'Über uns', 'plain', '', 'a &amp; b'];
const urls = [undefined, undefined, undefined, undefined, 'https://other.example/?a=1&b="2"', '/x?y=1&z=2#f', '#here'];
const words = ['', '', '', 'c', 'one two', 'x-y', "q'uote", 'a&b', '<c>'];
const keys = n => n % 3 === 1 ? String(2050 - n) : n % 5 === 2 ? `Key ${n}` : `k${n}`;
function pages() {
  const size = rnd(14), made = [];
  for (let n = 0; n < size; n++) {
    const e = { key: keys(n) };
    const title = pick(titles), order = pick(orders), url = pick(urls);
    if (n && rnd(3)) e.parent = keys(rnd(n));
    if (title !== undefined) e.title = title;
    if (order !== undefined) e.order = order;
    if (url !== undefined) e.url = url;
    if (!rnd(4)) e.excerpt = pick(['About <this> & that', 'short']);
    if (!rnd(5)) e.pinned = true;
    made.push([rnd(1000), { eleventyNavigation: e, page: { url: rnd(12) ? `/p${n}/` : false } }]);
    if (!rnd(4)) made.push([rnd(1000), { title: 'no entry', page: { url: `/q${n}/` } }]);
  }
  return made.sort((a, b) => a[0] - b[0]).map(([, data]) => ({ data }));
}
const flag = o => name => { if (!rnd(3)) o[name] = pick([true, false]); };
function htmlOptions(some) {
  const o = {};
  for (const name of ['listClass', 'listItemClass', 'listItemHasChildrenClass', 'activeListItemClass', 'anchorClass', 'activeAnchorClass']) if (!rnd(3)) o[name] = pick(words);
  if (!rnd(5)) o.listElement = pick(['ol', 'menu']);
  if (!rnd(5)) o.listItemElement = pick(['div', 'span']);
  if (rnd(2)) o.activeKey = pick(some.concat('nobody'));
  if (!rnd(4)) o.anchorElementWithoutHref = pick(['span', '', false, 'a']);
  ['useAriaCurrentAttr', 'showExcerpt', 'useTopLevelDetails'].forEach(flag(o));
  if (!rnd(10)) o.isChildList = true;
  return o;
}
const draw = entries => entries.map(e => [e.key, e.title, e.url ?? '', e.parentKey ?? null, ...(e.children ? [draw(e.children)] : [])]);
for (let n = 0; n < 150; n++) {
  const items = pages();
  const some = items.filter(i => i.data.eleventyNavigation).map(i => i.data.eleventyNavigation.key);
  const calls = [];
  const above = items.map(i => i.data.eleventyNavigation?.parent).filter(Boolean).concat('gone', '');
  const asks = ['', pick(some.concat('gone')), [pick(above), pick(above), pick(above)].join(',')];
  for (const key of asks) {
    if (key === undefined) continue;
    const options = htmlOptions(some);
    const md = pick([{}, { showExcerpt: true }, { childDepth: 2 }]);
    calls.push({ key, drawn: draw(nav.findNavigationEntries(items, key)),
      options, html: nav.toHtml.call(config, nav.findNavigationEntries(items, key), { ...options }),
      md, markdown: nav.toMarkdown.call(config, nav.findNavigationEntries(items, key), { ...md }) });
  }
  const crumbs = [];
  for (const key of [pick(some.concat('gone')), pick(some.concat('gone'))]) {
    const options = pick([{}, { includeSelf: true }, { allowMissing: true }, { includeSelf: true, allowMissing: true }]);
    let drawn, html;
    try { const found = nav.findBreadcrumbEntries(items, key, options); drawn = draw(found); html = nav.toHtml.call(config, found, { activeKey: key, useTopLevelDetails: true }); }
    catch (e) { drawn = 'error'; html = ''; }
    crumbs.push({ key, options, drawn, html });
  }
  console.log(JSON.stringify({ pages: items.map(i => [i.data.eleventyNavigation ?? null, i.data.page.url]), calls, crumbs }));
}
