// Plain text to nodes: paragraphs, lists, bold, and links of four kinds. Never markup.

const LINKS = [
  [/https:\/\/[^\s<>"'()]+[^\s<>"'().,;:!?]/, (found) => found],
  [/\b988lifeline\.org\b(?:\/\w+)?/, (found) => `https://${found}`],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/, (found) => `mailto:${found}`],
  [/(?:\+?1[ .-])?(?:\(\d{3}\) ?|\b\d{3}[ .-])\d{3}[ .-]\d{4}\b/, (found) => `tel:${found.replace(/[^\d+]/g, "")}`],
  [/\b(?:HOME|HELLO|START|AYUDA|HOLA) (?:to|al) (?:741741|88788|988)\b/, (found) => `sms:${found.match(/\d+/)[0]}?&body=${found.match(/^\w+/)[0]}`],
  [/\bcall(?= or text 988\b)/i, () => "tel:988"],
  [/\b(?:text|texto al) (?:988|838255)\b/i, (found) => `sms:${found.match(/\d+/)[0]}`],
  [/\b(?:988|911)\b/, (found) => `tel:${found}`],
  [/\*\*[^*\n]+\*\*/, null],
];
const ANY = new RegExp(LINKS.map(([pattern]) => `(${pattern.source})`).join("|"), "gi");
const BULLET = /^\s*[-•*] /;

function inline(line) {
  const nodes = [];
  let end = 0;
  for (const match of line.matchAll(ANY)) {
    const [found] = match;
    const [, address] = LINKS[match.slice(1).findIndex((group) => group !== undefined)];
    nodes.push(line.slice(end, match.index));
    end = match.index + found.length;
    const node = document.createElement(address ? "a" : "strong");
    node.textContent = address ? found : found.slice(2, -2);
    if (address) {
      node.href = address(found);
      if (node.href.startsWith("https:")) Object.assign(node, { target: "_blank", rel: "noopener noreferrer" });
    }
    nodes.push(node);
  }
  nodes.push(line.slice(end));
  return nodes.filter((node) => node !== "");
}

/** @returns {HTMLElement[]} The blocks of a text. */
export function blocks(text) {
  const found = [];
  let list = null;
  for (const line of text.split("\n")) {
    if (BULLET.test(line)) {
      if (!list) found.push((list = document.createElement("ul")));
      const item = document.createElement("li");
      item.append(...inline(line.replace(BULLET, "")));
      list.append(item);
    } else {
      list = null;
      if (!line.trim()) continue;
      const block = document.createElement("p");
      block.append(...inline(line));
      found.push(block);
    }
  }
  return found;
}

/** @returns {"es" | "en"} What a text is written in, by its commonest words. */
export function languageOf(text) {
  const count = (words) => text.match(words)?.length ?? 0;
  const spanish = count(/\b(?:el|los|las|una|usted|que|para|por|con|está|puede|llame|su|al|y|en)\b|[¿¡ñ]/gi);
  return spanish > count(/\b(?:the|you|your|and|to|of|is|for|with|can|that|call|we)\b/gi) ? "es" : "en";
}
