// The field: it grows with what is written, cuts nothing off, and says how much too long a text is.

import { make } from "./message.js";

const LONGEST = 1000;

export class Field {
  #words;
  #send;
  #announce;
  #area = make("textarea", { className: "field", rows: 1, name: "message", autocomplete: "off" });
  #over = make("p", { className: "over", id: "over", hidden: true });

  /**
   * @param {object} words
   * @param {(text: string) => void} send Gets what was written.
   * @param {(text: string) => void} announce Says something to a screen reader.
   */
  constructor(words, send, announce) {
    this.#words = words;
    this.#send = send;
    this.#announce = announce;
    this.#area.setAttribute("aria-describedby", "over");
    this.element = make("form", {}, this.#over, make("label", {}, words.field, this.#area),
      make("button", { className: "strong", textContent: words.send }));
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.#area.addEventListener("input", () => this.fit());
  }

  focus() {
    this.#area.focus({ preventScroll: true });
  }

  clear() {
    this.#set("");
  }

  /** Takes a text back that was refused; not where something else was written meanwhile. Tells whether it did. */
  takeBack(text) {
    if (this.#area.value.trim()) return false;
    this.#set(text);
    return true;
  }

  /** Makes the field as high as its text, as far as the style allows. */
  fit() {
    const { style } = this.#area;
    style.height = "auto";
    style.height = `${this.#area.scrollHeight + this.#area.offsetHeight - this.#area.clientHeight}px`;
    const over = [...this.#area.value.trim()].length - LONGEST;
    const text = over > 0 ? this.#words.tooLong(over) : "";
    if (text && this.#over.hidden) this.#announce(text);
    this.#over.hidden = !text;
    this.#over.textContent = text;
  }

  #submit() {
    const text = this.#area.value.trim();
    this.clear();
    if (text) this.#send(text);
  }

  #set(text) {
    this.#area.value = text;
    this.fit();
  }
}
