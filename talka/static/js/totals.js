// The totals are fetched anew every five seconds while somebody looks at them.

const part = document.getElementById("totals");

async function renew() {
  if (document.hidden) return;
  try {
    const response = await fetch(part.dataset.live, { headers: { "HX-Request": "true" } });
    if (!response.ok || response.redirected) return;
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").getElementById("totals");
    const now = document.getElementById("totals");
    if (fresh && fresh.textContent !== now.textContent) now.replaceWith(fresh);
  } catch {
    // no connection: the numbers that stand are still true
  }
}

if (part) setInterval(renew, 5000);
