// Writes src/sitewright/stages/templates/eleventy/letters.py from what the packages do.
//   npm i @11ty/eleventy@3.1.8; node letters.mjs > letters.py
import transliterate from '@sindresorhus/transliterate';
import replacements from './node_modules/@sindresorhus/transliterate/replacements.js';
import slug from 'slugify';
const extra = new Map([['&',' and '],['🦄',' unicorn '],['♥',' love ']]);
const real = s => transliterate(s, {customReplacements: extra});
const plain = s => s.normalize('NFD').replace(/\p{Diacritic}/gu,'').normalize();
const esc = c => {
  const n = c.codePointAt(0);
  if (c === '"' || c === '\\') return '\\' + c;
  if (n < 127 && n >= 32) return c;
  if (/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Sc}]$/u.test(c) && !/\p{M}/u.test(c)) return c;
  const h = n.toString(16);
  return n < 256 ? '\\x' + h.padStart(2,'0') : n < 0x10000 ? '\\u' + h.padStart(4,'0') : '\\U' + h.padStart(8,'0');
};
const str = s => '"' + [...s].map(esc).join('') + '"';
function pack(name, doc, items, o='{', c='}') {
  let out = `${name} = ${o}\n`, line = '   ';
  for (const item of items) {
    if ([...line].length + [...item].length + 2 > 88) { out += line + '\n'; line = '   '; }
    if ([...item].length + 5 > 88) throw new Error(item);
    line += ' ' + item + ',';
  }
  return out + line + `\n${c}\n"""${doc}"""\n`;
}
function grouped(map) {
  const by = new Map();
  for (const [c, v] of map) { if (!by.has(v)) by.set(v, []); by.get(v).push(c); }
  const items = [];
  for (const [v, cs] of [...by].sort((a,b)=>a[0]<b[0]?-1:1)) {
    let chunk = '';
    const flush = () => { if (chunk) items.push(`(${str(v)}, "${chunk}")`); chunk = ''; };
    for (const c of cs) { if (chunk.length + esc(c).length > 68) flush(); chunk += esc(c); }
    flush();
  }
  return items;
}
const one = new Map(), older = new Map(), dia = [];
const made = new Map(), every = [];
for (let n = 0; n < 0x110000; n++) if (n !== 10 && (n < 0xd800 || n >= 0xe000)) every.push(String.fromCodePoint(n));
for (let i = 0; i < every.length; i += 20000) { // one by one it takes an hour
  const some = every.slice(i, i + 20000), got = real(some.join('\n')).split('\n');
  if (got.length !== some.length) throw new Error(i);
  some.forEach((c, j) => made.set(c, got[j]));
}
made.set('\n', '\n');
for (let n = 0; n < 0x110000; n++) {
  if (n >= 0xd800 && n < 0xe000) continue;
  const c = String.fromCodePoint(n);
  if (/\p{Diacritic}/u.test(c)) { const l = dia[dia.length-1]; if (l && l[1] === n-1) l[1] = n; else dia.push([n,n]); }
  if (c.normalize() !== c) continue;
  if (made.get(c) !== plain(c)) one.set(c, made.get(c));
  if (n < 0x10000) {
    const got = slug(`a${c}a`, {trim: false, replacement: '\u0001'}).slice(1,-1).replaceAll('\u0001',' ');
    const keep = /[\w\s$*_+~.()'"!\-:@]/.test(c) ? c.replace(/\s/, ' ') : '';
    if (got !== keep) older.set(c, got);
  }
}
const pairs = [];
for (const [k] of new Map(replacements)) if ([...k].length > 1) {
  const each = [...k].map(c => one.has(c) ? one.get(c) : plain(c)).join('');
  const neededin = real(k);
  if (neededin !== each) pairs.push([k, neededin]);
}
console.error(one.size, older.size, pairs, dia.length);
const ranges = dia.map(([a,b]) => a === b ? `(0x${a.toString(16).toUpperCase()}, 0x${a.toString(16).toUpperCase()})` : `(0x${a.toString(16).toUpperCase()}, 0x${b.toString(16).toUpperCase()})`);
let out = `"""Which letters stand for which in a slug: tables, made from what the real tools do.

@sindresorhus/slugify 2.2.1 for \`\`slugify\`\`, npm's slugify 1.6.9 for \`\`slug\`\`;
\`\`tests/conformance/slugs/letters.mjs\`\` writes this module.
"""

# fmt: off
# ruff: noqa: RUF001 -- letters that look alike are what this is about

`;
out += pack('LETTERS', 'For `slugify`: what to write, and the characters to write it for.', grouped(one), '(', ')') + '\n';
out += pack('PAIRS', 'For `slugify`: what several characters become together.', pairs.map(([k,v]) => `(${str(k)}, ${str(v)})`), '(', ')') + '\n';
out += pack('MARKS', 'First and last of each range of marks that `slugify` leaves out (Diacritic in Unicode).', ranges, '(', ')').replace('(Diacritic in Unicode)','\n(Unicode\'s property Diacritic)').replace('leaves out \n','leaves out\n') + '\n';
out += pack('OLDER_LETTERS', 'For `slug`: what to write, and the characters to write it for.', grouped(older), '(', ')');
process.stdout.write(out);
