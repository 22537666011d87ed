// The conversation as this tab knows it: in session storage, or in memory where that is forbidden.

const KEY = "iop-chat";

const empty = () => ({ room: crypto.randomUUID(), token: null, renewed: 0, cursor: "0", open: false, items: [] });

export class Store {
  constructor() {
    this.load();
  }

  /** Takes what the session storage has, and nothing else. */
  load() {
    this.state = empty();
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY));
      if (Array.isArray(kept?.items)) Object.assign(this.state, kept);
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

  /**
   * Adds a message unless it is there. What the centre says stays in the order of its ids; what the person says, behind
   * the reply that was the last when it was written (`after`), which another tab may hear of later.
   *
   * @returns {boolean} Whether it is new.
   */
  add(item) {
    const { items } = this.state;
    if (items.some(({ id, who }) => id === item.id && who === item.who)) return false;
    const bot = item.who === "bot";
    const last = Number(bot ? item.id : item.after ?? Infinity);
    const later = items.findIndex(({ id, who, after }) => (who === "bot" ? Number(id) > last : bot && Number(after) >= last));
    items.splice(later < 0 ? items.length : later, 0, item);
    this.save();
    return true;
  }

  /** Takes back what the person said. */
  remove(id) {
    this.state.items = this.state.items.filter((item) => item.id !== id || item.who !== "person");
    this.save();
  }

  /** The id of the newest reply, "0" before the first. */
  get newest() {
    return this.state.items.findLast(({ who }) => who === "bot")?.id ?? "0";
  }

  get waiting() {
    return this.state.items.filter(({ who, sent }) => who === "person" && sent === false);
  }
}
