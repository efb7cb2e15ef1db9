// The list works without this: every tick is a form. With it a tick stays on the device until it has arrived, so that
// a lost network costs nothing; each carries an id of its own, so that sending it twice does no harm.

const list = document.querySelector("[data-attendance]");
if (list) tickable(list);

function tickable(list) {
  const prefix = `attendance.${list.dataset.attendance}.`;
  const queue = list.querySelector("[data-queue]");
  const told = list.querySelector("[data-told]");
  const words = document.getElementById("att-lines").dataset;
  const FIRST_PAUSE = 2000;
  const LONGEST_PAUSE = 30000;
  const RENEW = 20000;
  let sending = false;
  let pause = FIRST_PAUSE;
  let again = 0;
  let trouble = "";
  let order = 0;

  // One entry of the store for each tick: two tabs do not write over each other.
  const store = {
    all() {
      const found = [];
      for (let index = 0; index < localStorage.length; index += 1) {
        const key = localStorage.key(index);
        if (key.startsWith(prefix)) found.push(JSON.parse(localStorage.getItem(key)));
      }
      return found.sort((one, other) => one.at - other.at || one.order - other.order);
    },
    put(tick) {
      try {
        localStorage.setItem(prefix + tick.id, JSON.stringify(tick));
        return true;
      } catch {
        return false; // private windows and full devices: the form itself still works
      }
    },
    drop: (tick) => localStorage.removeItem(prefix + tick.id),
  };

  const lineOf = (person) => document.getElementById(`p${person}`);

  list.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-tick], [data-arrival]")) return;
    const fields = Object.fromEntries(new FormData(form, event.submitter));
    delete fields.csrfmiddlewaretoken;
    const arrival = form.matches("[data-arrival]");
    if (arrival && !fields.name.trim()) return; // the page says what is missing
    const tick = {
      id: crypto.randomUUID ? crypto.randomUUID() : fields.field_id,
      at: Date.now(),
      order: (order += 1),
      to: arrival ? list.dataset.add : form.getAttribute("action"),
      person: fields.participant || "",
      fields,
    };
    fields.field_id = tick.id;
    if (!arrival && ["late", "left_early"].includes(fields.state) && !fields.at) fields.at = clock();
    if (!store.put(tick)) {
      say(list.dataset.full);
      return; // the browser sends the form itself
    }
    event.preventDefault();
    if (arrival) {
      form.reset();
      form.elements.name.focus();
    } else {
      show(tick);
    }
    send();
  });

  // What this device knows of the line until the answer is there.
  function show(tick) {
    const line = lineOf(tick.person);
    if (!line) return;
    const { state, at } = tick.fields;
    line.dataset.state = state;
    line.dataset.stands = tick.id;
    line.querySelector("[name=replaces]").value = tick.id;
    line.querySelector(".att-here").setAttribute("aria-pressed", String(state === "present"));
    line.querySelector("details").open = false;
    line.classList.add("waiting");
    const stands = line.querySelector("[data-words]");
    stands.textContent = `${words[state].replace("%s", at)} · ${queue.dataset.notSent}`;
  }

  function clock() {
    const parts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: list.dataset.zone };
    return new Intl.DateTimeFormat("en-GB", parts).format(new Date());
  }

  function tell() {
    const waiting = store.all().filter((tick) => !tick.refused).length;
    const { one, many, offline } = queue.dataset;
    if (waiting) {
      const count = waiting === 1 ? one : many.replace("%d", waiting);
      queue.textContent = trouble ? `${count} ${queue.dataset[trouble] ?? offline}` : count;
    } else if (!queue.hidden) {
      queue.textContent = queue.dataset.sent;
    }
    // A tick that goes straight through needs no words.
    if (waiting && (trouble || waiting > 1)) queue.hidden = false;
    queue.classList.toggle("all", !waiting);
  }

  function say(text) {
    told.querySelector("p").textContent = text;
    told.hidden = text === "";
  }
  told.querySelector("[data-close]").addEventListener("click", () => {
    for (const tick of store.all()) if (tick.refused) store.drop(tick);
    say("");
  });

  async function send() {
    tell();
    if (sending) return;
    sending = true;
    clearTimeout(again);
    try {
      for (let tick = next(); tick; tick = next()) if (!(await deliver(tick))) break;
    } finally {
      sending = false;
      tell();
    }
    if (next()) {
      again = setTimeout(send, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    } else {
      pause = FIRST_PAUSE;
    }
  }

  const next = () => store.all().find((tick) => !tick.refused);

  // True where the next may follow.
  async function deliver(tick) {
    const body = new URLSearchParams(tick.fields);
    body.set("csrfmiddlewaretoken", list.querySelector("[name=csrfmiddlewaretoken]").value);
    let response;
    try {
      response = await fetch(tick.to, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
      });
    } catch {
      trouble = "offline";
      return false;
    }
    if (response.status === 422) {
      tick.refused = (await response.json()).words;
      store.put(tick);
      say(tick.refused);
      unmark(tick.person);
      return true;
    }
    if (response.type === "opaqueredirect" || response.status === 403 || response.status === 404) {
      trouble = "out";
      return false;
    }
    if (!response.ok) {
      trouble = "offline";
      return false;
    }
    trouble = "";
    pause = FIRST_PAUSE;
    const answer = await response.json();
    store.drop(tick);
    follow(tick, answer);
    place(answer);
    if (answer.words) say(answer.words);
    return true;
  }

  // Where somebody else had ticked the same, a later tick of ours must name what stands there.
  function follow(tick, answer) {
    if (answer.outcome === "kept_beside") return;
    for (const later of store.all()) {
      if (later.fields.replaces === tick.id && answer.stands !== tick.id) {
        later.fields.replaces = answer.stands;
        store.put(later);
      }
    }
  }

  function place(answer) {
    document.getElementById("att-counts").innerHTML = answer.counts;
    if (store.all().some((tick) => tick.person === String(answer.participant) && !tick.refused)) return;
    const holder = document.createElement("ul");
    holder.innerHTML = answer.line;
    const fresh = holder.firstElementChild;
    const old = lineOf(answer.participant);
    if (!old) {
      const lines = document.getElementById("att-lines");
      if (lines.matches("ul")) lines.append(fresh);
      else location.reload();
      fresh.scrollIntoView?.({ block: "nearest" });
      return;
    }
    const within = document.activeElement && old.contains(document.activeElement);
    old.replaceWith(fresh);
    if (within) fresh.querySelector(".att-here").focus({ preventScroll: true });
  }

  function unmark(person) {
    const line = lineOf(person);
    if (!line) return;
    line.classList.remove("waiting");
    renew();
  }

  // What other helpers tick shows here too, while nothing of ours waits and nobody is writing.
  async function renew() {
    if (document.hidden || sending || next() || list.querySelector("details[open]")) return;
    try {
      const response = await fetch(location.href, { headers: { "X-Part": "lines" }, redirect: "manual" });
      if (!response.ok) return;
      const holder = document.createElement("div");
      holder.innerHTML = await response.text();
      if (next() || list.querySelector("details[open]")) return;
      document.getElementById("att-counts").replaceChildren(...holder.querySelector("#att-counts").childNodes);
      for (const fresh of holder.querySelectorAll(".att-line")) {
        const old = lineOf(fresh.dataset.person);
        if (!old) document.getElementById("att-lines").append(fresh);
        else if (old.dataset.stands !== fresh.dataset.stands || old.classList.contains("waiting")) old.replaceWith(fresh);
        else if (old.querySelectorAll(".att-claim").length !== fresh.querySelectorAll(".att-claim").length)
          old.replaceWith(fresh);
      }
      filter();
    } catch {
      // no connection: what stands here is what was known last
    }
  }

  const find = list.querySelector("[data-find]");
  const typed = find.querySelector("input");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  function filter() {
    const wanted = plain(typed.value.trim());
    for (const line of list.querySelectorAll(".att-line"))
      line.hidden = wanted !== "" && !plain(line.querySelector(".att-who").textContent).includes(wanted);
  }
  find.hidden = false;
  typed.addEventListener("input", filter);

  addEventListener("online", () => {
    pause = FIRST_PAUSE;
    send();
  });
  setInterval(renew, RENEW);
  for (const tick of store.all()) {
    if (tick.refused) say(tick.refused);
    else show(tick);
  }
  if (next()) {
    queue.hidden = false;
    send();
  }
}
