// The template editor: line numbers, the picture soon after typing stops, errors at their line. Without it the buttons work.
{
  const form = document.getElementById("trial");
  if (form !== null) {
    const text = document.getElementById("text");
    const numbers = document.getElementById("numbers");
    const picture = document.getElementById("picture");
    const figure = document.getElementById("figure");
    const stale = document.getElementById("stale");
    const findings = document.getElementById("findings");
    const unsaved = document.getElementById("unsaved");
    const use = document.getElementById("use");
    const saved = unsaved.hidden ? text.value : null;
    const rows = document.createElement("div");
    numbers.append(rows);
    let marks = [];
    let asked = 0;
    let timer = 0;
    let isAsking = false;
    let isAgain = false;
    let isLeaving = false;
    let mayLeave = false;

    const number = () => {
      const count = text.value.split("\n").length;
      while (rows.childElementCount > count) rows.lastElementChild.remove();
      while (rows.childElementCount < count) {
        const row = document.createElement("span");
        row.textContent = String(rows.childElementCount + 1);
        rows.append(row);
      }
      follow();
    };
    const follow = () => {
      rows.style.transform = `translateY(${-text.scrollTop}px)`;
    };
    const mark = () => {
      for (const row of rows.children) row.className = "";
      for (const { kind, line } of [...marks].reverse()) {
        const row = rows.children[line - 1];
        if (row !== undefined) row.className = kind;
      }
    };
    const marksOf = () =>
      [...findings.querySelectorAll("[data-line]")].map((link) => ({
        kind: link.closest("li").className,
        line: Number(link.dataset.line),
      }));

    const dim = (words) => {
      figure.className = "stale";
      stale.textContent = words;
      stale.hidden = false;
    };
    const show = (trial) => {
      if (findings.innerHTML !== trial.findings) findings.innerHTML = trial.findings;
      marks = trial.lines;
      mark();
      if (trial.picture === null) return dim(trial.stale);
      // The old picture stays until the new one is there: nothing flickers.
      const next = new Image();
      const mine = ++asked;
      next.onload = () => {
        if (mine !== asked) return;
        picture.src = next.src;
        picture.hidden = false;
        form.elements.picture.value = trial.picture;
        figure.className = "";
        stale.hidden = true;
      };
      next.src = trial.address;
    };
    const ask = async () => {
      if (isAsking) {
        isAgain = true;
        return;
      }
      isAsking = true;
      try {
        const body = new URLSearchParams(new FormData(form));
        body.set("language", document.documentElement.lang);
        const answer = await fetch(`${form.getAttribute("action")}/preview`, { method: "POST", body });
        if (!answer.ok) throw new Error(String(answer.status));
        show(await answer.json());
      } catch {
        if (!isLeaving) dim(form.dataset.lost);
      }
      isAsking = false;
      if (isAgain) {
        isAgain = false;
        ask();
      }
    };
    const soon = (delayMs) => {
      clearTimeout(timer);
      timer = setTimeout(ask, delayMs);
    };

    text.addEventListener("input", () => {
      number();
      unsaved.hidden = text.value === saved;
      soon(400);
    });
    text.addEventListener("scroll", follow);
    form.addEventListener("change", (event) => event.target !== text && soon(0));
    text.addEventListener("keydown", (event) => {
      if (event.key === "Escape") mayLeave = true;
      else if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && !mayLeave) {
        event.preventDefault();
        // The one way that the browser's own undo knows of.
        // deno-lint-ignore no-boolean-literal-for-arguments
        if (!document.execCommand("insertText", false, "  ")) text.setRangeText("  ");
      } else if (event.key !== "Tab" && event.key !== "Shift") mayLeave = false;
    });
    text.addEventListener("blur", () => mayLeave = false);
    form.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
        event.preventDefault();
        form.requestSubmit(document.getElementById("save"));
      }
    });
    findings.addEventListener("click", (event) => {
      const link = event.target.closest("[data-line]");
      if (link === null) return;
      event.preventDefault();
      const lines = text.value.split("\n");
      const line = Number(link.dataset.line) - 1;
      const at = lines.slice(0, line).join("\n").length + (line > 0 ? 1 : 0) + Number(link.dataset.column) - 1;
      text.focus();
      text.setSelectionRange(at, at + (lines[line] ?? "").length - Number(link.dataset.column) + 1);
      text.scrollTop = Math.max(0, line * 22 - text.clientHeight / 2);
    });
    document.getElementById("preview").addEventListener("click", (event) => {
      event.preventDefault();
      soon(0);
    });
    form.addEventListener("submit", () => isLeaving = true);
    addEventListener("pageshow", () => isLeaving = false);
    addEventListener("beforeunload", (event) => {
      if (!isLeaving && !unsaved.hidden) event.preventDefault();
    });

    const watch = async () => {
      if (use.dataset.state !== "notYet") return;
      const answer = await fetch(`${form.getAttribute("action")}/state?lang=${document.documentElement.lang}`)
        .then((one) => one.json()).catch(() => null);
      if (answer !== null && answer.state !== use.dataset.state) {
        use.dataset.state = answer.state;
        use.textContent = answer.text;
      }
      setTimeout(watch, 1000);
    };

    document.getElementById("keys").hidden = false;
    number();
    marks = marksOf();
    mark();
    setTimeout(watch, 1000);
    if (figure.className === "awaited") soon(0);
  }
}
