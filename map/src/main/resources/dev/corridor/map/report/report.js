"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const state = {
    touchpoints: data.opening.touchpoints,
    paths: 0,
    selected: null,
    lit: -1,
  };
  const byId = (id) => document.getElementById(id);
  const maps = [...document.querySelectorAll("svg.map")];
  const base = new Set(data.base);
  const key = (from, to) => from + ">" + to;
  const edgeAt = new Map(data.edges.map((edge, index) => [key(edge.from, edge.to), index]));
  for (const path of data.paths) {
    path.steps = path.touchpoints.slice(1).map((touchpoint, at) => edgeAt.get(key(path.touchpoints[at], touchpoint)));
  }

  /// Positions of the slider of paths: each has the steps that the next most used path needs beside those before it.
  /// First come the paths that can be followed at the opening, last whatever no listed path needs.
  const stages = [];
  const staged = new Set();

  function stage(steps) {
    const fresh = [...new Set(steps)].filter((step) => !staged.has(step));
    if (fresh.length === 0) return;
    for (const step of fresh) staged.add(step);
    stages.push(fresh);
  }

  function setStages() {
    const drawn = new Set(data.drawn);
    const drawnSteps = new Set(data.steps);
    const opening = new Set(data.steps.slice(0, data.opening.steps));
    const opened = new Set(data.drawn.slice(0, data.opening.touchpoints));
    const within = (path, touchpoints, steps) => path.touchpoints.every((touchpoint) => touchpoints.has(touchpoint))
      && path.steps.every((step) => steps.has(step));
    for (const path of data.paths) if (within(path, opened, opening)) stage(path.steps);
    stage(opening);
    state.paths = stages.length;
    for (const path of data.paths) if (within(path, drawn, drawnSteps)) stage(path.steps);
    stage(data.steps);
  }

  // ---- words and numbers, as the server writes them

  function say(name, ...values) {
    return data.words[name].replace(/\{(\d)\}/g, (slot, index) => values[index]);
  }

  function plural(number) {
    const last = number % 10;
    const lastTwo = number % 100;
    if (data.language === "ru") {
      if (last === 1 && lastTwo !== 11) return "one";
      return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? "few" : "many";
    }
    return number === 1 || (number === 0 && data.language === "pt") ? "one" : "other";
  }

  function count(name, number) {
    return say(name + "." + plural(number), whole(number));
  }

  /** Counts that are not zero, in words. */
  function counts(names, numbers) {
    return names.map((name, index) => numbers[index] > 0 ? count(name, numbers[index]) : "").filter(Boolean).join(", ");
  }

  function whole(number) {
    const digits = String(Math.abs(number));
    return (number < 0 ? "\u2212" : "") + digits.replace(/\B(?=(\d{3})+$)/g, data.groupMark);
  }

  function decimal(number, digits = 1) {
    const scale = 10 ** digits;
    const parts = Math.round(Math.abs(number) * scale);
    return (number < 0 && parts > 0 ? "\u2212" : "")
      + whole(Math.floor(parts / scale)) + data.decimalMark + String(scale + (parts % scale)).slice(1);
  }

  function share(part, all) {
    if (all === 0) return "\u2013";
    const percent = (100 * part) / all;
    if (part === 0 || part === all) return whole(Math.round(percent)) + "\u00a0%";
    if (percent < 0.1) return "<\u00a0" + decimal(0.1) + "\u00a0%";
    if (percent > 99.9) return ">\u00a0" + decimal(99.9) + "\u00a0%";
    return (percent >= 10 && percent <= 90 ? whole(Math.round(percent)) : decimal(percent)) + "\u00a0%";
  }

  function duration(seconds) {
    if (seconds === null) return "\u2013";
    const size = Math.abs(seconds);
    if (size < 1 && size > 0) return (seconds < 0 ? "\u2212" : "") + "<\u00a0" + say("unit.second", "1");
    if (size < 120) return say("unit.second", whole(Math.round(seconds)));
    if (size < 7200) return say("unit.minute", whole(Math.round(seconds / 60)));
    if (size < 172800) return say("unit.hour", decimal(seconds / 3600));
    if (size < 8640000) return say("unit.day", decimal(seconds / 86400));
    if (size < 2 * 31557600) return say("unit.day", whole(Math.round(seconds / 86400)));
    return say("unit.year", decimal(seconds / 31557600));
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  // ---- ink

  /// What has ink now: a step needs both its touchpoints, a start or an end a path that is wholly visible.
  function inkNow() {
    const touchpoints = new Set(data.drawn.slice(0, state.touchpoints));
    const steps = new Set(stages.slice(0, state.paths).flat()
      .filter((step) => touchpoints.has(data.edges[step].from) && touchpoints.has(data.edges[step].to)));
    const ink = { touchpoints, steps, starts: new Set(), ends: new Set(), journeys: 0, paths: 0 };
    for (const path of data.paths) {
      if (!path.touchpoints.every((touchpoint) => touchpoints.has(touchpoint))) continue;
      if (!path.steps.every((step) => steps.has(step))) continue;
      ink.journeys += path.count;
      ink.paths++;
      ink.starts.add(path.touchpoints[0]);
      ink.ends.add(path.touchpoints[path.touchpoints.length - 1]);
    }
    return ink;
  }

  function eachMark(visit) {
    for (const map of maps) {
      for (const mark of map.querySelectorAll("[data-n],[data-s],[data-a],[data-z]")) {
        const { n, s, a, z } = mark.dataset;
        if (n !== undefined) visit(mark, "n", Number(n));
        else if (s !== undefined) visit(mark, "s", Number(s));
        else if (a !== undefined) visit(mark, "a", Number(a));
        else visit(mark, "z", Number(z));
      }
    }
  }

  function paintInk() {
    const ink = inkNow();
    state.ink = ink;
    const inked = { n: ink.touchpoints, s: ink.steps, a: ink.starts, z: ink.ends };
    eachMark((mark, kind, index) => {
      const hidden = !inked[kind].has(index);
      mark.classList.toggle("off", hidden);
      if (hidden) mark.setAttribute("aria-hidden", "true");
      else if (!mark.classList.contains("numbers")) mark.removeAttribute("aria-hidden");
    });
    for (const map of maps) map.parentElement.classList.toggle("whole", map.querySelector(".deep:not(.off)") !== null);
    for (const sign of document.querySelectorAll("[data-marks]")) {
      sign.hidden = document.querySelector(`${sign.dataset.marks}:not(.off)`) === null;
    }
    sayWhatShows(ink);
    setRoving();
  }

  function sayWhatShows(ink) {
    const seen = {
      journeys: ink.journeys, paths: ink.paths, touchpoints: ink.touchpoints.size, steps: ink.steps.size,
    };
    const all = {
      journeys: data.journeys,
      touchpoints: data.touchpoints.length,
      steps: data.edgeCount,
      paths: data.pathCount,
    };
    const of = (name) => say("shows." + name, whole(seen[name]), whole(all[name]));
    const journeys = say("shows.journeys", share(seen.journeys, all.journeys), whole(seen.journeys), whole(all.journeys));
    byId("shows").replaceChildren(
      element("b", "", journeys),
      ", " + [of("touchpoints"), of("steps"), of("paths")].join(", ") + ".",
    );
    const left = ["journeys", "touchpoints", "steps", "paths"].map((name) => all[name] - seen[name]);
    byId("hidden").textContent = left.every((number) => number === 0)
      ? say("hidden.none")
      : say("hidden", counts(["journeys", "touchpoints", "steps", "paths"], left));
    byId("others-words").textContent = say("hidden.others", counts(["touchpoints", "steps"], left.slice(1)));
    byId("others").hidden = state.touchpoints >= data.drawn.length && state.paths >= stages.length;
    setSlider("touchpoints", data.drawn.length, seen.touchpoints, all.touchpoints);
    setSlider("paths", stages.length, seen.paths, all.paths);
    byId("next").disabled = nextPath(ink) === undefined;
  }

  /// Says in words what the map shows at its position, beside it and to a screen reader.
  function setSlider(name, most, seen, all) {
    const words = say("slider.of", whole(seen), whole(all));
    const slider = byId("slide-" + name);
    slider.max = most;
    slider.value = state[name];
    slider.setAttribute("aria-valuetext", words);
    byId("out-" + name).textContent = words;
  }

  function reveal(touchpoints, paths) {
    state.touchpoints = touchpoints;
    state.paths = paths;
    paintInk();
  }

  /// The most used path that is not wholly visible and whose marks all have a place.
  function nextPath(ink) {
    const drawn = new Set(data.drawn);
    const steps = new Set(data.steps);
    const drawable = (path) => path.touchpoints.every((touchpoint) => drawn.has(touchpoint))
      && path.steps.every((step) => steps.has(step));
    const whole = (path) => path.touchpoints.every((touchpoint) => ink.touchpoints.has(touchpoint))
      && path.steps.every((step) => ink.steps.has(step));
    return data.paths.find((path) => !whole(path) && drawable(path));
  }

  /// Puts the touchpoints that are needed next in the order behind those shown; returns how many are shown with them.
  function bringTouchpoints(needed) {
    const wanted = new Set(needed);
    const later = data.drawn.splice(state.touchpoints);
    const now = later.filter((touchpoint) => wanted.has(touchpoint));
    data.drawn.push(...now, ...later.filter((touchpoint) => !wanted.has(touchpoint)));
    return state.touchpoints + now.length;
  }

  /// Puts the steps that are needed next behind those shown, as a stage of their own; returns how many stages show them.
  function bringSteps(needed) {
    const shown = new Set(stages.slice(0, state.paths).flat());
    const now = [...new Set(needed)].filter((step) => !shown.has(step));
    if (now.length === 0) return state.paths;
    const later = stages.splice(state.paths)
      .map((steps) => steps.filter((step) => !now.includes(step)))
      .filter((steps) => steps.length > 0);
    stages.push(now, ...later);
    return state.paths + 1;
  }

  /// The next path brings the touchpoints and steps it needs; the sliders move on.
  function addNextPath() {
    const path = nextPath(state.ink);
    if (path) reveal(bringTouchpoints(path.touchpoints), bringSteps(path.steps));
  }

  /// Half of what is left, at least one.
  function further(shown, all) {
    return shown + Math.ceil((all - shown) / 2);
  }

  function showMore() {
    reveal(further(state.touchpoints, data.drawn.length), further(state.paths, stages.length));
  }

  function followSliders() {
    byId("slide-touchpoints").addEventListener("input", (event) => reveal(Number(event.target.value), state.paths));
    byId("slide-paths").addEventListener("input", (event) => reveal(state.touchpoints, Number(event.target.value)));
    byId("next").addEventListener("click", addNextPath);
    byId("others").addEventListener("click", showMore);
  }

  // ---- measure

  function showMeasure(measure) {
    for (const map of maps) map.dataset.measure = measure;
    for (const legend of document.querySelectorAll(".legend")) legend.hidden = legend.dataset.for !== measure;
  }

  function followMeasure() {
    byId("measure").addEventListener("change", (event) => showMeasure(event.target.value));
  }

  // ---- figures of one touchpoint or step

  function row(label, value, small) {
    const cell = element("td", "", value);
    if (small) cell.append(element("small", "", small));
    const head = element("th", "", label);
    head.scope = "row";
    return element("tr", "", head, cell);
  }

  function figures(rows) {
    return element("table", "fig", element("tbody", "", ...rows));
  }

  function name(touchpoint) {
    return element("bdi", "", data.touchpoints[touchpoint].name);
  }

  function ofJourneys(number) {
    return say("fig.ofjourneys", share(number, data.journeys));
  }

  function scoreRow(item) {
    if (item.scored === undefined) return [];
    const few = item.score !== undefined && item.scored < 30 ? ", " + say("fig.few") : "";
    const between = item.between ? say("fig.between", decimal(item.between[0], 2), decimal(item.between[1], 2)) + ", " : "";
    const base = between + "n " + whole(item.scored) + few;
    return [row(say("fig.score"), item.score === undefined ? "\u2013" : decimal(item.score), base)];
  }

  function timeTable(title, times) {
    if (!times) return [];
    const [, min, median, p90, mean, max] = times;
    return [
      element("h3", "", title),
      figures([
        row(say("fig.median"), duration(median)),
        row(say("fig.p90"), duration(p90)),
        row(say("fig.mean"), duration(mean)),
        row(say("fig.min"), duration(min)),
        row(say("fig.max"), duration(max)),
      ]),
    ];
  }

  function flowList(title, flows, total) {
    if (flows.length === 0) return [];
    const items = flows.slice(0, 8).map(({ label, step, number }) => {
      const text = step === undefined ? element("span", "", label) : element("button", "plain", label);
      if (step !== undefined) {
        text.type = "button";
        text.addEventListener("click", () => select("s", step));
      }
      return element("li", "", text, element("b", "", whole(number), element("small", "", share(number, total))));
    });
    return [element("h3", "", title), element("ul", "flows", ...items)];
  }

  function touchpointFigures(index) {
    const item = data.touchpoints[index];
    const steps = data.edges.map((edge, step) => ({ edge, step }));
    const from = steps.filter(({ edge }) => edge.to === index)
      .map(({ edge, step }) => ({ label: name(edge.from), step, number: edge.count }));
    const to = steps.filter(({ edge }) => edge.from === index)
      .map(({ edge, step }) => ({ label: name(edge.to), step, number: edge.count }));
    if (item.starts > 0) from.push({ label: say("fig.enter"), number: item.starts });
    if (item.ends > 0) to.push({ label: say("fig.leave"), number: item.ends });
    from.sort((one, other) => other.number - one.number);
    to.sort((one, other) => other.number - one.number);
    return [
      heading(element("h2", "", name(index))),
      element("p", "big", whole(item.journeys), element("small", "", ofJourneys(item.journeys))),
      figures([
        row(say("fig.interactions"), whole(item.interactions)),
        row(say("fig.repeats"), whole(item.repeats), share(item.repeats, item.journeys)),
        row(say("fig.starts"), whole(item.starts)),
        row(say("fig.ends"), whole(item.ends)),
        ...scoreRow(item),
      ]),
      ...timeTable(say("fig.wait"), item.times),
      ...flowList(say("fig.from"), from, item.interactions),
      ...flowList(say("fig.to"), to, item.interactions),
    ].flat();
  }

  function stepFigures(index) {
    const item = data.edges[index];
    return [
      heading(element("h2", "", name(item.from), " \u2192 ", name(item.to))),
      element("p", "big", whole(item.journeys), element("small", "", ofJourneys(item.journeys))),
      figures([
        row(say("fig.passages"), whole(item.count)),
        row(say("fig.share"), share(item.count, data.touchpoints[item.from].interactions)),
        ...scoreRow(item),
      ]),
      ...timeTable(say("fig.step"), item.times),
    ].flat();
  }

  function heading(title) {
    const close = element("button", "plain", say("panel.close"));
    close.type = "button";
    close.addEventListener("click", clearSelection);
    return [element("div", "kind", element("span", "", say("panel")), close), title];
  }

  function select(kind, index) {
    state.selected = { kind, index };
    byId("figures").replaceChildren(...(kind === "n" ? touchpointFigures(index) : stepFigures(index)));
    byId("figures").hidden = false;
    byId("read").hidden = true;
    eachMark((mark, markKind, markIndex) => mark.classList.toggle("sel", markKind === kind && markIndex === index));
  }

  function clearSelection() {
    state.selected = null;
    byId("figures").hidden = true;
    byId("read").hidden = false;
    eachMark((mark) => mark.classList.remove("sel"));
    light(-1);
  }

  function followClicks() {
    for (const map of maps) {
      map.addEventListener("click", (event) => {
        const mark = event.target.closest("[data-n],[data-s]");
        if (!mark || mark.classList.contains("off")) {
          clearSelection();
        } else if (mark.dataset.n !== undefined) {
          select("n", Number(mark.dataset.n));
        } else {
          select("s", Number(mark.dataset.s));
        }
      });
    }
  }

  // ---- keyboard: one tab stop, arrows walk

  function stops(map) {
    const place = (mark) => mark.querySelector(".station").getBBox();
    const along = (mark) => (map.id === "map-wide" ? place(mark).x : place(mark).y);
    const across = (mark) => (map.id === "map-wide" ? place(mark).y : place(mark).x);
    return [...map.querySelectorAll(".node:not(.off)")]
      .sort((one, other) => along(one) - along(other) || across(one) - across(other));
  }

  function setRoving() {
    for (const map of maps) {
      for (const mark of map.querySelectorAll("[tabindex='0']")) mark.setAttribute("tabindex", "-1");
      const first = map.querySelector(".node:not(.off)");
      if (first) first.setAttribute("tabindex", "0");
    }
  }

  function focusOn(map, mark) {
    if (!mark) return;
    for (const old of map.querySelectorAll("[tabindex='0']")) old.setAttribute("tabindex", "-1");
    mark.setAttribute("tabindex", "0");
    mark.focus();
  }

  function stepsFrom(map, touchpoint) {
    return data.steps
      .filter((step) => data.edges[step].from === touchpoint && state.ink.steps.has(step))
      .map((step) => map.querySelector(`[data-s="${step}"]`));
  }

  function walk(map, mark, arrow) {
    const onStep = mark.dataset.s !== undefined;
    const at = onStep ? data.edges[mark.dataset.s].from : Number(mark.dataset.n);
    const node = map.querySelector(`[data-n="${at}"]`);
    const steps = stepsFrom(map, at);
    const all = stops(map);
    if (arrow === "ArrowRight" || arrow === "ArrowLeft") {
      if (onStep && arrow === "ArrowRight") return focusOn(map, map.querySelector(`[data-n="${data.edges[mark.dataset.s].to}"]`));
      if (onStep) return focusOn(map, node);
      return focusOn(map, all[all.indexOf(mark) + (arrow === "ArrowRight" ? 1 : -1)]);
    }
    const next = (onStep ? steps.indexOf(mark) : -1) + (arrow === "ArrowDown" ? 1 : -1);
    return focusOn(map, next < 0 ? node : steps[next]);
  }

  function followKeys() {
    for (const map of maps) {
      map.addEventListener("keydown", (event) => {
        const mark = event.target.closest("[data-n],[data-s]");
        if (!mark) return;
        if (event.key.startsWith("Arrow")) {
          event.preventDefault();
          walk(map, mark, event.key);
        } else if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          if (mark.dataset.n !== undefined) select("n", Number(mark.dataset.n));
          else select("s", Number(mark.dataset.s));
        }
      });
    }
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") clearSelection();
    });
  }

  // ---- paths

  function light(rank) {
    state.lit = rank;
    const path = data.paths[rank];
    const touchpoints = new Set(path ? path.touchpoints : []);
    const steps = new Set(path ? path.steps : []);
    const onPath = {
      n: (index) => touchpoints.has(index),
      s: (index) => steps.has(index),
      a: (index) => path !== undefined && path.touchpoints[0] === index,
      z: (index) => path !== undefined && path.touchpoints[path.touchpoints.length - 1] === index,
    };
    eachMark((mark, kind, index) => mark.classList.toggle("lit", onPath[kind](index)));
    for (const map of maps) map.toggleAttribute("data-lit", path !== undefined);
    for (const line of document.querySelectorAll("#path-rows tr[data-p]")) {
      const chosen = Number(line.dataset.p) === rank;
      line.classList.toggle("sel", chosen);
      line.querySelector("button").setAttribute("aria-pressed", String(chosen));
    }
  }

  function followPaths() {
    byId("path-rows").addEventListener("click", (event) => {
      const line = event.target.closest("tr[data-p]");
      if (!line) return;
      const rank = Number(line.dataset.p);
      light(rank === state.lit ? -1 : rank);
    });
  }

  function foldPaths() {
    const more = byId("more-paths");
    if (!more) return;
    const lines = [...document.querySelectorAll("#path-rows tr[data-p]")];
    let shown = 0;
    const unfold = () => {
      shown += 20;
      lines.forEach((line, rank) => { line.hidden = rank >= shown; });
      more.hidden = shown >= lines.length;
    };
    more.addEventListener("click", unfold);
    unfold();
  }

  // ---- tables

  function sortBy(table, column, head) {
    const body = table.tBodies[0];
    const rising = head.getAttribute("aria-sort") === "descending";
    const value = (line) => {
      const cell = line.cells[column];
      return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
    };
    const order = (one, other) => (typeof one === "string" ? one.localeCompare(other, data.language) : one - other);
    const lines = [...body.rows].sort((one, other) => order(value(one), value(other)) * (rising ? 1 : -1));
    body.append(...lines);
    for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", rising ? "ascending" : "descending");
  }

  function makeSortable() {
    for (const table of document.querySelectorAll("table.sortable")) {
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        const button = element("button", "plain", head.textContent);
        button.type = "button";
        button.addEventListener("click", () => sortBy(table, column, head));
        head.replaceChildren(button);
      });
    }
  }

  // ---- what is wider than the window

  /// A frame that scrolls is a stop of the tab key, with a line above it; one that holds everything is neither.
  function followWidths() {
    const watch = new ResizeObserver((entries) => entries.forEach((entry) => sayWidth(entry.target)));
    for (const frame of document.querySelectorAll(".scroll,.wide,.tall")) watch.observe(frame);
  }

  function sayWidth(frame) {
    const scrolls = frame.scrollWidth > frame.clientWidth + 1;
    frame.toggleAttribute("tabindex", scrolls);
    if (scrolls) frame.setAttribute("tabindex", "0");
    frame.previousElementSibling.hidden = !scrolls;
  }

  // ---- theme

  function followTheme() {
    const button = byId("theme");
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (document.documentElement.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
    const label = () => { button.textContent = say(dark() ? "theme.light" : "theme.dark"); };
    button.addEventListener("click", () => {
      document.documentElement.dataset.theme = dark() ? "light" : "dark";
      label();
    });
    system.addEventListener("change", label);
    button.hidden = false;
    label();
  }

  /// A map wider than its frame opens where its base line is.
  function showBaseLine() {
    for (const frame of document.querySelectorAll(".tall")) {
      const station = frame.querySelector(".onbase .station");
      if (!station || frame.clientWidth === 0) continue;
      const from = station.getBoundingClientRect().left - frame.getBoundingClientRect().left;
      frame.scrollLeft += Math.max(0, from - frame.clientWidth * 0.45);
    }
  }

  byId("controls").hidden = false;
  setStages();
  followTheme();
  followSliders();
  followMeasure();
  followClicks();
  followKeys();
  followPaths();
  foldPaths();
  makeSortable();
  paintInk();
  showBaseLine();
  followWidths();
})();
