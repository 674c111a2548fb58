// Makes the page quicker to work with; all of it can be read without. Choose which labels are shown, go from contrast to
// contrast with n and p, and see at once where a statement stands on the other side.
(() => {
  "use strict";
  const labels = { contrasting: "◆ Contrasting", omitted: "▽ Omitted", added: "▲ Added", matched: "■ Matched" };
  const bar = document.querySelector(".filter");
  const labelled = [...document.querySelectorAll("[data-label]")];
  const buttons = Object.entries(labels).map(([label, words]) => {
    const own = labelled.filter((element) => element.dataset.label === label);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tag " + label;
    button.textContent = words;
    button.disabled = own.length === 0;
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      for (const element of own) element.classList.toggle("left-out", !shown);
    });
    bar.append(button);
    return { button, own };
  });
  bar.hidden = false;

  // Whoever follows a link to something left out wants to see it.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (const { button, own } of buttons) if (own.includes(target) && button.getAttribute("aria-pressed") !== "true") button.click();
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);

  const contrasts = [...document.querySelectorAll(".card")];
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !contrasts.length || !"np".includes(event.key)) return;
    const here = contrasts.findIndex((card) => "#" + card.id === location.hash);
    const step = event.key === "n" ? here + 1 : here - 1;
    location.hash = contrasts[(step + contrasts.length) % contrasts.length].id;
  });

  // A statement under the pointer lights up with everything paired with it, in the running texts too.
  const partners = new Map();
  for (const row of document.querySelectorAll(".row")) {
    const ids = [...row.querySelectorAll("a.ref")].map((link) => link.hash.slice(1));
    for (const id of ids) partners.set(id, [...(partners.get(id) || []), row, ...ids.map((other) => document.getElementById(other))]);
  }
  for (const statement of document.querySelectorAll(".statement[id]")) {
    const light = (on) => (partners.get(statement.id) || []).forEach((other) => other && other.classList.toggle("lit", on));
    statement.addEventListener("pointerenter", () => light(true));
    statement.addEventListener("pointerleave", () => light(false));
  }
})();
