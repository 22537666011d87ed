// The open chat: what is seen and heard. The conversation itself is in `store.js` and `connection.js`.

import { paint } from "./colour.js";
import { Connection } from "./connection.js";
import { leave, onThreeEscapes } from "./exit.js";
import { messageNode, make } from "./message.js";
import { Store } from "./store.js";
import { STYLE } from "./style.js";
import { transcript } from "./transcript.js";
import { NEUTRAL_PAGE, WORDS } from "./words.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const LONGEST_MESSAGE = 1000;

export class Panel {
  #host;
  #button;
  #store = new Store();
  #connection;
  #centre;
  #words;
  #unread = 0;
  #parts = {};
  #ends = [];

  /**
   * @param {HTMLElement} host The custom element.
   * @param {{hidden: Function, unread: Function, focusButton: Function}} button The loader's button.
   */
  constructor(host, button) {
    this.#host = host;
    this.#button = button;
    this.#words = WORDS[host.language];
    this.#centre = {
      name: host.getAttribute("name"), phone: host.getAttribute("phone"),
      privacy_url: host.getAttribute("privacy-url"), quick_exit_url: host.getAttribute("exit-url") ?? NEUTRAL_PAGE,
    };
    this.#connection = new Connection(new URL("../../", import.meta.url), this.#store, {
      changed: () => this.#draw(),
      said: (messages) => this.#said(messages),
      notice: (lines) => lines.forEach((text) => this.#notice(text)),
      busy: (is) => (this.#parts.typing.hidden = !is),
      reachable: (is) => this.#reachable(is),
    });
    this.#build();
    this.#draw();
    this.#watch();
    this.#introduce();
    this.#connection.start();
  }

  open(focus) {
    this.#parts.panel.hidden = false;
    this.#button.hidden(true);
    this.#count(0);
    this.#store.state.open = true;
    this.#store.save();
    this.#toEnd();
    if (focus) this.#parts.field.focus({ preventScroll: true });
  }

  close() {
    this.#parts.panel.hidden = true;
    this.#button.hidden(false);
    this.#store.state.open = false;
    this.#store.save();
    this.#button.focusButton();
  }

  stop() {
    this.#connection.stop();
    this.#ends.forEach((end) => end());
  }

  #build() {
    const words = this.#words;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.#host.shadowRoot.adoptedStyleSheets.push(sheet);
    const button = (text, action, kind = "") => {
      const made = make("button", { type: "button", className: kind, textContent: text });
      made.addEventListener("click", action);
      return made;
    };
    const title = make("h2", { id: "title", textContent: words.title(this.#centre.name) });
    const field = make("textarea", { className: "field", rows: 1, maxLength: LONGEST_MESSAGE, name: "message", autocomplete: "off" });
    const form = make("form", {}, make("label", {}, words.field, field), make("button", { className: "strong", textContent: words.send }));
    const privacy = make("a", { textContent: words.privacy, target: "_blank", rel: "noopener", hidden: true });
    const about = make("p", { className: "about" }, words.about, " ", words.emergency, " ",
      make("a", { href: "tel:911", textContent: "911" }), " ", words.crisis, " ",
      make("a", { href: "tel:988", textContent: "988" }), " ", privacy);
    const list = make("ol", {});
    const typing = make("div", { className: "typing", hidden: true }, make("span", { textContent: "•••" }));
    typing.setAttribute("aria-hidden", "true");
    const log = make("div", { className: "log", tabIndex: 0 }, list, typing);
    log.setAttribute("role", "region");
    log.setAttribute("aria-label", words.log);
    const status = make("p", { className: "status", hidden: true });
    const live = make("div", { className: "live" });
    live.setAttribute("role", "log");
    live.setAttribute("aria-live", "polite");
    const tools = make("div", { className: "bar tools" },
      button(words.person, () => this.#send(words.askPerson)), button(words.save, () => this.#save()), button(words.clear, () => this.#clear()));
    const close = button("✕", () => this.close());
    close.setAttribute("aria-label", words.close);
    const panel = make("section", { className: "panel", hidden: true, lang: this.#host.language },
      make("div", { className: "head" }, make("div", { className: "bar" }, title, button(words.exit, () => this.#leave(), "strong"), close),
        about, make("p", { className: "about", textContent: words.exitHint })),
      log, status, make("div", { className: "foot" }, form, tools), live);
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-labelledby", "title");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(field.value);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#send(field.value);
    });
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.#parts = { panel, title, field, privacy, list, log, live, status, typing };
    this.#host.shadowRoot.append(panel);
    this.#showCentre();
  }

  #watch() {
    const repaint = () => {
      const wanted = this.#host.getAttribute("theme");
      const theme = wanted === "light" || wanted === "dark" ? wanted : DARK.matches ? "dark" : "light";
      paint(this.#host, this.#parts.panel, theme);
    };
    const resize = () => this.#host.style.setProperty("--visible-height", `${visualViewport.height}px`);
    DARK.addEventListener("change", repaint);
    visualViewport.addEventListener("resize", resize);
    this.#ends = [onThreeEscapes(() => this.#leave()), () => DARK.removeEventListener("change", repaint),
      () => visualViewport.removeEventListener("resize", resize)];
    this.#parts.panel.hidden = false;
    repaint();
    resize();
  }

  async #introduce() {
    try {
      const known = await this.#connection.centre();
      const own = Object.entries(this.#centre).filter(([key, value]) => value && (key !== "quick_exit_url" || this.#host.hasAttribute("exit-url")));
      this.#centre = { ...known, ...Object.fromEntries(own) };
      this.#showCentre();
    } catch {
      this.#reachable(false);
    }
  }

  #showCentre() {
    const { title, privacy } = this.#parts;
    title.textContent = this.#words.title(this.#centre.name);
    privacy.hidden = !/^https?:\/\//.test(this.#centre.privacy_url ?? "");
    if (!privacy.hidden) privacy.href = this.#centre.privacy_url;
  }

  #send(text) {
    if (!text.trim()) return;
    if (text === this.#parts.field.value) this.#parts.field.value = "";
    this.#connection.send(text.trim());
    this.#toEnd();
    this.#parts.field.focus({ preventScroll: true });
  }

  /** Shows the conversation anew; what is being read stays where it is. */
  #draw() {
    const { list, log, panel } = this.#parts;
    const places = [log.scrollTop, panel.scrollTop];
    list.replaceChildren(...this.#store.state.items.map((item) => messageNode(item, this.#words, (button) => {
      item.chosen = button.title;
      this.#store.save();
      this.#send(button.payload);
    })));
    [log.scrollTop, panel.scrollTop] = places;
  }

  #toEnd() {
    this.#parts.list.lastElementChild?.scrollIntoView({ block: "end" });
  }

  #said(messages) {
    this.#draw();
    const first = this.#parts.list.querySelector(`.bot[data-id="${CSS.escape(messages[0].id)}"]`);
    first.scrollIntoView({ block: "start" }); // a long reply is read from its first line
    for (const { text } of messages) this.#announce(`${this.#words.bot}: ${text}`);
    if (this.#parts.panel.hidden) this.#count(this.#unread + messages.length);
  }

  #notice(text) {
    this.#store.add({ id: crypto.randomUUID(), who: "notice", text, at: Date.now() });
    this.#draw();
    this.#toEnd();
    this.#announce(text);
  }

  #announce(text) {
    this.#parts.live.append(make("p", { textContent: text }));
    while (this.#parts.live.children.length > 20) this.#parts.live.firstChild.remove();
  }

  #count(unread) {
    this.#unread = unread;
    this.#button.unread(unread);
  }

  #reachable(is) {
    const { status } = this.#parts;
    if (status.hidden === is) return;
    status.hidden = is;
    if (is) return;
    const { phone } = this.#centre;
    const link = make("a", { textContent: phone ?? "", href: `tel:${(phone ?? "").replace(/[^\d+]/g, "")}` });
    status.replaceChildren(this.#words.unreachable, ...(phone ? [" ", this.#words.call, link] : []));
    this.#announce(status.textContent);
  }

  #clear() {
    this.#connection.reset();
    this.#parts.live.replaceChildren();
    this.#draw();
    this.#announce(this.#words.cleared);
    this.#parts.field.focus({ preventScroll: true });
  }

  #save() {
    const link = make("a", { download: "chat.txt", href: URL.createObjectURL(transcript(this.#store.state.items, this.#words)) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  #leave() {
    this.#connection.reset();
    this.stop();
    leave(this.#centre.quick_exit_url);
  }
}
