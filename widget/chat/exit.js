// Leaving at once: the page is blank before anything else happens, with or without a network.

const WITHIN = 2000;

export function leave(address) {
  document.documentElement.style.setProperty("display", "none", "important");
  document.title = "\u200b";
  try {
    sessionStorage.removeItem("iop-chat");
  } catch {
    // Nothing was stored.
  }
  document.body.replaceChildren();
  if (navigator.onLine) go(address);
  else addEventListener("online", () => go(address), { once: true });
}

/** Leaves with the whole window; where a frame may not, with the frame. */
function go(address) {
  try {
    top.location.replace(address);
  } catch {
    location.replace(address);
  }
}

/** Calls back at the third press of Escape within two seconds, wherever the cursor is. Returns what ends it. */
export function onThreeEscapes(callback) {
  let times = [];
  const listener = (event) => {
    if (event.repeat) return;
    if (event.key !== "Escape") {
      times = [];
      return;
    }
    times = [...times, event.timeStamp].filter((time) => event.timeStamp - time < WITHIN);
    if (times.length >= 3) callback();
  };
  addEventListener("keydown", listener, true);
  return () => removeEventListener("keydown", listener, true);
}
