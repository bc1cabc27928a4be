// The search: every word must begin a word of the page, and one in the title counts most.
(() => {
  const box = document.querySelector("[data-index]");
  const field = box.querySelector("input");
  const weights = { title: 8, description: 3, text: 1 };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/g, "'").toLowerCase();
  const places = (text) => [...text.matchAll(/[\p{L}\p{N}'’]+/gu)].map((found) => [plain(found[0]), found.index, found[0]]);
  const asked = () => places(field.value).map(([word]) => word);
  const fits = (word, query) => query.some((start) => word.startsWith(start));
  let index;

  const load = () => (index ??= fetch(box.dataset.index).then((answer) => answer.json()).then((pages) => {
    for (const page of pages) page.words = Object.keys(weights).map((key) => [weights[key], places(page[key])]);
    return pages;
  }));

  const rank = (page, query) => {
    const points = query.map((start) => page.words.reduce((sum, [weight, words]) =>
      sum + weight * Math.min(3, words.filter(([word]) => word.startsWith(start)).length), 0));
    return points.every(Boolean) ? points.reduce((sum, one) => sum + one) : 0;
  };

  // What was asked for is marked; all of it stays text.
  const show = (name, text, query) => {
    const element = document.createElement(name);
    let end = 0;
    for (const [word, at, written] of places(text)) {
      if (!fits(word, query)) continue;
      const mark = document.createElement("mark");
      mark.append(written);
      element.append(text.slice(end, at), mark);
      end = at + written.length;
    }
    element.append(text.slice(end));
    return element;
  };

  const excerpt = (page, query) => {
    const hit = [page.description, page.text].map((text) => places(text).find(([word]) => fits(word, query)));
    if (hit[0] || !hit[1]) return page.description;
    const start = page.text.lastIndexOf(" ", Math.max(0, hit[1][1] - 80)) + 1;
    const end = page.text.indexOf(" ", start + 190);
    return `${start ? "… " : ""}${page.text.slice(start, end < 0 ? undefined : end)}${end < 0 ? "" : " …"}`;
  };

  const result = (page, query) => {
    const item = document.createElement("li");
    const title = document.createElement("h2");
    const link = show("a", page.title, query);
    link.href = page.url;
    title.className = "entry-title";
    title.append(link);
    item.append(title, show("p", excerpt(page, query), query));
    return item;
  };

  const search = async () => {
    const query = asked();
    const pages = query.length ? await load() : [];
    if (String(query) !== String(asked())) return;
    const found = pages.map((page) => [rank(page, query), page]).filter(([points]) => points);
    found.sort(([one], [other]) => other - one);
    box.querySelector("ul").replaceChildren(...found.slice(0, 20).map(([, page]) => result(page, query)));
    box.querySelector("[role=status]").textContent = query.length ? `Pages found: ${found.length}` : "";
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
