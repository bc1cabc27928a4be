// JSON lines {id, templates: {name: text}, main, data} on stdin -> JSON lines
// {id, html} on stdout (or {id, error}): what Nunjucks makes of each template.
//
// Autoescape is on, and names count from the root of the templates, as Eleventy sets
// it. In data, {"$date": "2024-03-01T10:20:30Z"} is a Date. Halves of surrogate pairs
// come out as they do when a file is written: as U+FFFD.
process.env.TZ = 'UTC';

import path from 'node:path';
import readline from 'node:readline';
import nunjucks from 'nunjucks';

const ROOT = '/templates';
const PATIENCE = 500; // milliseconds; Nunjucks sometimes drops an error and never answers

// Finds the templates of one case; './' counts from the template that names it.
const TemplatesOfCase = nunjucks.Loader.extend({
  init(templates) {
    this.templates = templates;
  },
  getSource(name) {
    const full = path.posix.resolve(ROOT, name);
    const src = this.templates[full.slice(ROOT.length + 1)];
    return src === undefined ? null : { src, path: full, noCache: false };
  },
});

const revive = (_key, value) =>
  value?.$date === undefined ? value : new Date(value.$date);

function render({ templates, main, data }) {
  const loader = new TemplatesOfCase(templates);
  const environment = new nunjucks.Environment([loader], { autoescape: true });
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error('no answer'));
    const timer = setTimeout(late, PATIENCE);
    environment.render(main, data, (error, html) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve(String(html).toWellFormed());
    });
  });
}

process.on('uncaughtException', () => {}); // the case gets no answer, others do
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!line.trim()) continue;
  const { id, ...given } = JSON.parse(line, revive);
  let out;
  try {
    out = { id, html: await render(given) };
  } catch (error) {
    out = { id, error: String(error?.message ?? error) };
  }
  process.stdout.write(JSON.stringify(out) + '\n');
}
