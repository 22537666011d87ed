// The conversation as this tab knows it: in session storage, or in memory where that is forbidden.

const KEY = "iop-chat";

const empty = () => ({ room: crypto.randomUUID(), token: null, renewed: 0, cursor: "0", open: false, items: [] });

export class Store {
  constructor() {
    this.state = empty();
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      if (Array.isArray(kept?.items)) this.state = { ...this.state, ...kept };
    } catch {
      // Storage is forbidden or unreadable: the conversation lives as long as the page.
    }
  }

  save() {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.state));
    } catch {
      // See above.
    }
  }

  clear() {
    this.state = { ...empty(), open: this.state.open };
    try {
      sessionStorage.removeItem(KEY);
    } catch {
      // See above.
    }
  }

  /** Adds a message unless it is there; what the centre says stays in the order of its ids. Returns whether it is new. */
  add(item) {
    const { items } = this.state;
    if (items.some(({ id, who }) => id === item.id && who === item.who)) return false;
    let place = items.length;
    if (item.who === "bot") {
      const later = items.findIndex(({ id, who }) => who === "bot" && Number(id) > Number(item.id));
      if (later >= 0) place = later;
    }
    items.splice(place, 0, item);
    this.save();
    return true;
  }

  get waiting() {
    return this.state.items.filter(({ who, sent }) => who === "person" && sent === false);
  }
}
