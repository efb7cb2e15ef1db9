// Says before the way that files are too large for it. Without this script the server says so afterwards.
for (const form of document.querySelectorAll("form.scans")) {
  const input = form.querySelector("input[type=file]");
  const most = Number(form.dataset.most) * 1024 * 1024;
  const line = document.createElement("p");
  line.className = "error";
  line.setAttribute("role", "alert");

  const tooMuch = () => [...input.files].reduce((sum, file) => sum + file.size, 0) > most;

  input.addEventListener("change", () => {
    line.textContent = tooMuch() ? form.dataset.toomuch : "";
    if (line.textContent) input.after(line);
    else line.remove();
  });
  form.addEventListener("submit", (event) => {
    if (!tooMuch()) return;
    event.preventDefault();
    input.focus();
  });
}
