// Typing in paper forms by the keyboard: figures mark choices, and the cursor stands in the first question.

const form = document.querySelector(".typing-form");

if (form) {
  if (!document.querySelector(".errsum")) form.querySelector("input:not([type=hidden]), textarea")?.focus();

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const choices = event.target.closest("fieldset")?.querySelectorAll(".tick input");
    if (!choices || !["radio", "checkbox"].includes(event.target.type)) return;
    const choice = choices[Number(event.key) - 1];
    if (!choice) return;
    event.preventDefault();
    choice.click();
    choice.focus();
  });
}
