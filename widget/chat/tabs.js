// A duplicated tab has a copy of the conversation: they share what is typed, the renewed token, and the wish to forget.

export class Tabs {
  #heard;
  #channel = null;

  /** @param {(what: object) => void} heard Gets what the other tabs tell. */
  constructor(heard) {
    this.#heard = heard;
  }

  /** Joins the tabs of one conversation, and leaves those of another. */
  join(room) {
    this.leave();
    try {
      this.#channel = new BroadcastChannel(`iop-chat-${room}`);
      this.#channel.onmessage = ({ data }) => this.#heard(data);
    } catch {
      // Forbidden: each tab is by itself.
    }
  }

  tell(what) {
    this.#channel?.postMessage(what);
  }

  leave() {
    this.#channel?.close();
    this.#channel = null;
  }
}
