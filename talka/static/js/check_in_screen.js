// The screen works without this: it loads itself anew when its code ends. With it only the square and the code change.

const screen = document.querySelector("[data-screen]");
const RETRY = 3000;
const SOON = 10000; // who came in between should show before the code ends

if (screen) setTimeout(renew, Math.min(Number(screen.dataset.seconds) * 1000 + 200, SOON));

async function renew() {
  const lost = screen.querySelector("[data-lost]");
  let wait = RETRY;
  try {
    const response = await fetch(screen.dataset.screen, { redirect: "manual" });
    if (response.status === 404 || response.type === "opaqueredirect") {
      location.reload();
      return;
    }
    if (response.ok) {
      const shown = await response.json();
      screen.querySelector("[data-code]").textContent = shown.code;
      screen.querySelector("[data-square]").innerHTML = shown.qr;
      screen.querySelector("[data-here]").textContent = shown.here;
      wait = Math.min(shown.seconds * 1000 + 200, SOON);
      lost.hidden = true;
    } else {
      lost.hidden = false;
    }
  } catch {
    lost.hidden = false;
  }
  setTimeout(renew, wait);
}
