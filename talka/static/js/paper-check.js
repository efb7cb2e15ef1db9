// One key for each choice, Enter to agree, q to take the last one back. Without this script the page is a plain form.
const form = document.getElementById("checkform");

function typing(target) {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "radio");
}

if (form) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const choice = form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (choice) {
      event.preventDefault();
      if (choice.type === "radio") choice.checked = true;
      else choice.checked = !choice.checked;
      choice.focus();
    } else if (event.key === "Enter" && !(event.target instanceof HTMLAnchorElement) && !(event.target instanceof HTMLButtonElement)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.btn"));
    } else if (event.key === "q") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-undo]"));
    }
  });
}
