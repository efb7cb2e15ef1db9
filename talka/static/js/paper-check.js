// One key for each answer. The next things are here before they are asked for, and decisions are sent while the next
// one is looked at. Without this script the page is a plain form, one thing a load.
//
// Decisions are held back for a moment: the last ones can be taken back even where they complete a form, which is then
// counted. They are sent when more than HELD wait, after a pause, and when the page is left.

const HELD = 3;
const PAUSE = 4000;
const AGAIN = 3000;
const RENEW = 60000;

const page = document.querySelector(".papercheck");
const form = document.getElementById("checkform");

if (form) {
  const place = document.getElementById("item");
  const said = document.getElementById("said");
  const left = document.getElementById("left");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const known = new Set(); // ids that were shown, wait to be shown, or were decided here
  const next = []; // things that wait: {id, html, crop}
  const done = []; // decided and not sent: {item, value}
  let here = { id: Number(form.elements.reading.value), html: place.innerHTML };
  let sending = null;
  let pause = 0;
  let all = null; // how many are left on the server
  let leaving = false;

  known.add(here.id);

  const typing = (target) =>
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "radio");
  const answers = () => place.querySelector("fieldset.answers");

  function tell(words) {
    said.replaceChildren();
    if (!words) return;
    const line = document.createElement("p");
    line.className = "checksaid";
    line.textContent = words;
    said.append(line);
  }

  function count() {
    if (all !== null) left.textContent = left.textContent.replace(/[\d\s.,\u00a0\u202f]*\d/, String(Math.max(0, all - done.length)));
  }

  function show(item) {
    here = item;
    if (!item) {
      place.setAttribute("aria-busy", "true");
      return;
    }
    place.removeAttribute("aria-busy");
    place.innerHTML = item.html;
    const field = place.querySelector("#value");
    if (field) {
      if (item.value) field.value = item.value.join(" ");
      field.focus();
      field.select();
    } else {
      if (item.value) {
        for (const input of answers().querySelectorAll("input")) {
          input.checked = item.value.length ? item.value.includes(input.value) : input.value === "";
        }
      }
      // The page itself takes the keys; a reader of the screen is told the question.
      const head = place.querySelector("h1");
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
    performance.mark("paper-shown");
  }

  function value() {
    const field = place.querySelector("#value");
    if (field) return field.value.trim() ? [field.value.trim()] : [];
    const chosen = [...answers().querySelectorAll("input:checked")];
    return chosen.map((input) => input.value).filter(Boolean);
  }

  function decide() {
    if (!here) return;
    const marks = answers();
    if (marks && !marks.querySelector("input:checked") && (marks.dataset.one === "yes" || marks.dataset.proposes === "no")) {
      tell(page.dataset.choose);
      return;
    }
    tell("");
    done.push({ item: here, value: value() });
    show(next.shift() || null);
    count();
    if (done.length > HELD || next.length < HELD || !here) send(here ? HELD : 0);
    later();
  }

  function later() {
    clearTimeout(pause);
    if (done.length) pause = setTimeout(() => send(0), PAUSE);
  }

  function post(address, decisions, more = {}) {
    return fetch(address, {
      method: "POST",
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      body: new URLSearchParams({ decisions: JSON.stringify(decisions) }),
      credentials: "same-origin",
      ...more,
    });
  }

  const plain = (decisions) => decisions.map((each) => ({ reading: each.item.id, value: each.value }));

  // Sends all decisions but the last `hold`, and takes what comes next. One at a time.
  async function send(hold) {
    if (sending) return sending;
    const going = done.slice(0, Math.max(0, done.length - hold));
    sending = (async () => {
      try {
        const answer = await post(page.dataset.goOn, plain(going));
        if (answer.status >= 400 && answer.status < 500) {
          // The pile was finished, or is no longer this person's to check: its page says which.
          go();
          return;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        const told = await answer.json();
        done.splice(0, going.length);
        all = told.left;
        if (told.refused.length) tell(told.refused[0].message);
        for (const item of told.items) {
          if (known.has(item.id)) continue;
          known.add(item.id);
          next.push(item);
          new Image().src = item.crop;
        }
        count();
        sending = null;
        if (!here && next.length) show(next.shift());
        else if (!here && done.length) send(0);
        else if (!here) go();
      } catch {
        sending = null;
        tell(page.dataset.lost);
        setTimeout(() => send(0), AGAIN);
      }
    })();
    return sending;
  }

  function go() {
    leaving = true;
    location.assign(page.dataset.pile);
  }

  async function undo() {
    const last = done.length > (sending ? Infinity : 0) ? done.pop() : null;
    if (last) {
      if (here) next.unshift(here);
      show({ ...last.item, value: last.value });
      count();
      return;
    }
    if (sending) {
      await sending;
      return undo();
    }
    const answer = await post(page.dataset.undo, []);
    const told = await answer.json();
    if (!told.item) {
      tell(told.message);
      return;
    }
    if (here) next.unshift(here);
    known.add(told.item.id);
    if (all !== null) all += 1;
    show(told.item);
    count();
  }

  function nothingOrSome(input) {
    if (answers().dataset.one === "yes") return;
    for (const other of answers().querySelectorAll("input")) {
      if (input.checked && (input.value === "") !== (other.value === "")) other.checked = false;
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      undo();
      return;
    }
    if (typing(event.target)) {
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        decide();
      }
      return;
    }
    const marks = answers();
    const choice = marks && marks.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (choice && !event.repeat) {
      event.preventDefault();
      if (choice.type === "radio") {
        choice.checked = true;
        decide();
      } else {
        choice.checked = !choice.checked;
        nothingOrSome(choice);
      }
    } else if (event.key === "Enter" && !(event.target instanceof HTMLAnchorElement) && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      if (!event.repeat) decide();
    } else if (event.key === "q") {
      event.preventDefault();
      undo();
    }
  });

  // A finger or a mouse on an answer decides where one is possible; arrow keys among them do not.
  place.addEventListener("click", (event) => {
    const label = event.target.closest("label.answer");
    if (!label || !event.detail) return;
    const input = label.querySelector("input");
    if (input.type === "radio") {
      event.preventDefault();
      input.checked = true;
      decide();
    }
  });
  place.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") nothingOrSome(event.target);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter && event.submitter.id === "undo") undo();
    else decide();
  });

  window.addEventListener("pagehide", () => {
    if (done.length && !leaving) post(page.dataset.goOn, plain(done), { keepalive: true });
  });

  // What is on the screen stays this person's, however long they look at it.
  setInterval(() => {
    if (!document.hidden) send(HELD);
  }, RENEW);

  const field = place.querySelector("#value");
  if (field) field.focus();
  send(HELD);
}
