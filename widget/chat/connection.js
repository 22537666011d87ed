// The way to the server: every message is sent at once, and again until it is answered. What comes back is in `stream.js`.

import { Stream } from "./stream.js";
import { Tabs } from "./tabs.js";

const RENEW_AFTER = 30 * 60 * 1000;
const ANSWER_WITHIN = 30_000;
const LONGEST_PAUSE = 15_000;
const MOST_SENT = 10_000;
// A browser has six connections to a server; one is the stream's.
const AT_ONCE = 4;
// Messages that are sent together set out one after the other, to arrive in their order.
const APART = 200;

export class Connection {
  #base;
  #store;
  #tell;
  #under = new Set();
  #resting = false;
  #failures = 0;
  #renewing = new WeakMap();
  #before = Promise.resolve();
  #bell = new EventTarget();
  #stopped = true;
  #stream;
  #tabs = new Tabs((data) => this.#heard(data));

  /**
   * @param {URL} base Where the assistant is served.
   * @param {Store} store The conversation.
   * @param {{changed: Function, said: Function, answered: Function, busy: Function, reachable: Function,
   *   notice: Function, refused: (text: string) => boolean, forgotten: Function}} tell
   */
  constructor(base, store, tell) {
    this.#base = base;
    this.#store = store;
    this.#tell = tell;
    this.#stream = new Stream(this.#at("events"), store, {
      said: (messages) => this.#said(messages),
      works: () => this.#works(),
      over: (state) => this.#over(state),
      pause: (failures) => this.#pause(Math.min(1000 * 2 ** failures, LONGEST_PAUSE)),
    });
  }

  start() {
    this.#stopped = false;
    addEventListener("online", this.#online);
    this.#tabs.join(this.#store.state.room);
    if (this.#store.state.token) this.#stream.listen();
    this.#flush();
  }

  stop() {
    this.#stopped = true;
    removeEventListener("online", this.#online);
    this.#stream.hangUp();
    this.#tabs.leave();
    this.#wake();
  }

  /** Forgets the conversation, here and in the other tabs. */
  forget() {
    this.#tabs.tell({ forget: true });
    this.#reset();
  }

  send(text) {
    const item = { id: crypto.randomUUID(), who: "person", text, at: Date.now(), sent: false, after: this.#store.newest };
    this.#store.add(item);
    this.#tabs.tell({ item: { ...item, sent: true } });
    this.#tell.changed();
    this.#again();
  }

  /** What the server says about the centre, as soon as it can be had; nothing where the connection is stopped before. */
  async centre() {
    for (let failures = 1; !this.#stopped; failures += 1) {
      try {
        const answer = await fetch(this.#at("centre"), { credentials: "omit", signal: within(ANSWER_WITHIN) });
        if (!answer.ok) throw new Refusal(answer);
        const known = await answer.json();
        this.#works();
        return known;
      } catch {
        if (failures === 1) this.#tell.reachable(false); // later, what else works counts
        await this.#pause(Math.min(1000 * 2 ** failures, LONGEST_PAUSE));
      }
    }
    return null;
  }

  #online = () => this.#again();

  #at = (path) => new URL(`webhooks/web/${path}`, this.#base);

  /** Something works: the notice goes, unless a message still waits. */
  #works() {
    if (!this.#store.waiting.length) this.#tell.reachable(true);
  }

  /** What is under way for this state no longer counts: the conversation is forgotten, or the page is gone. */
  #over(state) {
    return this.#stopped || state !== this.#store.state;
  }

  #reset() {
    this.#stream.hangUp();
    this.#under.clear();
    this.#store.clear();
    this.#tabs.join(this.#store.state.room);
    this.#wake();
    this.#tell.forgotten();
  }

  #heard({ item, dropped, token, forget }) {
    if (item && this.#store.add(item)) this.#tell.changed();
    if (dropped) {
      this.#store.remove(dropped);
      this.#tell.changed();
    }
    if (token) {
      Object.assign(this.#store.state, token);
      this.#store.save();
      this.#stream.listen();
    }
    if (forget) this.#reset();
  }

  async #post(path, body, token) {
    const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
    return fetch(this.#at(path), {
      method: "POST", headers, body: JSON.stringify(body), credentials: "omit", cache: "no-store",
      signal: within(ANSWER_WITHIN),
    });
  }

  /** The token; asked for once, however many messages want it. */
  async #token() {
    const { state } = this.#store;
    if (state.token && Date.now() - state.renewed < RENEW_AFTER) return state.token;
    if (!this.#renewing.has(state)) this.#renewing.set(state, this.#renew(state));
    try {
      return await this.#renewing.get(state);
    } finally {
      this.#renewing.delete(state);
    }
  }

  async #renew(state) {
    let answer = await this.#post("session", {}, state.token);
    if (answer.status === 401) {
      this.#begin();
      answer = await this.#post("session", {}, null);
    }
    if (!answer.ok) throw new Refusal(answer);
    const { token } = await answer.json();
    if (this.#over(state)) throw new Error("cleared meanwhile");
    Object.assign(state, { token, renewed: Date.now() });
    this.#store.save();
    this.#tabs.tell({ token: { token, renewed: state.renewed } });
    this.#stream.listen();
    return token;
  }

  /** The server no longer knows the conversation: the next one begins, what was said stays to be read. */
  #begin() {
    Object.assign(this.#store.state, { token: null, renewed: 0 });
    this.#stream.hangUp();
    this.#store.save();
  }

  /** Sends what waits, in its order. No message waits for the answer to another one: it may be about danger. */
  #flush() {
    for (let item; (item = this.#next()); ) this.#attempt(item);
  }

  /** The next message to be sent. While what failed rests, only one that was not tried yet. */
  #next() {
    if (this.#stopped || this.#under.size >= AT_ONCE) return null;
    return this.#store.waiting.find(({ id, failed }) => !this.#under.has(id) && !(failed && this.#resting));
  }

  async #attempt(item) {
    this.#under.add(item.id);
    this.#tell.busy(true);
    try {
      await this.#deliver(item);
      this.#failures = 0;
      this.#works();
    } catch (error) {
      item.failed = true;
      this.#tell.reachable(false);
      this.#rest(error.seconds);
    }
    this.#under.delete(item.id);
    this.#tell.busy(this.#under.size > 0);
    this.#flush();
  }

  /** Lets what failed rest, the longer the more often; a new message ends it. */
  async #rest(seconds) {
    if (this.#resting) return;
    this.#resting = true;
    this.#failures += 1;
    await this.#pause(seconds ? seconds * 1000 : Math.min(500 * 2 ** this.#failures, LONGEST_PAUSE));
    this.#resting = false;
    this.#flush();
  }

  #again() {
    this.#resting = false;
    this.#wake();
    this.#flush();
  }

  async #deliver(item) {
    const { state } = this.#store;
    const token = await this.#token();
    await this.#turn();
    if (this.#over(state)) return;
    if (item.failed && this.#resting) throw new Error("what was before it failed");
    const answer = await this.#post("messages", { id: item.id, text: shortened(item.text) }, token);
    const body = await answer.json();
    if (this.#over(state)) return;
    if (answer.ok) {
      item.sent = true;
      this.#store.save();
      this.#tell.changed();
      this.#said(body.messages);
      this.#tell.answered(body.messages[0].id);
      return;
    }
    if (answer.status === 401) {
      if (state.token === token) this.#begin();
      return;
    }
    const again = answer.status === 429 || answer.status >= 500;
    if (!again) this.#giveBack(item);
    if (!item.told) {
      item.told = true;
      this.#tell.notice((body.messages ?? []).map(({ text }) => text));
    }
    if (again) throw new Refusal(answer);
  }

  /** Waits until the message before has set out. */
  #turn() {
    const mine = this.#before;
    this.#before = mine.then(() => new Promise((next) => setTimeout(next, APART)));
    return mine;
  }

  /** A message that is refused goes back into the field; where something else is there, it stays as "not sent". */
  #giveBack(item) {
    item.sent = true;
    if (this.#tell.refused(item.text)) {
      this.#store.remove(item.id);
      this.#tabs.tell({ dropped: item.id });
    } else {
      item.refused = true;
      this.#store.save();
    }
    this.#tell.changed();
  }

  #said(messages) {
    const fresh = messages.filter((message) => this.#store.add({ ...message, who: "bot", at: Date.now() }));
    if (fresh.length) this.#tell.said(fresh);
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

/** Ends a request after some milliseconds, where the browser can. */
const within = (milliseconds) => AbortSignal.timeout?.(milliseconds);

/** Of a text far too long its beginning and its end: it is refused anyway, and too large a body would not be read at all. */
const shortened = (text) =>
  text.length > MOST_SENT ? `${text.slice(0, MOST_SENT / 2)}\n${text.slice(-MOST_SENT / 2)}` : text;

class Refusal extends Error {
  constructor(answer) {
    super(String(answer.status));
    this.seconds = Number(answer.headers.get("Retry-After")) || 0;
  }
}
