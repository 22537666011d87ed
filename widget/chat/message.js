// One message as nodes.

import { blocks, languageOf } from "./text.js";

/** Makes an element with properties and children. Text is only ever text. */
export function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

export function messageNode(item, words, choose) {
  const kind = item.who === "person" ? "person" : "bot";
  const at = new Date(item.at);
  const time = make("time", { dateTime: at.toISOString(), textContent: at.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }) });
  const state = item.refused ? words.refused : item.sent === false ? words.waiting : "";
  const body = make("div", { lang: languageOf(item.text), dir: "auto" }, ...blocks(item.text));
  const meta = make("div", { className: "meta" }, `${words[kind === "person" ? "you" : "bot"]} · `, time, state && ` · ${state}`);
  const node = make("li", { className: `message ${kind}` }, body, meta);
  node.dataset.id = item.id;
  if (item.buttons?.length) {
    node.append(make("div", { className: "choices" }, ...item.buttons.map((button) => {
      const chosen = item.chosen === button.title;
      const made = make("button", { type: "button", disabled: Boolean(item.chosen), dir: "auto",
        textContent: chosen ? `✓ ${button.title} (${words.chosen})` : button.title });
      made.addEventListener("click", () => choose(button), { once: true });
      return made;
    })));
  }
  return node;
}
