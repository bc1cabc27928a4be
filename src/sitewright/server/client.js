// The browser's side of `sitewright serve`. It is put into pages as they are served,
// and never into what is built.
(() => {
  "use strict";

  const script = document.currentScript;
  const shown = { path: location.pathname, ...script.dataset };
  takeOut(script);
  performance.setResourceTimingBufferSize(2000);

  // Leaves the page as its author wrote it, white space included.
  function takeOut({ previousSibling: before, nextSibling: after }) {
    script.remove();
    if (before?.nodeType !== Node.TEXT_NODE || after?.nodeType !== Node.TEXT_NODE) return;
    before.data += after.data;
    after.remove();
  }

  // --- The connection

  const FIRST_WAIT = 200;
  const LONGEST_WAIT = 3000;
  const PATIENCE = 2000;
  let socket = null;
  let wait = FIRST_WAIT;
  let retry = 0;
  let complaint = 0;
  let isLeaving = false;

  function connect() {
    clearTimeout(retry);
    isLeaving = false;
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    socket = new WebSocket(`${scheme}://${location.host}/.sitewright/live`);
    socket.onopen = () => {
      clearTimeout(complaint);
      complaint = 0;
      wait = FIRST_WAIT;
      tell("lost", "");
      const { path, mark, files } = shown;
      socket.send(JSON.stringify({ path, mark, files }));
    };
    socket.onmessage = ({ data }) => {
      const { kind, ...message } = JSON.parse(data);
      hear[kind]?.(message);
    };
    socket.onclose = () => {
      if (isLeaving) return;
      retry = setTimeout(connect, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
      const text = "The preview has stopped. This page goes on when it is back.";
      complaint ||= setTimeout(() => tell("lost", text), PATIENCE);
    };
  }

  function hurry() {
    if (socket.readyState === WebSocket.CLOSED && !isLeaving) connect();
  }

  function reload() {
    isLeaving = true;
    location.reload();
  }

  const hear = {
    reload,
    gone({ mark }) {
      shown.mark = mark;
      tell("gone", "This page is not there any more. You see it as it was.");
    },
    files({ paths, mark }) {
      shown.files = mark;
      takeFiles(new Set(paths));
    },
    patch({ before, after, mark }) {
      shown.mark = mark;
      let isDone = false;
      try {
        isDone = patchPage(before, after);
      } catch (error) {
        console.warn("sitewright: the page is loaded again:", error);
      }
      if (!isDone) reload();
    },
    pending({ is }) {
      tell("pending", is ? "This page is pending: it is shown in the preview only." : "");
    },
    faults: ({ faults }) => showFaults(faults),
    about: (facts) => showStrip(facts),
  };

  // --- What pages load: stylesheets are swapped, all else loads the page again

  const stale = new WeakSet();
  const replaced = new WeakMap();

  function pathOf(address) {
    try {
      const url = new URL(address, document.baseURI);
      return url.origin === location.origin ? decodeURIComponent(url.pathname) : "";
    } catch {
      return "";
    }
  }

  function takeFiles(changed) {
    const isChanged = (address) => changed.has(pathOf(address));
    for (const link of document.querySelectorAll("link[rel~=stylesheet i][href]")) {
      if (isChanged(link.href) || imports(link.sheet, isChanged)) swap(link);
    }
    for (const style of document.querySelectorAll("style")) {
      if (imports(style.sheet, isChanged)) style.textContent = style.textContent;
    }
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const asked = [...document.querySelectorAll("[src]")].map(({ src }) => src);
    const isOther = (address) => isChanged(address) && !pathOf(address).endsWith(".css");
    if ([...loaded, ...asked].some(isOther)) reload();
  }

  function imports(sheet, isChanged) {
    let rules = [];
    try {
      rules = [...(sheet?.cssRules ?? [])];
    } catch {
      // It is of another site.
    }
    return rules.some(
      ({ href, styleSheet }) =>
        href &&
        (isChanged(new URL(href, sheet.href ?? document.baseURI)) ||
          imports(styleSheet, isChanged)),
    );
  }

  function swap(link) {
    if (stale.has(link)) return;
    const url = new URL(link.href);
    url.searchParams.set("sitewright", performance.now());
    const fresh = link.cloneNode();
    fresh.href = url;
    stale.add(link);
    replaced.set(fresh, [link, ...(replaced.get(link) ?? [])]);
    fresh.onload = fresh.onerror = () => {
      for (const old of replaced.get(fresh)) old.remove();
    };
    link.after(fresh);
  }

  // --- The page: what differs between its two versions is done to what is on screen,
  // so that all else keeps its state: scrolling, focus, what was typed, what scripts did

  const NEEDS_RELOAD = "script:not([type='application/ld+json']), base, template, " +
    "meta[http-equiv], noscript";

  function patchPage(before, after) {
    const parser = new DOMParser();
    const read = (text) => parser.parseFromString(text, "text/html");
    const [old, fresh] = [read(before), read(after)];
    const vital = (page) =>
      [...page.querySelectorAll(NEEDS_RELOAD)].map((item) => item.outerHTML).join("\n");
    if (vital(old) !== vital(fresh) || old.compatMode !== fresh.compatMode) return false;
    return patch(old.documentElement, fresh.documentElement, document.documentElement);
  }

  function patch(old, fresh, live) {
    if (old.isEqualNode(fresh)) return true;
    if (fresh.nodeType !== Node.ELEMENT_NODE) {
      live.data = fresh.data;
      return true;
    }
    patchAttributes(old, fresh, live);
    const [was, is] = [[...old.childNodes], [...fresh.childNodes]];
    const places = align(was, [...live.childNodes].filter(isOfPage));
    if (!places) return false;
    const pairs = match(was, is);
    const kept = new Set(pairs.values());
    was.forEach((node, index) => kept.has(index) || places[index].remove());
    let last = null;
    return is.every((node, index) => {
      if (pairs.has(index)) {
        last = places[pairs.get(index)];
        return patch(was[pairs.get(index)], node, last);
      }
      const added = document.importNode(node, true);
      if (last) last.after(added);
      else live.prepend(added);
      last = added;
      return true;
    });
  }

  function patchAttributes(old, fresh, live) {
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name)) live.removeAttribute(name);
    }
    for (const { name, value } of [...fresh.attributes]) {
      if (old.getAttribute(name) === value) continue;
      if (name === "class" && old.hasAttribute(name)) {
        live.classList.remove(...old.classList); // but not what scripts have added
        live.classList.add(...fresh.classList);
      } else {
        live.setAttribute(name, value);
      }
    }
  }

  const isOfPage = (node) => node !== host && !stale.has(node);
  const isKind = (one, other) => one.nodeName === other.nodeName && one.id === other.id;
  const classOf = (node) => node.getAttribute?.("class") ?? node.data;
  const isTwin = (one, other) => isKind(one, other) && classOf(one) === classOf(other);

  // Finds the nodes on screen that stand for those of the page as it was; scripts may
  // have put others between them.
  function align(was, live) {
    const isSame = was.every((node, index) => live[index] && isKind(node, live[index]));
    if (isSame && was.length === live.length) return live;
    let next = 0;
    const places = [];
    for (const node of was) {
      while (next < live.length && !isTwin(node, live[next])) next += 1;
      if (next === live.length) return null;
      places.push(live[next]);
      next += 1;
    }
    return places;
  }

  // Finds which new node is which old one: a mapping of places.
  function match(was, is) {
    const pairs = new Map();
    let [start, wasEnd, isEnd] = [0, was.length, is.length];
    while (start < wasEnd && start < isEnd && was[start].isEqualNode(is[start])) {
      pairs.set(start, start);
      start += 1;
    }
    while (wasEnd > start && isEnd > start && was[wasEnd - 1].isEqualNode(is[isEnd - 1])) {
      wasEnd -= 1;
      isEnd -= 1;
      pairs.set(isEnd, wasEnd);
    }
    const anchors = [...longestCommon(was, is, start, wasEnd, isEnd), [wasEnd, isEnd]];
    let [wasNext, isNext] = [start, start];
    for (const [wasAnchor, isAnchor] of anchors) {
      while (isNext < isAnchor) {
        let found = wasNext;
        while (found < wasAnchor && !isKind(was[found], is[isNext])) found += 1;
        if (found < wasAnchor) {
          pairs.set(isNext, found);
          wasNext = found + 1;
        }
        isNext += 1;
      }
      if (isAnchor < isEnd) pairs.set(isAnchor, wasAnchor);
      [wasNext, isNext] = [wasAnchor + 1, isAnchor + 1];
    }
    return pairs;
  }

  const MOST_COMPARED = 250_000;

  function longestCommon(was, is, start, wasEnd, isEnd) {
    const [height, width] = [wasEnd - start, isEnd - start];
    if (height * width > MOST_COMPARED) return [];
    const text = (node) => node.outerHTML ?? `${node.nodeName}${node.data}`;
    const left = was.slice(start, wasEnd).map(text);
    const top = is.slice(start, isEnd).map(text);
    const longest = Array.from({ length: height + 1 }, () => new Uint16Array(width + 1));
    for (let row = height - 1; row >= 0; row -= 1) {
      for (let column = width - 1; column >= 0; column -= 1) {
        longest[row][column] =
          left[row] === top[column]
            ? longest[row + 1][column + 1] + 1
            : Math.max(longest[row + 1][column], longest[row][column + 1]);
      }
    }
    const found = [];
    let [row, column] = [0, 0];
    while (row < height && column < width) {
      if (left[row] === top[column]) {
        found.push([start + row, start + column]);
        row += 1;
        column += 1;
      } else if (longest[row + 1][column] >= longest[row][column + 1]) row += 1;
      else column += 1;
    }
    return found;
  }

  // --- What is said on top of the page, in a tree of its own

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; }
    section, aside, p, button.about {
      color: #1b1b1b; background: #fff; border: 1px solid #767676;
      font: 14px/1.5 system-ui, sans-serif; position: fixed; z-index: 2147483647; margin: 0;
    }
    section, aside { inset: auto 0 0 0; max-height: 70vh; overflow: auto; padding: 1rem; }
    section { border-top: 4px solid #b00020; }
    aside { border-top: 4px solid #1d5fa8; }
    p { inset: 0 0 auto 0; padding: .4rem 1rem; background: #fff3c4; text-align: center; }
    p + p { top: 2.2rem; }
    h2 { font-size: 1rem; margin: 0 5rem .5rem 0; }
    pre { font: 13px/1.45 ui-monospace, monospace; margin: .5rem 0; overflow: auto; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 0; }
    dt { font-weight: bold; }
    dd { margin: 0; overflow-wrap: anywhere; }
    a { color: #0b4f9e; }
    button { font: inherit; color: inherit; background: #f1f1f1; border: 1px solid #767676;
      padding: .1rem .6rem; cursor: pointer; }
    button.close { position: absolute; top: .8rem; right: 1rem; }
    button.about { inset: auto auto .5rem .5rem; width: 1.8rem; height: 1.8rem; padding: 0;
      border-radius: 50%; opacity: .6; }
    button.about:hover, button.about:focus-visible { opacity: 1; }
    :focus-visible { outline: 3px solid #1d5fa8; outline-offset: 1px; }
    @media (prefers-color-scheme: dark) {
      section, aside, button.about { color: #f3f3f3; background: #1e1e1e; }
      p { color: #f3f3f3; background: #4a3b00; }
      button { background: #333; }
      a { color: #9cc7ff; }
    }
    @media print { :host { display: none; } }
  `;

  const host = document.createElement("sitewright-preview");
  const tree = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  tree.adoptedStyleSheets = [sheet];

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  function put(id, element) {
    tree.getElementById(id)?.remove();
    if (!element) return;
    element.id = id;
    tree.append(element);
  }

  function tell(id, text) {
    put(id, text ? make("p", { role: "status" }, text) : null);
  }

  function closing(id, then) {
    const button = make("button", { type: "button", class: "close" }, "Close");
    button.onclick = () => {
      put(id, null);
      then?.();
    };
    return button;
  }

  const editing = (place, link) =>
    link ? make("a", { href: link }, place) : make("span", {}, place);

  function showFaults(faults) {
    if (!faults.length) {
      put("faults", null);
      return;
    }
    const count = faults.length === 1 ? "1 error" : `${faults.length} errors`;
    const heading = make("h2", { role: "alert" }, `${count}. The page is as it was before.`);
    const parts = faults.flatMap(({ text, place, link }) => [
      make("pre", { tabindex: 0 }, text),
      ...(link ? [make("a", { href: link }, `Open ${place} in the editor`)] : []),
    ]);
    const box = make("section", { "aria-label": "Errors of the site", tabindex: 0 });
    box.append(heading, closing("faults"), ...parts);
    put("faults", box);
  }

  function showStrip({ source = "", link = "", layouts = [], navigation = [], findings = [] }) {
    const facts = [
      ["Page", editing(source || "of no source", link)],
      ["Layouts", layouts.join(" › ") || "none"],
      ["Navigation", navigation.join(" › ") || "not in it"],
      ["Findings", findings.length ? String(findings.length) : "none"],
    ];
    const list = make("dl", {});
    for (const [name, value] of facts) list.append(make("dt", {}, name), make("dd", {}, value));
    const texts = findings.map((text) => make("pre", { tabindex: 0 }, text));
    const heading = make("h2", { tabindex: -1 }, "About this page");
    const box = make("aside", { "aria-label": "About this page" });
    box.append(heading, closing("about", () => about.focus()), list, ...texts);
    put("about", box);
    heading.focus();
  }

  function toggleStrip() {
    if (tree.getElementById("about")) put("about", null);
    else if (socket.readyState === WebSocket.OPEN) socket.send('{"kind":"about"}');
  }

  const about = make("button", {
    type: "button",
    class: "about",
    title: "About this page (Alt+Shift+S)",
    "aria-label": "About this page",
  }, "i");
  about.onclick = toggleStrip;
  tree.append(about);

  addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const id of ["faults", "about"]) put(id, null);
    if (event.altKey && event.shiftKey && event.code === "KeyS") toggleStrip();
  });
  addEventListener("pagehide", () => {
    isLeaving = true;
    socket.close();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && connect());
  for (const name of ["focus", "online"]) addEventListener(name, hurry);
  document.addEventListener("visibilitychange", hurry);

  document.documentElement.append(host);
  connect();
})();
