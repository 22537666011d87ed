// The panel on the screen: its colours, the height beside a keyboard, and the focus where it covers the page.

import { paint } from "./colour.js";
import { FULL_SCREEN } from "./style.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const FULL = matchMedia(FULL_SCREEN);
const FOCUSABLE = "a[href], button:enabled, textarea, [tabindex]";

/** Has a panel fit the screen, whatever changes. Returns what ends it. */
export function fitScreen(host, parts) {
  const { panel, log } = parts;
  const repaint = () => {
    const wanted = host.getAttribute("theme");
    paint(host, panel, wanted === "light" || wanted === "dark" ? wanted : DARK.matches ? "dark" : "light");
  };
  // A keyboard takes from the height; zooming with two fingers does not.
  const resize = () => host.style.setProperty("--visible-height", `${Math.round(visualViewport.height * visualViewport.scale)}px`);
  const cover = () => {
    panel.setAttribute("aria-modal", String(FULL.matches));
    log.tabIndex = FULL.matches ? -1 : 0; // there it is the panel that scrolls
  };
  const stay = (event) => event.key === "Tab" && FULL.matches && !panel.hidden && turnBack(panel, event);
  const sizes = new ResizeObserver(() => measure(parts));
  DARK.addEventListener("change", repaint);
  FULL.addEventListener("change", cover);
  visualViewport.addEventListener("resize", resize);
  addEventListener("keydown", stay, true);
  for (const part of [parts.bar, parts.foot, parts.form]) sizes.observe(part);
  repaint();
  resize();
  cover();
  return () => {
    DARK.removeEventListener("change", repaint);
    FULL.removeEventListener("change", cover);
    visualViewport.removeEventListener("resize", resize);
    removeEventListener("keydown", stay, true);
    sizes.disconnect();
  };
}

/** Measures what lies over the conversation, above and below: nothing that is looked at may end up behind it. */
export function measure({ panel, bar, foot, form }) {
  panel.style.setProperty("--above", `${bar.offsetHeight}px`);
  panel.style.setProperty("--below", `${foot.offsetHeight || form.offsetHeight}px`);
}

/** The focus goes round: from the last part of the panel to the first, and back. */
function turnBack(panel, event) {
  const parts = [...panel.querySelectorAll(FOCUSABLE)].filter((part) => part.tabIndex >= 0 && part.getClientRects().length);
  const [from, to] = event.shiftKey ? [parts[0], parts.at(-1)] : [parts.at(-1), parts[0]];
  const inside = panel.getRootNode().activeElement;
  if (inside ? inside !== from : document.activeElement !== document.body) return;
  event.preventDefault();
  to.focus();
}
