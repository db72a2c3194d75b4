(() => {
  "use strict";
  const $ = (selector) => document.querySelector(selector);
  const words = JSON.parse(document.body.dataset.words), lang = document.body.dataset.lang;
  const text = $("#text"), status = $("#status");
  let last = null, problems = [];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const say = (message) => {
    status.textContent = message;
    clearTimeout(say.timer);
    if (message) say.timer = setTimeout(() => { status.textContent = ""; }, 4000);
  };
  const fail = (message) => { // stays until the next message
    say(words.failed + message);
    clearTimeout(say.timer);
  };
  const ask = async (path, body) => {
    const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const value = await answer.json();
    if (!answer.ok) throw new Error(value.error);
    return value;
  };
  const card = (name) => {
    const kind = words["kind_" + name.kind];
    const item = make("li", { className: "card" });
    const head = make("h3", {}, name.name);
    if (name.url) head.replaceChildren(make("a", { href: name.url, rel: "noopener noreferrer" }, name.name));
    item.append(head);
    const line = make("p");
    if (name.hanzi) line.append(make("span", { className: "hanzi", lang: "zh" }, name.hanzi), " ");
    if (name.pinyin) line.append(make("span", { lang: "zh-Latn-pinyin" }, name.pinyin));
    if (line.childNodes.length) item.append(line);
    if (name.description) item.append(make("p", {}, name.description));
    item.append(make("p", { className: "meta" }, [kind, `${name.count}×`, ...(name.id ? [] : [words.unknown])].join(" · ")));
    const list = make("dl");
    for (const [what, why] of name.reasons) list.append(make("dt", {}, what), make("dd", {}, why));
    for (const other of name.candidates)
      list.append(make("dt", {}, words.candidates), make("dd", {}, `${other.name} (${other.hanzi})${other.description ? ": " + other.description : ""}`));
    item.append(make("details", {}, make("summary", {}, words.reasons), list));
    if (document.body.dataset.reports) {
      const button = make("button", { type: "button", className: "quiet" }, words.report);
      button.setAttribute("aria-label", `${words.report}: ${name.name}`);
      button.addEventListener("click", () => openReport(name));
      item.append(button);
    }
    return item;
  };
  const showProblems = (found) => {
    problems = found.problems;
    const list = $("#problems ul");
    list.replaceChildren();
    $("#problems").hidden = !found.available;
    $("#fix-all").hidden = !problems.some((problem) => problem.safe && problem.fix !== null);
    if (!problems.length) list.append(make("li", {}, words.no_problems));
    for (const problem of problems) {
      const item = make("li", {}, make("code", {}, problem.code), make("p", {}, problem.message));
      if (problem.fix !== null) {
        const button = make("button", { type: "button", className: "quiet" }, words.fix);
        button.setAttribute("aria-label", `${words.fix} ${problem.code}: ${problem.seen} → ${problem.fix}`);
        button.title = `${problem.seen} → ${problem.fix}`;
        button.addEventListener("click", () => mend([problem]));
        item.append(button);
      }
      list.append(item);
    }
  };
  const mend = (chosen) => {
    let value = text.value, place = Infinity;
    for (const problem of [...chosen].sort((a, b) => b.start - a.start)) {
      if (problem.end > place) continue;
      value = value.slice(0, problem.start) + problem.fix + value.slice(problem.end);
      place = problem.start;
    }
    text.value = value;
    run();
  };
  const run = async () => {
    const value = text.value, format = $("#format").value;
    say(words.working);
    $("#form").setAttribute("aria-busy", "true");
    try {
      last = await ask("/api/annotate", { text: value, format, lang, repeat: $("#repeat").value });
      $("#preview").innerHTML = last.preview; // made and escaped by the server from plain text
      if (!last.preview) $("#preview").textContent = words.no_names;
      $("#copies").hidden = false;
      $("#names").hidden = !last.names.length;
      $("#names ul").replaceChildren(...last.names.map(card));
      showProblems(await ask("/api/lint", { text: value, lang, offsets: "utf-16" }));
      say(last.names.length ? `${last.names.length} ${words.found}` : words.no_names);
    } catch (error) {
      fail(error.message);
    }
    $("#form").removeAttribute("aria-busy");
  };
  const openReport = (name) => {
    const dialog = $("#report"), form = dialog.querySelector("form");
    form.reset();
    form.elements.name.value = name.name;
    form.elements.hans.value = name.hanzi;
    form.elements.pinyin.value = name.pinyin || "";
    form.elements.description.value = name.description;
    dialog.returnValue = "";
    dialog.onclose = async () => {
      if (dialog.returnValue !== "send") return;
      const body = { text: last.text, start: name.start, end: name.end, id: name.id || "", kind: name.kind };
      for (const field of ["name", "hans", "pinyin", "description", "note"]) body[field] = form.elements[field].value;
      try { say(words.saved + (await ask("/api/report", body)).saved); } catch (error) { fail(error.message); }
    };
    dialog.showModal();
  };
  const take = async (file) => {
    if (!file) return;
    text.value = await file.text();
    $("#format").value = /\.html?$/i.test(file.name) ? "html" : /\.(md|markdown)$/i.test(file.name) ? "markdown" : "text";
    run();
  };
  const kept = ["text", "format", "repeat"];
  try { // what was pasted follows the reader into the other language, and is taken out at once
    const values = JSON.parse(sessionStorage.getItem("glossary") || "{}");
    sessionStorage.removeItem("glossary");
    for (const id of kept) if (values[id]) $("#" + id).value = values[id];
    $("a.lang").addEventListener("click", () => {
      try { sessionStorage.setItem("glossary", JSON.stringify(Object.fromEntries(kept.map((id) => [id, $("#" + id).value])))); } catch {}
    });
  } catch {} // no storage here
  $("#form").addEventListener("submit", (event) => { event.preventDefault(); run(); });
  text.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run(); });
  $("#file").addEventListener("change", (event) => take(event.target.files[0]));
  for (const kind of ["dragover", "dragleave", "drop"])
    text.addEventListener(kind, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      text.classList.toggle("over", kind === "dragover");
      if (kind === "drop") take(event.dataTransfer.files[0]);
    });
  $("#fix-all").addEventListener("click", () => mend(problems.filter((problem) => problem.safe && problem.fix !== null)));
  $("#example").addEventListener("click", () => {
    text.value = "Presiden Tiongkok, Xi Jinping(习近平) menelepon Vladimir Putin. Juru bicara Kementerian Luar Negeri, Mao Ning (毛宁), " +
      "mengatakan keduanya juga membahas Laut Tiongkok Selatan.\n\nDi Beijing (北京市), penulis Zhang Changhao (张长浩) membuka pameran " +
      "tentang Ouyang Xiu (欧阳修) di Universitas Tsinghua (清华大学).";
    $("#format").value = "text";
    run();
  });
  for (const button of document.querySelectorAll("[data-copy]"))
    button.addEventListener("click", async () => {
      const value = last[button.dataset.copy];
      try { await navigator.clipboard.writeText(value); say(words.copied); }
      catch { // no permission, or no secure context: select it in a field, and copy from there
        const field = make("textarea", { value });
        document.body.append(field);
        field.select();
        say(document.execCommand("copy") ? words.copied : words.failed);
        field.remove();
        button.focus();
      }
    });
})();
