// Writes sample.jsonl: [filter, text, options, result], results by the real packages.
//   npm i @11ty/eleventy@3.1.8; cp gen.mjs there; node gen.mjs > sample.jsonl
import slugify from '@sindresorhus/slugify';
import slug from 'slugify';
let seed = 7;
const rnd = n => { seed = (seed * 1103515245 + 12345) % 2147483648; return Math.floor(seed / 65536) % n; };
const pick = xs => xs[rnd(xs.length)];
const words = [
  'Straße', 'Über uns', 'ÄÖÜ äöü ẞ', 'Crème brûlée', 'naïve', 'Œuvre', 'Ærø', 'Þór', 'Łódź', 'Žluťoučký kůň',
  'Ελληνικά', 'Ψυχή', 'ΐ', 'Привет мир', 'подъезд', 'синий', 'объект', 'Тсс', 'Київ', 'Ґ', 'İstanbul ığdır', 'Şişli',
  'Tiếng Việt', 'Đà Nẵng', 'مرحبا بالعالم', 'سلام', 'گچپژ', 'שלום', 'ქართული', 'Հայաստան', 'ու Ու ՈՒ', '日本語', '中文 title', '한국어',
  'हिन्दी', 'ไทย', 'fooBar', 'XMLHttpRequest', 'APIs', 'a_b', '_lead', 'trail-', '--x--', "don't", "it's", "rock 'n' roll", "Bob's.", "’s", "it’s",
  'a & b', 'R&D', 'I ♥ you', '🦄', '😀 hi', 'C++', 'C#', '100%', '$5', '€10', '£', '½', '²', '①', '⑫', 'ⓐ', 'Ⓜ', '1️⃣', '🅰️', '🙰', '™', '©', '®',
  'a/b', 'a\\b', 'a.b', 'a,b', '(x)', '[y]', '{z}', '<t>', 'a|b', '"q"', '“q”', '„q“', '«q»', '…', '–', '—', 'a^b', 'a`b', 'a´b', 'a¨b', 'a~b', 'a=b', 'a+b', 'a*b', 'a@b', 'a:b', 'a;b', 'a!b', 'a?b',
  'e\u0301', 'a\u0308', 'o\u0302\u0301', 'x\u0302', 'ы', 'й', 'ё', '\u00a0', '\u2009', '\ufeff', '\t', '\n', 'ﬁ', 'ﬀ', 'ℌ', '𝐀𝐛', '𝟙', 'Ａｂｃ', 'Å', 'K', 'Ω', 'ſ', 'ŉ', 'ǆ', 'Ǆ', 'ƒ', 'ə', 'ɐ', 'ʼ', 'ˆ', 'ー', '々', 'أَ', 'إِ', '2024', '3.14', '', ' ', '-', '_', "'t", "a't b", 'A’S',
];
const seps = ['', ' ', ' ', ' - ', '-', '_', "'s ", ', ', '&', '/', '.'];
const out = [];
const add = (name, text, options) => {
  const real = name === 'slugify' ? slugify(text, {decamelize: false, ...options}) : slug(text, {replacement: '-', lower: true, ...options});
  out.push(JSON.stringify([name, text, options, real]));
};
const newer = [{}, {}, {}, {separator: '_'}, {separator: ''}, {separator: '--'}, {separator: '.'}, {lowercase: false}, {decamelize: true}, {decamelize: true, lowercase: false}, {preserveCharacters: ['#', '.']}, {preserveLeadingUnderscore: true}, {preserveTrailingDash: true}];
const older = [{}, {}, {}, {replacement: '_'}, {replacement: ''}, {lower: false}, {strict: true}, {trim: false}, {replacement: '+'}];
for (const w of words) { add('slugify', w, {}); add('slug', w, {}); }
for (let n = 0; n < 1500; n++) {
  let text = ''; for (let k = 1 + rnd(5); k; k--) text += pick(words) + pick(seps);
  add('slugify', text, pick(newer)); add('slug', text, pick(older));
}
// Every letter that has a place in the first plane, some at a time.
for (let at = 0x21; at < 0x3100; at += 40) {
  const some = Array.from({length: 40}, (_, k) => String.fromCodePoint(at + k)).join('x');
  add('slugify', some, {}); add('slug', some, {});
}
console.log(out.join('\n'));
