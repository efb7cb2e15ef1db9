// Keeps a part of a page in step with what happens, by server-sent events, or by asking again where those cannot be had.
//
//   <section id="totals" data-live="/weavers/live/answers/12/" data-live-after="40" data-live-part="/weavers/…/answers/">
//
// Each event is dispatched on the element as "live", its payload in `detail` (htmx hears it with hx-trigger="live").
// With data-live-part the element is also fetched anew from there, at most once a second, and replaced by the
// element with the same id. Nothing is fetched while the page is not looked at.

const ASK_AGAIN_MS = 3000;
const RENEW_MS = 1000;

class Listener {
  constructor(element) {
    this.id = element.id;
    this.element = element;
    this.address = element.dataset.live;
    this.part = element.dataset.livePart;
    this.last = Number(element.dataset.liveAfter || 0);
    this.due = false;
    this.listen();
    document.addEventListener("visibilitychange", () => this.seen());
  }

  get target() {
    return (this.id && document.getElementById(this.id)) || this.element;
  }

  listen() {
    this.source = new EventSource(`${this.address}?after=${this.last}`);
    this.source.onmessage = (event) => this.hear(JSON.parse(event.data), Number(event.lastEventId));
    this.source.addEventListener("reset", () => this.hear(null, this.last));
    this.source.onerror = () => {
      // CLOSED: the server does not stream. Otherwise the browser tries again by itself and misses nothing.
      if (this.source.readyState === EventSource.CLOSED) this.ask();
    };
  }

  async ask() {
    if (!document.hidden) {
      try {
        const response = await fetch(`${this.address}since/${this.last}/`);
        if (response.status === 404 || response.status === 403) return;
        if (response.ok) {
          const told = await response.json();
          if (told.reset) this.hear(null, told.last);
          for (const event of told.events || []) this.hear(event.payload, event.id);
        }
      } catch {
        // no connection: what stands is still true, and the next question may get through
      }
    }
    setTimeout(() => this.ask(), ASK_AGAIN_MS);
  }

  hear(payload, number) {
    this.last = number;
    this.target.dispatchEvent(new CustomEvent("live", { bubbles: true, detail: payload }));
    if (this.part && !this.due) {
      this.due = true;
      setTimeout(() => this.renew(), RENEW_MS);
    }
  }

  seen() {
    if (!document.hidden && this.due) this.renew();
  }

  async renew() {
    if (document.hidden || !this.due) return;
    this.due = false;
    try {
      const response = await fetch(this.part, { headers: { "HX-Request": "true" } });
      if (!response.ok || response.redirected) return;
      const text = await response.text();
      const fresh = new DOMParser().parseFromString(text, "text/html").getElementById(this.id);
      if (fresh && fresh.outerHTML !== this.target.outerHTML) this.target.replaceWith(document.adoptNode(fresh));
    } catch {
      // the part that stands stays
    }
  }
}

for (const element of document.querySelectorAll("[data-live]")) new Listener(element);
