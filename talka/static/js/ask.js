// The questionnaire works without this. With it, answers stay on the device until they have arrived, and what could
// not be sent for want of a signal is sent when it is back. Nothing is kept once the answers are there.

const store = {
  get(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
      return true;
    } catch {
      return false; // private windows and full devices: the form itself still works
    }
  },
  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // nothing was kept
    }
  },
};

const sent = document.querySelector("[data-sent]");
const form = document.querySelector("form[data-door]");

if (sent) store.remove(`answer.${sent.dataset.sent}`);
if (form) keep(form);

function keep(form) {
  const key = `answer.${form.dataset.door}`;
  const own = new Set(["answer", "version", "language", "website"]);
  const line = document.querySelector("[data-kept]");
  const words = line?.querySelector("span");
  const had = document.querySelector(".errsum") !== null;

  const fields = () => [...new FormData(form)].filter(([name, value]) => !own.has(name) && value !== "");
  const say = (text) => {
    if (!line) return;
    line.hidden = text === "";
    words.textContent = text;
  };

  // What stands in the page already (it came back with an error) is newer than what lies here.
  const draft = store.get(key);
  if (draft && !had && draft.version === form.dataset.version) {
    form.elements.answer.value = draft.answer;
    for (const [name, value] of draft.fields) put(name, value);
    say(words?.dataset.words ?? "");
  }

  function put(name, value) {
    const controls = form.elements.namedItem(name);
    if (!controls) return;
    const all = controls instanceof RadioNodeList ? [...controls] : [controls];
    for (const control of all) {
      if (control.type === "radio" || control.type === "checkbox") {
        if (control.value === value) control.checked = true;
      } else {
        control.value = value;
      }
    }
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 250);
  });
  addEventListener("pagehide", save);

  function save() {
    if (done) return;
    const current = fields();
    if (current.length === 0) return;
    const kept = store.set(key, {
      answer: form.elements.answer.value,
      version: form.dataset.version,
      fields: current,
    });
    if (kept) say(words?.dataset.words ?? "");
  }

  let done = false;
  let pause = 2000;
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting); // a save that comes later would write over what is said below
    save();
    if (navigator.onLine !== false) return; // the browser sends the form itself
    event.preventDefault();
    location.hash = "main";
    say(words?.dataset.waiting ?? "");
    addEventListener("online", send, { once: true });
    setTimeout(send, pause);
  });

  async function send() {
    if (done) return;
    try {
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      if (response.redirected) {
        done = true;
        store.remove(key);
        location.assign(response.url);
        return;
      }
      done = true;
      form.submit(); // something needs a change: let the page come back with its errors
    } catch {
      pause = Math.min(pause * 2, 60000);
      setTimeout(send, pause);
    }
  }
}
