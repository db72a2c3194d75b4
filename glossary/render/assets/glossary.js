/* Cards for names annotated by glossary: at hover, focus and tap; Escape closes. And switches:
   <button type="button" data-glossary-switch="pinyin">, or "tones". */
(() => {
  "use strict";
  const root = document.documentElement;
  let card, shown;
  const close = () => {
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  };
  const open = (name) => {
    if (name === shown) return;
    close();
    if (name.title) {
      name.dataset.glossary = name.title;
      name.removeAttribute("title");
    }
    if (!name.dataset.glossary) return;
    if (!card) {
      card = document.createElement("div");
      card.className = "glossary-card";
      card.id = "glossary-card";
      card.setAttribute("role", "tooltip");
    }
    (name.closest("main, article, section") || document.body).append(card);
    card.textContent = name.dataset.glossary;
    card.hidden = false;
    name.setAttribute("aria-describedby", card.id);
    shown = name;
    const box = name.getBoundingClientRect(), width = root.clientWidth;
    card.style.left = card.style.top = "0";
    const size = card.getBoundingClientRect();
    const below = box.bottom + size.height + 8 < root.clientHeight || box.top < size.height + 8;
    card.style.left = Math.max(8, Math.min(box.left, width - size.width - 8)) + "px";
    card.style.top = (below ? box.bottom + 6 : box.top - size.height - 6) + "px";
  };
  const at = (event) => event.target instanceof Element && event.target.closest(".glossary");
  for (const kind of ["pointerover", "focusin", "click"])
    document.addEventListener(kind, (event) => {
      const name = at(event);
      if (name) open(name);
      else if (!card || !card.contains(event.target)) close();
    });
  document.addEventListener("focusout", close);
  document.addEventListener("scroll", close, { capture: true, passive: true });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  const key = (what) => "glossary-no-" + what;
  const show = () => {
    for (const button of document.querySelectorAll("[data-glossary-switch]"))
      button.setAttribute("aria-pressed", String(!root.classList.contains(key(button.dataset.glossarySwitch))));
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-glossary-switch]");
    if (!button) return;
    const off = root.classList.toggle(key(button.dataset.glossarySwitch));
    try { localStorage.setItem(key(button.dataset.glossarySwitch), off ? "1" : ""); } catch { /* no storage: until reload */ }
    show();
  });
  for (const what of ["pinyin", "tones"])
    try { if (localStorage.getItem(key(what))) root.classList.add(key(what)); } catch { /* no storage */ }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
