// The report without a trail: each step is fetched and put in place of the last, so that the browser's history holds two
// entries of the whole visit and no page to send again. Leaving takes both away. Without this script every step is a page
// of its own, and everything works.
//
// The two entries: the first, on which one came (1), and one beside it (2), on which everything is shown. The browser's
// Back leads from 2 to 1; the script presses the page's own Back and returns to 2. Where there is none, it goes on back.
(() => {
  "use strict";
  const PRESSES = 3;
  const WITHIN = 5000;
  let busy = false;
  let left = "";
  let back = null;
  let presses = 0;
  let alone = false;
  let forget = 0;

  const exit = () => document.querySelector("[data-exit]");
  const entry = () => (history.state && history.state.report) || 0;

  if (!entry()) history.replaceState({ report: 1 }, "");

  // --- steps ---------------------------------------------------------------------------------------------
  async function go(form, button) {
    if (busy || left) return;
    busy = true;
    const sent = new URLSearchParams(new FormData(form));
    if (button && button.name) sent.append(button.name, button.value);
    const address = button && button.hasAttribute("formaction") ? button.formAction : form.action;
    try {
      const answer = await fetch(address, { method: "POST", body: sent, cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.querySelector("[data-report]")) throw new Error(`no page of ours: ${answer.status}`);
      if (!left) show(page, address);
    } catch {
      if (!left) failed();
    }
    busy = false;
  }

  function show(page, address) {
    document.documentElement.lang = page.documentElement.lang;
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    if (entry() === 2) history.replaceState({ report: 2 }, "", address);
    else history.pushState({ report: 2 }, "", address);
    scrollTo(0, 0);
    needed();
    focus(document.querySelector("[data-faults]") || document.querySelector("h1"));
  }

  function focus(element) {
    if (!element) return;
    if (!element.matches("a, button, input, select, textarea, [tabindex]")) {
      element.tabIndex = -1;
      element.addEventListener("blur", () => element.removeAttribute("tabindex"), { once: true });
    }
    element.focus();
  }

  function failed() {
    let told = document.querySelector("[data-unreached]");
    if (!told) {
      told = document.createElement("div");
      told.className = "govuk-error-summary";
      told.dataset.unreached = "";
      told.tabIndex = -1;
      told.setAttribute("role", "alert");
      document.querySelector("main").prepend(told);
    }
    told.textContent = document.querySelector("[data-failed]").dataset.failed;
    focus(told);
  }

  document.addEventListener("submit", (event) => {
    if (event.target.id === "exit") {
      event.preventDefault();
      leave();
    } else if (event.target.id === "report") {
      event.preventDefault();
      go(event.target, event.submitter);
    }
  });

  // A link within the page leads to its place without an entry in the history.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    const place = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!place) return;
    event.preventDefault();
    place.scrollIntoView();
    focus(place);
  });

  addEventListener("popstate", () => {
    if (left) return;
    if (entry() === 2) {
      const pressed = back;
      back = null;
      if (pressed && pressed.isConnected) go(pressed.form, pressed);
      return;
    }
    back = document.querySelector('#report button[value="back"]');
    if (back) history.forward();
    else history.back();
  });

  // --- what is needed on which answers, and what is said to who has no script ------------------------------
  function needed() {
    for (const said of document.querySelectorAll("[data-without]")) said.hidden = true;
    const form = document.getElementById("report");
    if (!form) return;
    const given = new FormData(form);
    for (const part of form.querySelectorAll("[data-when]")) {
      const tests = JSON.parse(part.dataset.when);
      part.hidden = !tests.every(({ name, op, values }) => {
        const met = given.getAll(name).some((value) => values.includes(value));
        return met !== (op === "not");
      });
    }
  }
  document.addEventListener("change", needed);

  // --- leaving ---------------------------------------------------------------------------------------------
  function leave() {
    const data = exit() && exit().dataset;
    if (left || !data) return;
    left = data.exit;
    const number = document.querySelector("#exit [name=number]").value;
    fetch(data.left, { method: "POST", body: new URLSearchParams({ number }), keepalive: true, redirect: "manual" }).catch(
      () => {},
    );
    const cover = document.createElement("div");
    cover.className = "govuk-exit-this-page-overlay";
    document.body.replaceChildren(cover);
    document.body.className = "govuk-exit-this-page-hide-content";
    document.title = "Peelian";
    let gone = false;
    const last = () => {
      if (gone) return;
      gone = true;
      // What stays of the visit is one entry, and that leads to the other site as well.
      history.replaceState(null, "", data.left);
      location.assign(left);
    };
    if (entry() !== 2) return last();
    addEventListener("popstate", last, { once: true });
    history.back();
    setTimeout(last, 400);
  }

  addEventListener("pageshow", (event) => {
    if (event.persisted && left) location.replace(left);
  });

  // Shift three times within five seconds, with no other key between: with another it makes a capital letter.
  document.addEventListener("keydown", (event) => {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (!alone) pressed(0);
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone || !exit()) return;
    alone = false;
    pressed(presses + 1);
    if (presses === PRESSES) leave();
  });

  function pressed(count) {
    presses = count;
    clearTimeout(forget);
    if (count) forget = setTimeout(() => pressed(0), WITHIN);
    const data = exit();
    if (!data || left) return;
    const lights = data.querySelector("[data-lights]");
    lights.classList.toggle("govuk-exit-this-page__indicator--visible", count > 0);
    [...lights.children].forEach((light, place) =>
      light.classList.toggle("govuk-exit-this-page__indicator-light--on", place < count),
    );
    const said = { 1: data.dataset.twice, 2: data.dataset.once }[count] || "";
    data.querySelector("[data-pressed]").textContent = said;
  }

  needed();
})();
