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
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#note = document.createElement("div");
    this.#note.setAttribute("role", "alert");
    this.#button = document.createElement("button");
    this.#button.className = "launcher";
    this.#button.type = "button";
    this.#button.addEventListener("click", () => this.open());
    root.append(this.#note, this.#button);
    this.#label(0);
    if (wasOpen()) this.#load(false);
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
    return this.#load(true);
  }

  async #load(focus) {
    try {
      if (!this.#panel) {
        const { Panel } = await import("./chat/panel.js");
        this.#panel ??= new Panel(this, { hidden: (is) => (this.#button.hidden = is), unread: (n) => this.#label(n),
          focusButton: () => this.#button.focus() });
      }
      this.#note.replaceChildren();
      this.#note.className = "";
      this.#panel.open(focus);
    } catch {
      this.#fail();
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
    const link = document.createElement("a");
    link.textContent = phone ?? "";
    link.href = `tel:${(phone ?? "").replace(/[^\d+]/g, "")}`;
    this.#note.className = "failed";
    this.#note.lang = this.language;
    this.#note.replaceChildren(`${words.failed} `, ...(phone ? [words.call, link, ". "] : []), words.crisis);
  }
}

function wasOpen() {
  try {
    return JSON.parse(sessionStorage.getItem("iop-chat"))?.open === true;
  } catch {
    return false;
  }
}

if (!customElements.get("iop-chat")) customElements.define("iop-chat", IopChat);
