// JSON lines {id, src} on stdin -> JSON lines {id, html} on stdout (or {id, error}):
// what markdown-it and markdown-it-attrs make of each document.
//
//   --esm           import markdown-it as an ES module does; markdown-it-attrs 5 then
//                   leaves the attributes of a fence on its <code>
//   --eleventy      disable indented code, which Eleventy does to any parser
//   --noattrs       markdown-it alone
//   --opts '{...}'  options of the plugin; {"re": "^x"} in a list is an expression
import { createRequire } from 'node:module';
import readline from 'node:readline';

const require = createRequire(import.meta.url);
const argv = process.argv.slice(2);
const has = (name) => argv.includes('--' + name);
const optsText = has('opts') ? argv[argv.indexOf('--opts') + 1] : '{}';
const pick = (module) => module.default ?? module;

const markdownIt = has('esm')
  ? pick(await import('markdown-it'))
  : pick(require('markdown-it'));
const attrs = pick(require('markdown-it-attrs'));

const revive = (_key, value) => (value?.re ? new RegExp(value.re) : value);
const md = markdownIt({ html: true, linkify: false, typographer: false });
if (!has('noattrs')) md.use(attrs, JSON.parse(optsText, revive));
if (has('eleventy')) md.disable('code');

console.error = () => {}; // the plugin reports its own errors there and carries on
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { id, src } = JSON.parse(line);
  let out;
  try {
    out = { id, html: md.render(src) };
  } catch (error) {
    out = { id, error: String(error?.message ?? error) };
  }
  process.stdout.write(JSON.stringify(out) + '\n');
}
