// The review page: look with j and k, decide with one key, undo anything. The server holds the truth: every decision is on
// its disk before it answers, and the page shows what it answered. Looking never decides.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const body = document.body;
  const list = document.querySelector(".items");
  const texts = { official: byId("text-official"), press: byId("text-press") };
  const shapes = { contrasting: "◆", omitted: "▽", added: "▲", matched: "■" };
  const kinds = [...byId("of-kind").options].slice(1).map((option) => option.value);
  const linked = ["matched", "contrasting"];
  const report = body.dataset.report;
  let seq = Number(body.dataset.seq);
  let epoch = Number(body.dataset.epoch);
  let current = null;
  let mode = null; // choosing statements: { what, item, chosen: { official, press }, cursor, label, kinds }
  let waiting = 0; // changes sent and not answered
  let isLeaving = false; // the page loads itself anew: nobody needs to be asked
  const items = new Map([...list.children].map((item) => [item.dataset.pair, item]));

  // What the page remembers over a reload.
  const memory = (name, value) => {
    try {
      if (value !== undefined) sessionStorage.setItem(name, value);
      return sessionStorage.getItem(name);
    } catch {
      return null;
    }
  };

  const say = (text, isTrouble = false) => {
    byId("message").textContent = text;
    byId("message").classList.toggle("trouble", isTrouble);
  };

  // --- pairs and their statements ---------------------------------------------------------------------------------------

  const sidesOf = (item) => {
    const side = (name) => [...item.querySelectorAll(".side." + name + " [data-for]")].map((one) => byId(one.dataset.for)).filter(Boolean);
    return { official: side("official"), press: side("press") };
  };
  const ids = (spans) => spans.map((span) => span.dataset.statement);
  const sideOf = (span) => span.closest(".text").dataset.side;

  // --- filters ----------------------------------------------------------------------------------------------------------

  const chips = [...document.querySelectorAll(".chip[data-label]")];
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";
  const fits = (item, wanted) =>
    wanted.labels.has(item.dataset.label) &&
    (!wanted.state || (wanted.state === "noted" ? item.dataset.noted === "yes" : item.dataset.state === wanted.state)) &&
    (!wanted.kind || item.dataset.kinds.split(" ").includes(wanted.kind)) &&
    (!wanted.strength || item.dataset.strength === wanted.strength);

  const filter = () => {
    const wanted = {
      labels: new Set(chips.filter(isPressed).map((chip) => chip.dataset.label)),
      state: byId("of-state").value,
      kind: byId("of-kind").value,
      strength: byId("of-strength").value,
    };
    const counts = {};
    let shown = 0;
    let open = 0;
    for (const item of list.children) {
      counts[item.dataset.label] = (counts[item.dataset.label] || 0) + 1;
      const hides = !fits(item, wanted);
      if (item.hidden !== hides) item.hidden = hides;
      if (!hides) {
        shown += 1;
        if (item.dataset.state === "machine") open += 1;
      }
    }
    for (const chip of chips) chip.querySelector(".count").textContent = counts[chip.dataset.label] || 0;
    byId("shown").textContent = shown === list.children.length ? shown + " pairs" : shown + " of " + list.children.length + " pairs shown";
    byId("none").hidden = shown > 0;
    byId("confirm-all").disabled = open === 0;
    byId("confirm-all").textContent = open ? "Confirm all " + open + " shown" : "Confirm all shown";
  };

  const showAll = () => {
    for (const chip of chips) chip.setAttribute("aria-pressed", "true");
    for (const id of ["of-state", "of-kind", "of-strength"]) byId(id).value = "";
    filter();
  };
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      chip.setAttribute("aria-pressed", String(!isPressed(chip)));
      filter();
    });
  }
  for (const id of ["of-state", "of-kind", "of-strength"]) byId(id).addEventListener("change", filter);

  // --- looking ----------------------------------------------------------------------------------------------------------

  const lit = new Map(); // the words of a statement as they were before they were marked

  const unlight = () => {
    for (const [span, words] of lit) {
      span.classList.remove("lit");
      span.querySelector(".words").replaceChildren(...words);
    }
    lit.clear();
  };

  const light = (item) => {
    unlight();
    for (const passage of item.querySelectorAll("[data-for]")) {
      const span = byId(passage.dataset.for);
      if (!span || lit.has(span)) continue;
      const words = span.querySelector(".words");
      lit.set(span, [...words.childNodes]);
      words.replaceChildren(...[...passage.querySelector(".words").childNodes].map((node) => node.cloneNode(true)));
      span.classList.add("lit");
    }
  };

  const isShown = (panel) => panel.offsetParent !== null;

  // Scroll statements into sight, each in its own text: first all is measured, then all is moved, so that the browser lays the
  // page out once; and once more where paragraphs on the way got their true height only when they were shown.
  const bring = (...spans) => {
    const place = () => {
      const moves = spans.map((span) => {
        const panel = span.closest(".text");
        if (!isShown(panel)) return null;
        const offset = span.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight * 0.3;
        return [panel, panel.scrollTop + offset, offset];
      });
      for (const move of moves) if (move && Math.abs(move[2]) > 2) move[0].scrollTop = move[1];
      return moves.some((move) => move && Math.abs(move[2]) > 2);
    };
    if (place()) requestAnimationFrame(place);
  };

  const look = () => {
    if (!current) return;
    const sides = sidesOf(current);
    light(current);
    bring(...[sides.official[0], sides.press[0]].filter(Boolean));
    drawSoon();
  };

  const select = (item, { focus = true } = {}) => {
    if (current) {
      current.removeAttribute("aria-current");
      current.tabIndex = -1;
    }
    current = item;
    if (!item) {
      unlight();
      drawSoon();
      return;
    }
    item.setAttribute("aria-current", "true");
    item.tabIndex = 0;
    memory("pair", item.dataset.pair);
    if (isShown(list)) {
      if (focus) item.focus({ preventScroll: true });
      item.scrollIntoView({ block: "nearest" });
    }
    look();
  };

  const neighbour = (item, step) => {
    let other = item;
    do other = step > 0 ? other.nextElementSibling : other.previousElementSibling;
    while (other && other.hidden);
    return other;
  };
  const first = () => [...list.children].find((item) => !item.hidden) || null;
  const move = (step) => {
    const next = current && !current.hidden ? neighbour(current, step) : first();
    if (next) {
      say("");
      select(next);
    } else say(step > 0 ? "This is the last pair shown." : "This is the first pair shown.");
  };

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a.ref");
    if (link) event.preventDefault();
    const item = event.target.closest(".item");
    if (!item) return;
    if (mode) leave();
    select(item);
    if (link) {
      const span = byId(link.hash.slice(1));
      if (span) {
        showPanel(span.closest(".text").id);
        bring(span);
      }
    }
  });

  // --- panels of a narrow window ----------------------------------------------------------------------------------------

  const tabs = [...document.querySelectorAll(".panels button")];
  const showPanel = (id) => {
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.panel === id));
    body.dataset.panel = id;
    if (id !== "pairs") look();
    else if (current) current.scrollIntoView({ block: "nearest" });
    drawSoon();
  };
  for (const tab of tabs) tab.addEventListener("click", () => showPanel(tab.dataset.panel));
  body.dataset.panel = "pairs";

  // --- ribbons ----------------------------------------------------------------------------------------------------------

  const svg = byId("ribbons");
  const seen = { official: new Set(), press: new Set() }; // stretches of the texts that are in sight
  const order = new WeakMap();
  let drawing = false;

  const watch = (side) => {
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) seen[side][entry.isIntersecting ? "add" : "delete"](entry.target);
        drawSoon();
      },
      { root: texts[side] },
    );
    texts[side].querySelectorAll(".stretch").forEach((stretch, index) => {
      order.set(stretch, index);
      watcher.observe(stretch);
    });
    texts[side].addEventListener("scroll", drawSoon, { passive: true });
  };
  const inSight = (side) => [...seen[side]].sort((one, other) => order.get(one) - order.get(other));

  function drawSoon() {
    if (drawing) return;
    drawing = true;
    requestAnimationFrame(() => {
      drawing = false;
      draw();
    });
  }

  // Where a statement meets the gutter: its top and bottom there, or the edge beyond which it lies. Statements out of sight
  // are not measured: the browser has not laid them out.
  const ends = (span, side, box, edges) => {
    const stretch = span.closest(".stretch");
    if (!seen[side].has(stretch)) {
      const y = order.get(stretch) < edges[side] ? 0 : box.height;
      return [y, y];
    }
    const rect = span.getBoundingClientRect();
    const clamp = (y) => Math.min(box.height, Math.max(0, y - box.top));
    return [clamp(rect.top), clamp(rect.bottom)];
  };

  const SPACE = "http://www.w3.org/2000/svg";
  const draw = () => {
    const box = svg.getBoundingClientRect();
    if (!box.width || !box.height) return;
    const found = new Map();
    const edges = {};
    for (const side of ["official", "press"]) {
      const stretches = inSight(side);
      edges[side] = stretches.length ? order.get(stretches[0]) : 0;
      for (const stretch of stretches) {
        for (const span of stretch.querySelectorAll(".statement")) {
          for (const pair of span.dataset.pairs.split(" ")) {
            const item = items.get(pair);
            if (item && linked.includes(item.dataset.label)) found.set(pair, item);
          }
        }
      }
    }
    const paths = [];
    for (const item of [...found.values()].sort((one, other) => (one === current) - (other === current))) {
      const sides = sidesOf(item);
      for (const left of sides.official) {
        for (const right of sides.press) {
          const [a, b] = ends(left, "official", box, edges);
          const [c, d] = ends(right, "press", box, edges);
          // Of the pair that is looked at, also the way to a partner out of sight; of others that would be a thicket.
          const isBeyond = (y, z) => z <= 0 || y >= box.height;
          if (item === current ? isBeyond(Math.min(a, c), Math.max(b, d)) : isBeyond(a, b) || isBeyond(c, d)) continue;
          const path = document.createElementNS(SPACE, "path");
          const w = box.width;
          const m = w / 2;
          path.setAttribute("d", `M0 ${a}C${m} ${a} ${m} ${c} ${w} ${c}L${w} ${d}C${m} ${d} ${m} ${b} 0 ${b}Z`);
          path.setAttribute("class", "ribbon " + item.dataset.label + (item === current ? " current" : ""));
          paths.push(path);
        }
      }
    }
    svg.replaceChildren(...paths);
  };

  // --- talking to the server --------------------------------------------------------------------------------------------

  let queue = Promise.resolve();

  const trouble = {
    404: "The review was started anew since. Open the address it printed; what was decided is there.",
    stopped: "The review has stopped. Start it again with the same command: nothing that was saved is lost.",
  };

  const send = (name, content, item) => {
    waiting += 1;
    if (item) item.classList.add("pending");
    const result = queue.then(() => post(name, content));
    queue = result.then(
      () => {},
      () => {},
    );
    return result.finally(() => {
      waiting -= 1;
      if (item) item.classList.remove("pending");
    });
  };

  const post = async (name, content) => {
    let answer;
    try {
      answer = await fetch(report + "/" + name, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...content, by: byId("by").value, since: seq, epoch }),
      });
    } catch {
      throw new Error("Not saved. " + trouble.stopped);
    }
    if (answer.status === 404) throw new Error("Not saved. " + trouble[404]);
    let update;
    try {
      update = await answer.json();
    } catch {
      throw new Error("Not saved. The answer cannot be read (" + answer.status + ").");
    }
    if (update.seq !== undefined) take(update);
    if (!answer.ok) throw new Error(update.message || "Not saved (" + answer.status + ").");
    return update;
  };

  const parse = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html; // the server's own template, every value in it escaped
    return template.content.querySelector(".item");
  };

  const take = (update) => {
    if (update.reload) {
      isLeaving = true;
      location.reload();
      return;
    }
    seq = update.seq;
    let lostPlace = null; // where the pair stood that was looked at and is gone
    for (const pair of update.gone) {
      const old = items.get(pair);
      if (!old) continue;
      if (old === current) lostPlace = neighbour(old, 1) || neighbour(old, -1);
      items.delete(pair);
      old.remove();
    }
    // Where a pair has become others, those are looked at.
    const heir = current && !current.isConnected && update.items.length ? update.items[0].pair : null;
    let refocus = false;
    let isRenewed = false;
    for (const { pair, after, html } of update.items) {
      const item = parse(html);
      const old = items.get(pair);
      items.set(pair, item);
      if (old === current && old) refocus = refocus || old === document.activeElement;
      const before = after === null ? null : items.get(after);
      if (old) old.remove();
      if (before) before.after(item);
      else list.prepend(item);
      if (old && old === current) {
        current = item;
        isRenewed = true;
      }
    }
    for (const { anchor, label, pairs } of update.statements) {
      const span = byId(anchor);
      if (!span) continue;
      span.className = "statement " + label + (span.classList.contains("lit") ? " lit" : "");
      span.dataset.pairs = pairs.join(" ");
      span.querySelector(".ref").textContent = shapes[label] + span.dataset.statement;
    }
    byId("progress").value = update.progress.reviewed;
    byId("progress").max = update.progress.total;
    byId("counted").textContent = update.progress.words;
    button("undo").disabled = !update.canUndo;
    button("redo").disabled = !update.canRedo;
    filter();
    if (current && !current.isConnected) select(items.get(heir) || (lostPlace && lostPlace.isConnected ? lostPlace : first()), { focus: !mode });
    else if (current) {
      current.setAttribute("aria-current", "true");
      current.tabIndex = 0;
      if (refocus) current.focus({ preventScroll: true });
      if (isRenewed) light(current);
    }
    drawSoon();
  };

  const poll = async () => {
    let pause = 1000;
    try {
      if (!document.hidden && !waiting) {
        const answer = await fetch(report + "/changes?since=" + seq + "&epoch=" + epoch);
        if (answer.status === 200 && !waiting) {
          const update = await answer.json();
          if (!waiting && (update.reload || update.seq > seq)) {
            take(update);
            say("Decided in another window.");
          }
        }
        if (answer.status === 404) say(trouble[404], true);
      }
    } catch {
      say(trouble.stopped, true);
      pause = 3000;
    }
    setTimeout(poll, pause);
  };
  document.addEventListener("visibilitychange", drawSoon);
  addEventListener("beforeunload", (event) => {
    if (waiting && !isLeaving) event.preventDefault();
  });

  // --- deciding ---------------------------------------------------------------------------------------------------------

  const button = (what) => document.querySelector(`.bar [data-do="${what}"]`);
  const orderFor = (item, action, rest) => ({ action, report, pair: item.dataset.pair, version: Number(item.dataset.version), ...rest });

  // Decide about the pair that is looked at and go on to the next; where the server refuses, come back to it.
  const decide = (action, rest = {}, { stay = false } = {}) => {
    const item = current;
    if (!item) return;
    const pair = item.dataset.pair;
    const content = { orders: [orderFor(item, action, rest)] };
    say("");
    const sent = send("decide", content, item);
    if (!stay) {
      const next = neighbour(item, 1);
      if (next) select(next);
    }
    sent.then(
      () => {
        if (!stay && current && current.dataset.pair === pair) say("Saved. This is the last pair shown.");
      },
      (error) => {
        say(error.message, true);
        const again = items.get(pair);
        if (again) select(again);
      },
    );
  };

  const isLinked = (item) => linked.includes(item.dataset.label);

  const relabel = (label, own = []) => {
    if (!current) return;
    if (linked.includes(label) && !isLinked(current)) enter("pair", { label, kinds: own });
    else if (!isLinked(current) && label !== current.dataset.label) say("A statement of this side cannot be " + label + ".", true);
    else decide("relabelled", { label, kinds: own });
  };

  const confirmAll = () => {
    const open = [...list.children].filter((item) => !item.hidden && item.dataset.state === "machine");
    if (!open.length) return;
    say("Confirming " + open.length + " …");
    send("decide", { orders: open.map((item) => orderFor(item, "confirmed")) }).then(
      () => say(open.length + " confirmed. Press u to undo."),
      (error) => say(error.message, true),
    );
  };
  byId("confirm-all").addEventListener("click", confirmAll);

  const backAndForth = (name) => {
    const before = seq;
    send(name, {}).then(
      (update) => {
        say(update.message);
        const shown = update.items && update.items.find(({ pair }) => items.has(pair));
        if (shown && update.seq > before) {
          const item = items.get(shown.pair);
          if (item.hidden) showAll();
          select(item);
        }
      },
      (error) => say(error.message, true),
    );
  };

  // --- choosing statements ----------------------------------------------------------------------------------------------

  const enter = (what, rest = {}) => {
    const sides = sidesOf(current);
    mode = { what, item: current, sides, label: null, kinds: [], ...rest };
    mode.chosen = what === "split" ? { official: new Set(), press: new Set() } : { official: new Set(sides.official), press: new Set(sides.press) };
    body.classList.add("choosing");
    const start = !sides.official.length ? "official" : "press";
    mode.cursor = sides[start][0] || firstSeen(start);
    if (body.dataset.panel === "pairs" && tabs[0].offsetParent !== null) showPanel(texts[start].id);
    tellMode();
    point(mode.cursor);
  };

  const firstSeen = (side) => {
    const top = texts[side].getBoundingClientRect().top;
    const spans = inSight(side).flatMap((stretch) => [...stretch.querySelectorAll(".statement")]);
    return spans.find((span) => span.getBoundingClientRect().top > top + 30) || texts[side].querySelector(".statement");
  };

  const leave = () => {
    for (const span of document.querySelectorAll(".statement.chosen, .statement.cursor")) {
      span.classList.remove("chosen", "cursor");
      span.querySelector(".ref").removeAttribute("aria-pressed");
    }
    mode = null;
    body.classList.remove("choosing");
    byId("mode").hidden = true;
    if (body.dataset.panel !== "pairs") showPanel("pairs");
    if (current) select(current);
  };

  const tellMode = () => {
    for (const side of ["official", "press"]) {
      for (const span of texts[side].querySelectorAll(".statement.chosen")) {
        if (!mode.chosen[side].has(span)) {
          span.classList.remove("chosen");
          span.querySelector(".ref").setAttribute("aria-pressed", "false");
        }
      }
      for (const span of mode.chosen[side]) {
        span.classList.add("chosen");
        span.querySelector(".ref").setAttribute("aria-pressed", "true");
      }
    }
    const names = (side) => ids(inOrder(mode.chosen[side])).join(" ") || "nothing yet";
    const how = mode.what === "split" ? "First part" : mode.label ? "Partners (" + mode.label + ")" : "Partners";
    byId("mode").hidden = false;
    byId("mode").textContent = how + ": " + names("official") + " with " + names("press") + ". Click statements or use the arrows and Space. Enter saves, Esc cancels.";
  };

  const inOrder = (spans) => [...spans].sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));

  const point = (span) => {
    if (!span) return;
    if (mode.cursor) mode.cursor.classList.remove("cursor");
    mode.cursor = span;
    span.classList.add("cursor");
    const ref = span.querySelector(".ref");
    ref.focus({ preventScroll: true });
    const panel = span.closest(".text");
    const [box, rect] = [panel.getBoundingClientRect(), span.getBoundingClientRect()];
    if (rect.top < box.top + 40 || rect.bottom > box.bottom) bring(span);
  };

  const toggle = (span) => {
    const side = sideOf(span);
    if (mode.what === "split" && !mode.sides[side].includes(span)) {
      say("A split has the statements of the pair only.", true);
      return;
    }
    const chosen = mode.chosen[side];
    if (chosen.has(span)) chosen.delete(span);
    else chosen.add(span);
    say("");
    tellMode();
  };

  const step = (by) => {
    const all = [...mode.cursor.closest(".text").querySelectorAll(".statement")];
    point(all[all.indexOf(mode.cursor) + by]);
  };

  const cross = (side) => point(inOrder(mode.chosen[side])[0] || firstSeen(side));

  const part = (spans) => ({ official: ids(inOrder(spans.official)), press: ids(inOrder(spans.press)) });

  const saveMode = (label, own) => {
    const { chosen, sides, what } = mode;
    if (what === "split") {
      const rest = (side) => sides[side].filter((span) => !chosen[side].has(span));
      const parts = [part(chosen), { official: ids(rest("official")), press: ids(rest("press")) }];
      if (parts.some((one) => !one.official.length || !one.press.length)) {
        say("Each part needs a statement of both sides.", true);
        return;
      }
      finish("split", { parts });
      return;
    }
    if (!chosen.official.size || !chosen.press.size) {
      say("A pair needs a statement of both sides.", true);
      return;
    }
    const name = label || mode.label;
    finish("paired", { parts: [part(chosen)], kinds: own || mode.kinds, ...(name ? { label: name } : {}) });
  };

  const finish = (action, rest) => {
    current = mode.item;
    leave();
    decide(action, rest, { stay: true });
  };

  const split = () => {
    if (!current || !isLinked(current)) {
      say("There is nothing to split: the statement stands alone.", true);
      return;
    }
    const sides = sidesOf(current);
    if (sides.official.length + sides.press.length === 2) say("There is nothing to split: the pair has one statement a side.", true);
    else if (sides.official.length > 1 && sides.press.length > 1) enter("split");
    else {
      const parts = sides.official.flatMap((left) => sides.press.map((right) => ({ official: ids([left]), press: ids([right]) })));
      decide("split", { parts }, { stay: true });
    }
  };

  for (const side of ["official", "press"]) {
    texts[side].addEventListener("click", (event) => {
      const restore = event.target.closest(".restore");
      if (restore) {
        const { document: name, start, end } = restore.dataset;
        send("restore", { document: name, start: Number(start), end: Number(end) }).catch((error) => say(error.message, true));
        return;
      }
      const span = event.target.closest(".statement");
      if (!span || String(getSelection())) return;
      if (mode) {
        point(span);
        toggle(span);
        return;
      }
      const own = span.dataset.pairs.split(" ").map((pair) => items.get(pair)).filter(Boolean);
      const next = own[(own.indexOf(current) + 1) % own.length];
      if (!next) return;
      if (next.hidden) showAll();
      select(next);
    });
  }

  document.addEventListener("click", (event) => {
    const settle = event.target.closest(".settle");
    if (!settle) return;
    const { seq: entry, index } = settle.closest("li").dataset;
    const content = { seq: Number(entry), index: Number(index), accept: settle.dataset.accept === "yes" };
    send("settle", content).catch((error) => say(error.message, true));
  });

  // --- dialogs ----------------------------------------------------------------------------------------------------------

  const about = (dialog) => {
    dialog.querySelector(".about").textContent = current.getAttribute("aria-label");
  };

  const noting = byId("noting");
  const note = () => {
    if (!current) return;
    byId("note-text").value = "";
    about(noting);
    noting.showModal();
    byId("note-text").focus();
  };
  const saveNote = () => {
    const text = byId("note-text").value.trim();
    noting.close();
    if (text) decide("noted", { note: text }, { stay: true });
  };

  const contrast = byId("contrast");
  const chooseContrast = () => {
    if (!current) return;
    const own = current.dataset.kinds.split(" ");
    for (const box of contrast.querySelectorAll("[name=kind]")) box.checked = own.includes(box.value);
    for (const radio of contrast.querySelectorAll("[name=strength]")) radio.checked = radio.value === (current.dataset.strength || "clear");
    byId("reason").value = "";
    about(contrast);
    contrast.showModal();
    contrast.querySelector("[name=kind]").focus();
  };
  const saveContrast = () => {
    const own = [...contrast.querySelectorAll("[name=kind]:checked")].map((box) => box.value);
    const strength = contrast.querySelector("[name=strength]:checked").value;
    const reason = byId("reason").value.trim();
    contrast.close();
    if (!own.length) say("A contrast has at least one kind.", true);
    else decide("relabelled", { label: "contrasting", kinds: own, strength, ...(reason ? { note: reason } : {}) });
  };

  for (const [dialog, save] of [[noting, saveNote], [contrast, saveContrast], [byId("help"), null]]) {
    dialog.querySelector(".cancel").addEventListener("click", () => dialog.close());
    if (save) dialog.querySelector(".save").addEventListener("click", save);
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (save && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        save();
      }
      if (dialog === contrast && /^[1-7]$/.test(event.key) && event.target.tagName !== "TEXTAREA") {
        const box = contrast.querySelectorAll("[name=kind]")[Number(event.key) - 1];
        box.checked = !box.checked;
        box.focus();
      }
    });
    dialog.addEventListener("close", () => {
      if (current && !mode) current.focus({ preventScroll: true });
    });
  }

  // --- keys -------------------------------------------------------------------------------------------------------------

  const acts = {
    confirm: () => decide("confirmed"),
    matched: () => relabel("matched"),
    contrasting: () => (current && !isLinked(current) ? say("Give it a partner first: press r, then a digit from 1 to 7.", true) : chooseContrast()),
    omitted: () => relabel("omitted"),
    added: () => relabel("added"),
    reject: () => (current && !isLinked(current) ? say("A statement alone has no partner to be taken from. Press r to give it one.", true) : decide("rejected")),
    pair: () => current && enter("pair"),
    split,
    note,
    undo: () => backAndForth("undo"),
    redo: () => backAndForth("redo"),
    help: () => byId("help").showModal(),
  };
  const keys = { Enter: "confirm", m: "matched", c: "contrasting", o: "omitted", a: "added", x: "reject", r: "pair", s: "split", n: "note", u: "undo", y: "redo", "?": "help" };

  for (const element of document.querySelectorAll(".bar [data-do]")) {
    element.addEventListener("click", () => {
      if (mode && element.dataset.do === "confirm") saveMode();
      else if (mode && element.dataset.do === "matched") saveMode("matched", []);
      else {
        if (mode) leave();
        // A key pressed next is for the pair, not for this button once more.
        if (current) current.focus({ preventScroll: true });
        acts[element.dataset.do]();
      }
    });
  }

  const inMode = (event) => {
    const digit = Number(event.key);
    if (event.key === "Escape") leave();
    else if (event.key === "Enter") saveMode();
    else if (event.key === "m") saveMode("matched", []);
    else if (digit >= 1 && digit <= 7) saveMode("contrasting", [kinds[digit - 1]]);
    else if (event.key === " ") toggle(mode.cursor);
    else if (event.key === "ArrowDown" || event.key === "j") step(1);
    else if (event.key === "ArrowUp" || event.key === "k") step(-1);
    else if (event.key === "ArrowLeft") cross("official");
    else if (event.key === "ArrowRight") cross("press");
    else return;
    event.preventDefault();
  };

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target.closest("input, textarea, select, [contenteditable], dialog")) return;
    if (mode) {
      inMode(event);
      return;
    }
    const isControl = target.closest("button, a, summary");
    if (isControl && (event.key === "Enter" || event.key === " ")) return;
    const isText = target.closest(".text");
    const digit = Number(event.key);
    if (event.key === "Enter" && event.shiftKey) confirmAll();
    else if (event.repeat && event.key !== "j" && event.key !== "k" && !event.key.startsWith("Arrow")) return;
    else if (event.key === "j" || (event.key === "ArrowDown" && !isText)) move(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && !isText)) move(-1);
    else if (event.key === " ") look();
    else if (digit >= 1 && digit <= 7) relabel("contrasting", [kinds[digit - 1]]);
    else if (Object.hasOwn(keys, event.key)) acts[keys[event.key]]();
    else return;
    event.preventDefault();
  });

  // --- begin ------------------------------------------------------------------------------------------------------------

  const by = byId("by");
  by.value = memory("by") || by.value;
  by.addEventListener("change", () => memory("by", by.value));
  addEventListener("resize", drawSoon);
  watch("official");
  watch("press");
  filter();
  const remembered = items.get(memory("pair") || "");
  select(remembered || [...list.children].find((item) => item.dataset.state === "machine") || first(), { focus: document.activeElement === body });
  setTimeout(poll, 1000);
})();
