// <iop-chat>: the button. Until somebody presses it, nothing is requested and nothing is stored.

const WORDS = {
  en: {
    open: "Chat with us",
    unread: (n) => `, ${n} unread`,
    failed: "The chat can't be loaded right now.",
    call: "Call us: ",
    crisis: "In an emergency call 911. In a crisis call or text 988.",
  },
  es: {
    open: "Escríbanos",
    unread: (n) => `, ${n} sin leer`,
    failed: "El chat no está disponible en este momento.",
    call: "Llámenos: ",
    crisis: "En una emergencia llame al 911. En una crisis llame al 988 o envíe un mensaje de texto.",
  },
};

const STYLE = `
:host { all: initial !important; position: fixed !important; inset: auto 0 0 auto !important; z-index: 2147483000 !important; }
:host([hidden]) { display: none !important; }
@media print { :host { position: static !important; } }
.launcher { font: 600 medium/1.25 system-ui, sans-serif; min-height: 48px; margin: 16px; padding: 12px 20px;
  border: 2px solid transparent; border-radius: 24px; cursor: pointer; box-shadow: 0 2px 10px #0005;
  background: var(--iop-painted-accent, #1f6f63); color: var(--iop-painted-on-accent, #fff); }
.launcher:focus-visible { outline: 3px solid var(--iop-painted-accent, #1f6f63); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
.launcher[hidden] { display: none; }
.failed { font: medium/1.5 system-ui, sans-serif; background: #fff; color: #1d2b2a; border: 1px solid #1d2b2a;
  border-radius: 12px; margin: 0 16px; padding: 12px 16px; max-width: 20em; }
@media print { .launcher { display: none; } }`;

class IopChat extends HTMLElement {
  #panel = null;
  #button = null;
  #note = null;

  connectedCallback() {
    if (this.shadowRoot) {
      this.#panel?.start();
      return;
    }
    const root = this.attachShadow({ mode: "open" });
    if (!this.addStyle(STYLE)) {
      root.append(document.createElement("slot"));
      return;
    }
    this.#note = document.createElement("div");
    this.#note.setAttribute("role", "alert");
    this.#button = document.createElement("button");
    this.#button.className = "launcher";
    this.#button.type = "button";
    this.#button.addEventListener("click", () => this.open());
    root.append(this.#note, this.#button);
    this.#label(0);
    this.#resume();
    addEventListener("pageshow", ({ persisted }) => persisted && this.#resume());
  }

  disconnectedCallback() {
    this.#panel?.stop();
  }

  /** The language of the page, or of the nearest element that has one. */
  get language() {
    return (this.closest("[lang]")?.lang ?? "").toLowerCase().startsWith("es") ? "es" : "en";
  }

  /** Opens the panel and puts the cursor into its field. */
  open() {
    return this.#load(true, true);
  }

  /** Adds to the look, also in browsers that make no style sheets of their own. Tells whether the page allows it. */
  addStyle(css) {
    const root = this.shadowRoot;
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
      return true;
    } catch {
      const style = document.createElement("style");
      style.textContent = css;
      root.append(style);
      return Boolean(style.sheet);
    }
  }

  /** Goes on with a conversation of this tab; also where it is closed, so that Escape ends it and replies are counted. */
  #resume() {
    const kept = conversation();
    if (!this.#panel && (kept?.open || kept?.items?.length)) this.#load(kept.open, false);
  }

  async #load(open, focus) {
    try {
      if (!this.#panel) {
        const { Panel } = await import("./chat/panel.js");
        this.#panel ??= new Panel(this, { hidden: (is) => (this.#button.hidden = is), unread: (n) => this.#label(n),
          focusButton: () => this.#button.focus() });
      }
      this.#note.replaceChildren();
      this.#note.className = "";
      if (open) this.#panel.open(focus);
    } catch {
      if (open) this.#fail();
    }
  }

  #label(unread) {
    const words = WORDS[this.language];
    this.#button.lang = this.language;
    this.#button.textContent = unread ? `${words.open} (${unread})` : words.open;
    this.#button.setAttribute("aria-label", words.open + (unread ? words.unread(unread) : ""));
  }

  #fail() {
    const words = WORDS[this.language];
    const phone = this.getAttribute("phone");
    const crisis = words.crisis.split(/(911|988)/).map((part, place) => (place % 2 ? call(part) : part));
    this.#note.className = "failed";
    this.#note.lang = this.language;
    this.#note.replaceChildren(`${words.failed} `, ...(phone ? [words.call, call(phone), ". "] : []), ...crisis);
  }
}

function call(number) {
  const link = document.createElement("a");
  link.textContent = number;
  link.href = `tel:${number.replace(/[^\d+]/g, "")}`;
  return link;
}

/** What the tab's session storage has of a conversation. */
function conversation() {
  try {
    return JSON.parse(sessionStorage.getItem("iop-chat"));
  } catch {
    return null;
  }
}

if (!customElements.get("iop-chat")) customElements.define("iop-chat", IopChat);
