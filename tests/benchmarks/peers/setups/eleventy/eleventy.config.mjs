// The menu is a tree made once a build: the filters of eleventy-navigation go through
// all pages for each entry, which at 1,000 pages takes forty times as long as all else.
import attributes from "markdown-it-attrs";

function makeEntry(page) {
  const { key, title, parent, order = 0 } = page.data.eleventyNavigation;
  return { key, title: title ?? key, parent, order, url: page.url, children: [] };
}

function makeMenu(pages) {
  const entries = new Map();
  for (const page of pages.filter((each) => each.data.eleventyNavigation)) {
    entries.set(page.data.eleventyNavigation.key, makeEntry(page));
  }
  const tops = [];
  for (const entry of entries.values()) {
    if (entry.parent) entries.get(entry.parent).children.push(entry);
    else tops.push(entry);
  }
  const inOrder = (one, other) => one.order - other.order;
  tops.sort(inOrder);
  for (const entry of entries.values()) entry.children.sort(inOrder);
  return { entries, tops };
}

function findTrail(menu, key) {
  const trail = [];
  for (let entry = menu.entries.get(key); entry; entry = menu.entries.get(entry.parent)) {
    trail.unshift(entry);
  }
  return trail;
}

export default function (config) {
  let markdown;
  config.amendLibrary("md", (library) => {
    library.use(attributes);
    markdown = library;
  });
  config.addFilter("md", (text) => markdown.render(text));
  config.addFilter("trail", findTrail);
  config.addCollection("menu", (all) => makeMenu(all.getAll()));
  return { dir: { input: "content", includes: "../_includes" }, markdownTemplateEngine: false };
}
