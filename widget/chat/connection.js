// The way to the server: every message is sent until it is answered, every reply is taken once.

import { readEvents } from "./events.js";

const RENEW_AFTER = 30 * 60 * 1000;
const ANSWER_WITHIN = 30_000;
const SILENCE = 40_000;
const LONGEST_PAUSE = 15_000;

export class Connection {
  #base;
  #store;
  #tell;
  #sending = false;
  #listening = null;
  #bell = new EventTarget();
  #stopped = false;
  #tabs = null;

  /**
   * @param {URL} base Where the assistant is served.
   * @param {Store} store The conversation.
   * @param {{changed: Function, said: Function, busy: Function, reachable: Function, notice: Function}} tell
   */
  constructor(base, store, tell) {
    this.#base = base;
    this.#store = store;
    this.#tell = tell;
    addEventListener("online", this.#online);
    this.#joinTabs();
  }

  start() {
    this.#stopped = false;
    if (this.#store.state.token) this.#listen();
    this.#flush();
  }

  stop() {
    this.#stopped = true;
    removeEventListener("online", this.#online);
    this.#listening?.abort();
    this.#tabs?.close();
    this.#wake();
  }

  /** Forgets the conversation; what is under way no longer counts. */
  reset() {
    this.#listening?.abort();
    this.#listening = null;
    this.#store.clear();
    this.#joinTabs();
    this.#wake();
  }

  send(text) {
    const item = { id: crypto.randomUUID(), who: "person", text, at: Date.now(), sent: false, after: this.#store.newest };
    this.#store.add(item);
    this.#share({ item: { ...item, sent: true } });
    this.#tell.changed();
    this.#flush();
  }

  async centre() {
    const answer = await fetch(this.#at("centre"), { credentials: "omit", signal: AbortSignal.timeout(ANSWER_WITHIN) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  #online = () => {
    this.#wake();
    this.#flush();
  };

  #at = (path) => new URL(`webhooks/web/${path}`, this.#base);

  // A duplicated tab has a copy of the conversation: they share what is typed, and the renewed token.
  #joinTabs() {
    this.#tabs?.close();
    this.#tabs = new BroadcastChannel(`iop-chat-${this.#store.state.room}`);
    this.#tabs.onmessage = ({ data }) => {
      if (data.item && this.#store.add(data.item)) this.#tell.changed();
      if (data.token) {
        Object.assign(this.#store.state, data.token);
        this.#store.save();
        this.#listen();
      }
    };
  }

  #share(what) {
    this.#tabs?.postMessage(what);
  }

  async #post(path, body, token) {
    const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
    return fetch(this.#at(path), {
      method: "POST", headers, body: JSON.stringify(body), credentials: "omit", cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
  }

  async #token() {
    const { state } = this.#store;
    if (state.token && Date.now() - state.renewed < RENEW_AFTER) return state.token;
    let answer = await this.#post("session", {}, state.token);
    if (answer.status === 401) {
      this.#begin();
      answer = await this.#post("session", {}, null);
    }
    if (!answer.ok) throw new Refusal(answer);
    const { token } = await answer.json();
    if (state !== this.#store.state) throw new Error("cleared meanwhile");
    Object.assign(state, { token, renewed: Date.now() });
    this.#store.save();
    this.#share({ token: { token, renewed: state.renewed, cursor: state.cursor } });
    this.#listen();
    return token;
  }

  /** The server no longer knows the conversation: the next one begins, what was said stays to be read. */
  #begin() {
    Object.assign(this.#store.state, { token: null, renewed: 0 });
    this.#listening?.abort();
    this.#listening = null;
    this.#store.save();
  }

  async #flush() {
    if (this.#sending) return;
    this.#sending = true;
    let failures = 0;
    while (!this.#stopped && this.#store.waiting.length) {
      const [item] = this.#store.waiting;
      this.#tell.busy(true);
      try {
        await this.#deliver(item);
        failures = 0;
        this.#tell.reachable(true);
      } catch (error) {
        failures += 1;
        this.#tell.busy(false);
        this.#tell.reachable(false);
        await this.#pause(error.seconds ? error.seconds * 1000 : Math.min(500 * 2 ** failures, LONGEST_PAUSE));
      }
    }
    this.#sending = false;
    this.#tell.busy(false);
  }

  async #deliver(item) {
    const token = await this.#token();
    const { state } = this.#store;
    const answer = await this.#post("messages", { id: item.id, text: item.text }, token);
    const body = await answer.json();
    if (state !== this.#store.state) return;
    if (answer.ok) {
      item.sent = true;
      this.#store.save();
      this.#tell.changed();
      this.#said(body.messages);
      return;
    }
    if (answer.status === 401) {
      if (state.token === token) this.#begin();
      return;
    }
    const again = answer.status === 429 || answer.status >= 500;
    if (!item.told) {
      item.told = true;
      this.#tell.notice((body.messages ?? []).map(({ text }) => text));
    }
    if (again) throw new Refusal(answer);
    item.sent = item.refused = true;
    this.#store.save();
    this.#tell.changed();
  }

  #said(messages) {
    const fresh = messages.filter((message) => this.#store.add({ ...message, who: "bot", at: Date.now() }));
    if (fresh.length) this.#tell.said(fresh);
  }

  async #listen() {
    if (this.#listening || this.#stopped) return;
    const { state } = this.#store;
    const own = (this.#listening = new AbortController());
    let failures = 0;
    while (!own.signal.aborted && state.token) {
      const silence = new AbortController();
      let timer = setTimeout(() => silence.abort(), SILENCE);
      const end = () => silence.abort();
      own.signal.addEventListener("abort", end);
      try {
        const answer = await fetch(this.#at("events"), {
          headers: { Authorization: `Bearer ${state.token}`, "Last-Event-ID": state.cursor },
          credentials: "omit", cache: "no-store", signal: silence.signal,
        });
        if (answer.status === 401) break;
        if (!answer.ok) throw new Refusal(answer);
        failures = 0;
        const alive = () => {
          clearTimeout(timer);
          timer = setTimeout(() => silence.abort(), SILENCE);
        };
        for await (const message of readEvents(answer.body, alive)) {
          if (state !== this.#store.state) return;
          this.#said([message]);
          state.cursor = message.id;
          this.#store.save();
        }
      } catch {
        failures += 1;
      } finally {
        clearTimeout(timer);
        own.signal.removeEventListener("abort", end);
      }
      if (!own.signal.aborted) await this.#pause(Math.min(1000 * 2 ** failures, LONGEST_PAUSE));
    }
    if (this.#listening === own) this.#listening = null;
  }

  /** Waits; less where the network comes back. */
  #pause(milliseconds) {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#bell.removeEventListener("wake", end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      this.#bell.addEventListener("wake", end);
    });
  }

  #wake() {
    this.#bell.dispatchEvent(new Event("wake"));
  }
}

class Refusal extends Error {
  constructor(answer) {
    super(String(answer.status));
    this.seconds = Number(answer.headers.get("Retry-After")) || 0;
  }
}
