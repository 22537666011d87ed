// The open chat: what is seen and heard. The conversation itself is in `store.js` and `connection.js`.

import { Connection } from "./connection.js";
import { leave, onThreeEscapes } from "./exit.js";
import { Field } from "./field.js";
import { messageNode, make } from "./message.js";
import { fitScreen, measure } from "./screen.js";
import { Store } from "./store.js";
import { STYLE } from "./style.js";
import { blocks } from "./text.js";
import { transcript } from "./transcript.js";
import { NEUTRAL_PAGE, WORDS } from "./words.js";

export class Panel {
  #host;
  #button;
  #store = new Store();
  #connection;
  #centre;
  #words;
  #unread = 0;
  #field;
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
    this.#field = new Field(this.#words, (text) => this.#send(text), (text) => this.#announce(text));
    this.#connection = new Connection(new URL("../../", import.meta.url), this.#store, {
      changed: () => this.#draw(),
      said: (messages) => this.#said(messages),
      answered: (id) => this.#show(id),
      notice: (lines) => this.#notice(lines),
      refused: (text) => this.#field.takeBack(text),
      busy: (is) => (this.#parts.typing.hidden = !is),
      reachable: (is) => this.#reachable(is),
      forgotten: () => this.#forgotten(),
    });
    this.#build();
    this.#draw();
    this.start();
  }

  /** Begins, or goes on where the page has put the element elsewhere. */
  start() {
    addEventListener("pagehide", this.#away);
    addEventListener("pageshow", this.#back);
    this.#ends = [fitScreen(this.#host, this.#parts), onThreeEscapes(() => this.#leave()),
      () => removeEventListener("pagehide", this.#away), () => removeEventListener("pageshow", this.#back)];
    this.#toNewest();
    this.#goOn();
  }

  stop() {
    this.#connection.stop();
    this.#ends.forEach((end) => end());
    this.#ends = [];
  }

  open(focus) {
    this.#toggle(true);
    this.#count(0);
    this.#store.save();
    this.#field.fit();
    measure(this.#parts);
    this.#toNewest();
    if (focus) this.#field.focus();
  }

  close() {
    this.#toggle(false);
    this.#store.save();
    this.#button.focusButton();
  }

  #toggle(open) {
    this.#parts.panel.hidden = !open;
    this.#button.hidden(open);
    this.#store.state.open = open;
  }

  /** The page is left; should the browser keep it, nothing that was said is to be seen at once when it comes back. */
  #away = () => {
    this.#parts.panel.hidden = true;
    this.#connection.stop();
  };

  /** The page comes back from the browser's memory. What counts is what the tab knows by now. */
  #back = ({ persisted }) => {
    if (!persisted) return;
    const { room } = this.#store.state;
    this.#store.load();
    if (room === this.#store.state.room) this.#draw();
    else this.#forgotten();
    if (this.#store.state.open) this.open(false);
    else this.#toggle(false);
    this.#goOn();
  };

  #goOn() {
    this.#connection.start();
    this.#introduce();
  }

  #build() {
    const words = this.#words;
    this.#host.addStyle(STYLE);
    const button = (text, action, kind = "") => {
      const made = make("button", { type: "button", className: kind, textContent: text });
      made.addEventListener("click", action);
      return made;
    };
    const title = make("h2", { id: "title", textContent: words.title(this.#centre.name) });
    const privacy = make("a", { textContent: words.privacy, target: "_blank", rel: "noopener", hidden: true });
    const about = make("p", { className: "about" }, words.about, " ", words.emergency, " ",
      make("a", { href: "tel:911", textContent: "911" }), ". ", words.crisis, " ",
      make("a", { href: "tel:988", textContent: "988" }), ". ", privacy);
    const list = make("ol", {});
    const typing = make("div", { className: "typing", hidden: true }, make("span", { textContent: "•••" }));
    typing.setAttribute("aria-hidden", "true");
    const log = make("div", { className: "log" }, list, typing);
    log.setAttribute("role", "region");
    log.setAttribute("aria-label", words.log);
    const status = make("div", { className: "status", hidden: true });
    const live = make("div", { className: "live" });
    live.setAttribute("role", "log");
    live.setAttribute("aria-live", "polite");
    const tools = make("div", { className: "bar tools" },
      button(words.person, () => this.#send(words.askPerson)), button(words.save, () => this.#save()), button(words.clear, () => this.#clear()));
    const close = button("✕", () => this.close());
    close.setAttribute("aria-label", words.close);
    const ways = make("div", { className: "ways" }, button(words.exit, () => this.#leave(), "strong"), close);
    const bar = make("div", { className: "bar" }, title, ways);
    const form = this.#field.element;
    const foot = make("div", { className: "foot" }, status, form, tools);
    const panel = make("section", { className: "panel", hidden: true, lang: this.#host.language },
      make("div", { className: "head" }, bar, about, make("p", { className: "about", textContent: words.exitHint })), log, foot, live);
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-labelledby", "title");
    panel.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    // What is typed here is not for the shortcuts of the page.
    for (const type of ["keydown", "keypress", "keyup"]) panel.addEventListener(type, (event) => event.stopPropagation());
    this.#parts = { panel, bar, title, privacy, list, log, foot, status, form, live, typing };
    this.#host.shadowRoot.append(panel);
    this.#showCentre();
  }

  async #introduce() {
    const known = await this.#connection.centre();
    if (!known) return;
    const own = Object.entries(this.#centre).filter(([key, value]) => value && (key !== "quick_exit_url" || this.#host.hasAttribute("exit-url")));
    this.#centre = { ...known, ...Object.fromEntries(own) };
    this.#showCentre();
  }

  #showCentre() {
    const { title, privacy } = this.#parts;
    title.textContent = this.#words.title(this.#centre.name);
    privacy.hidden = !/^https?:\/\//.test(this.#centre.privacy_url ?? "");
    if (!privacy.hidden) privacy.href = this.#centre.privacy_url;
  }

  #send(text) {
    this.#connection.send(text);
    this.#toEnd();
    this.#field.focus();
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

  /** The newest reply from its first line, or the person's message that has none yet. */
  #toNewest() {
    const reply = [...this.#parts.list.querySelectorAll(".person")].at(-1)?.nextElementSibling;
    if (reply) reply.scrollIntoView({ block: "start" });
    else this.#toEnd();
  }

  #node(id) {
    return this.#parts.list.querySelector(`.bot[data-id="${CSS.escape(id)}"]`);
  }

  /** A reply is read from the first line of its first message. */
  #show(id) {
    this.#node(id)?.scrollIntoView({ block: "start" });
  }

  #said(messages) {
    this.#draw();
    let first = this.#node(messages[0].id);
    while (first.previousElementSibling?.matches(".bot")) first = first.previousElementSibling;
    first.scrollIntoView({ block: "start" });
    for (const { text, buttons } of messages) {
      const choices = buttons?.length ? ` ${this.#words.choices(buttons.map(({ title }) => title))}` : "";
      this.#announce(`${this.#words.bot}: ${text}${choices}`);
    }
    if (this.#parts.panel.hidden) this.#count(this.#unread + messages.length);
  }

  #notice(lines) {
    const items = lines.map((text) => ({ id: crypto.randomUUID(), who: "notice", text, at: Date.now() }));
    items.forEach((item) => this.#store.add(item));
    this.#draw();
    if (items.length) this.#show(items[0].id);
    lines.forEach((text) => this.#announce(text));
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
    status.replaceChildren(...blocks(`${this.#words.unreachable} ${this.#words.help}`),
      make("p", {}, ...(phone ? [this.#words.call, link, ". "] : []), this.#words.kept));
    this.#announce(status.innerText);
    measure(this.#parts);
    if (this.#store.waiting.length) this.#toEnd();
    status.scrollIntoView({ block: "nearest" });
  }

  /** The conversation is gone, by this tab's wish or another's. */
  #forgotten() {
    this.#parts.live.replaceChildren();
    this.#field.clear();
    this.#count(0);
    this.#draw();
  }

  #clear() {
    this.#connection.forget();
    this.#announce(this.#words.cleared);
    this.#field.focus();
  }

  #save() {
    const link = make("a", { download: "chat.txt", href: URL.createObjectURL(transcript(this.#store.state.items, this.#words)) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  #leave() {
    this.#connection.forget();
    this.stop();
    leave(this.#centre.quick_exit_url);
  }
}
