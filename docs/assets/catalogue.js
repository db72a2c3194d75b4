// The search of the catalogue: every form of every entry, without regard to case, tones, spaces and hyphens.
(function () {
  "use strict";
  const box = document.querySelector(".catalogue-search");
  if (!box) return;
  const input = box.querySelector("input");
  const count = box.querySelector(".catalogue-count");
  const list = box.querySelector(".catalogue-results");
  const kinds = box.dataset.kinds.split("|");
  const MOST = 60;
  let forms = null; // an array of [key, how much the form weighs, number of the entry]

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  }

  function prepare() {
    if (forms || !window.glossaryEntries) return;
    forms = [];
    window.glossaryEntries.forEach(function (entry, number) {
      const [, name, hans, hant, pinyin, , others] = entry;
      for (const form of [name, hans, hant]) if (form) forms.push([fold(form), 0, number]);
      for (const form of [pinyin, ...others]) if (form) forms.push([fold(form), 1, number]);
    });
  }

  function find(query) {
    const key = fold(query);
    if (!key || !forms) return [];
    const best = new Map(); // number of an entry -> rank, the smaller the better
    for (const [form, weight, number] of forms) {
      const place = form.indexOf(key);
      if (place < 0) continue;
      const rank = (form === key ? 0 : place === 0 ? 2 : 4) + weight + form.length / 1000;
      if (!best.has(number) || rank < best.get(number)) best.set(number, rank);
    }
    return [...best].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map((pair) => window.glossaryEntries[pair[0]]);
  }

  function element(name, text, attributes) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    return made;
  }

  function show() {
    prepare();
    const query = input.value.trim();
    const found = find(query);
    list.replaceChildren();
    count.textContent = query && forms ? (found.length ? box.dataset.found.replace("{}", found.length) : box.dataset.none) : "";
    for (const [id, name, hans, hant, pinyin, kind] of found.slice(0, MOST)) {
      const letter = /^[a-z]/.test(id) ? id[0] : "0";
      const item = document.createElement("li");
      item.append(
        element("a", name, { href: `${box.dataset.place}${letter}/#${id}` }), " ",
        element("span", hans + (hant ? ` (${hant})` : ""), { lang: "zh-Hans" }), " ",
        element("span", pinyin, { lang: "zh-Latn-pinyin" }), " ",
        element("small", kinds[kind])
      );
      list.append(item);
    }
    if (found.length > MOST) list.append(element("li", "…"));
    const address = new URL(location.href);
    if (query) address.searchParams.set("nama", query);
    else address.searchParams.delete("nama");
    if (location.protocol !== "file:") history.replaceState(null, "", address);
  }

  input.addEventListener("input", show);
  input.value = new URLSearchParams(location.search).get("nama") || input.value;
  if (input.value) show();
})();
