// The switch between light and dark, and menus that close. All else works without scripts.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const scheme = () => root.dataset.scheme || (system.matches ? "dark" : "light");
  const button = document.querySelector(".scheme-switch");

  const show = () => button.setAttribute("aria-pressed", String(scheme() === "dark"));
  button.addEventListener("click", () => {
    const chosen = scheme() === "dark" ? "light" : "dark";
    // What the system says anyway is not remembered, so that the site follows it again.
    if ((chosen === "dark") === system.matches) delete root.dataset.scheme;
    else root.dataset.scheme = chosen;
    try {
      if (root.dataset.scheme) localStorage.setItem("scheme", chosen);
      else localStorage.removeItem("scheme");
    } catch {
      // Where nothing may be kept, the choice holds for this page.
    }
    show();
  });
  system.addEventListener("change", show);
  show();

  const opened = () => document.querySelectorAll(".site-menu details[open]");
  const close = (details) => details.removeAttribute("open");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const details of opened()) {
      const inside = details.contains(document.activeElement);
      close(details);
      if (inside) details.querySelector("summary").focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    document.addEventListener(kind, (event) => {
      for (const details of opened()) if (!details.contains(event.target)) close(details);
    });
  }
})();
