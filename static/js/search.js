// The search: every word must begin a word of the page, and a word in the title counts most.
(() => {
  const box = document.querySelector(".search");
  const field = box.querySelector("input");
  const status = box.querySelector("[role=status]");
  const list = box.querySelector(".search-results");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[‘’]/g, "'").toLowerCase();
  const words = (text) => plain(text).match(/[\p{L}\p{N}']+/gu) || [];
  const weights = { title: 8, description: 3, text: 1 };
  let index;

  const load = () =>
    (index ??= fetch(box.dataset.index)
      .then((answer) => answer.json())
      .then((pages) => pages.map((page) => ({
        page,
        words: Object.keys(weights).map((key) => [weights[key], words(page[key])]),
      }))));

  const rank = (entry, query) => {
    let sum = 0;
    for (const word of query) {
      let found = 0;
      for (const [weight, list] of entry.words) {
        const hits = list.filter((other) => other.startsWith(word));
        const exact = hits.includes(word) ? 2 : 1;
        found += weight * exact * Math.min(hits.length, 3);
      }
      if (!found) return 0;
      sum += found;
    }
    return sum;
  };

  // Puts the words that were asked for into <mark>, as text, so nothing of it is HTML.
  const mark = (element, text, query) => {
    let end = 0;
    for (const found of text.matchAll(/[\p{L}\p{N}'’]+/gu)) {
      if (!query.some((word) => plain(found[0]).startsWith(word))) continue;
      const marked = document.createElement("mark");
      marked.textContent = found[0];
      element.append(text.slice(end, found.index), marked);
      end = found.index + found[0].length;
    }
    element.append(text.slice(end));
  };

  const excerpt = (page, query) => {
    const at = [...page.text.matchAll(/[\p{L}\p{N}'’]+/gu)].find((found) =>
      query.some((word) => plain(found[0]).startsWith(word)));
    if (!at || query.some((word) => words(page.description).some((w) => w.startsWith(word)))) return page.description;
    const start = page.text.lastIndexOf(" ", Math.max(0, at.index - 80)) + 1;
    const end = page.text.indexOf(" ", at.index + 100);
    return (start ? "… " : "") + page.text.slice(start, end < 0 ? undefined : end) + (end < 0 ? "" : " …");
  };

  const result = (page, query) => {
    const item = document.createElement("li");
    const article = document.createElement("article");
    const title = document.createElement("h2");
    const link = document.createElement("a");
    const text = document.createElement("p");
    article.className = "entry entry-plain";
    title.className = "entry-title";
    link.href = page.url;
    mark(link, page.title, query);
    mark(text, excerpt(page, query), query);
    title.append(link);
    article.append(title, text);
    item.append(article);
    return item;
  };

  const search = async () => {
    const query = words(field.value);
    const entries = query.length ? await load() : [];
    if (String(query) !== String(words(field.value))) return;
    const found = entries
      .map((entry) => [rank(entry, query), entry.page])
      .filter(([points]) => points)
      .sort(([one], [other]) => other - one)
      .slice(0, 20);
    list.replaceChildren(...found.map(([, page]) => result(page, query)));
    status.textContent = !query.length ? "" : found.length === 1 ? "1 page found" : `${found.length || "No"} pages found`;
  };

  field.value = new URLSearchParams(location.search).get("q") || "";
  field.addEventListener("input", search);
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
    search();
  });
  search();
})();
