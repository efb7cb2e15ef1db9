// Saves an application while it is being written. Without this script the button "Save the draft" does the same.

const form = document.querySelector(".application-form");

if (form) {
  let timer = 0;
  let sending = false;
  let again = false;

  const line = () => document.querySelector(".saved-line");

  async function save() {
    if (sending) {
      again = true;
      return;
    }
    sending = true;
    again = false;
    if (line()) line().textContent = form.dataset.saving;
    const typed = new FormData(form);
    // Files go with a button, not with every pause.
    for (const input of form.querySelectorAll("input[type=file]")) typed.delete(input.name);
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body: typed, credentials: "same-origin" });
      if (answer.ok) {
        document.querySelector("#checks").outerHTML = await answer.text();
      } else if (line()) {
        line().textContent = answer.status === 409 ? await answer.text() : form.dataset.lost;
      }
    } catch {
      if (line()) line().textContent = form.dataset.lost;
      again = true;
    }
    sending = false;
    if (again) later(5000);
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  }

  form.addEventListener("input", (event) => {
    if (event.target.type !== "file") later(1500);
  });
  form.addEventListener("change", (event) => {
    if (event.target.type !== "file") later(400);
  });
  form.addEventListener("submit", () => clearTimeout(timer));
}
