// Listening: what the assistant says, from the last reply on that this tab has heard, whatever is cut meanwhile.

const SILENCE = 40_000;

export class Stream {
  #address;
  #store;
  #tell;
  #listening = null;

  /**
   * @param {Store} store The conversation, with its token, and the cursor: the last reply that came this way.
   * @param {{said: Function, works: Function, over: (state: object) => boolean, pause: (failures: number) => Promise}} tell
   */
  constructor(address, store, tell) {
    this.#address = address;
    this.#store = store;
    this.#tell = tell;
  }

  hangUp() {
    this.#listening?.abort();
    this.#listening = null;
  }

  /** Listens until it is hung up, or the server no longer knows the token. */
  async listen() {
    const { state } = this.#store;
    if (this.#listening || this.#tell.over(state)) return;
    const own = (this.#listening = new AbortController());
    let failures = 0;
    while (!own.signal.aborted && state.token) {
      const silence = new AbortController();
      let timer = setTimeout(() => silence.abort(), SILENCE);
      const end = () => silence.abort();
      own.signal.addEventListener("abort", end);
      try {
        const answer = await fetch(this.#address, {
          headers: { Authorization: `Bearer ${state.token}`, "Last-Event-ID": state.cursor },
          credentials: "omit", cache: "no-store", signal: silence.signal,
        });
        if (answer.status === 401) break;
        if (!answer.ok) throw new Error(String(answer.status));
        failures = 0;
        this.#tell.works();
        const alive = () => {
          clearTimeout(timer);
          timer = setTimeout(() => silence.abort(), SILENCE);
        };
        for await (const message of readEvents(answer.body, alive)) {
          if (this.#tell.over(state)) return;
          this.#tell.said([message]);
          state.cursor = message.id;
          this.#store.save();
        }
      } catch {
        failures += 1;
      } finally {
        clearTimeout(timer);
        own.signal.removeEventListener("abort", end);
      }
      if (!own.signal.aborted) await this.#tell.pause(failures);
    }
    if (this.#listening === own) this.#listening = null;
  }
}

/**
 * Server-sent events from a fetch, because EventSource cannot send the token in a header.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => void} alive Called whenever anything arrives, heartbeats included.
 */
async function* readEvents(body, alive) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      alive();
      const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const data = block.split("\n").filter((line) => line.startsWith("data: ")).map((line) => line.slice(6));
        if (data.length) yield JSON.parse(data.join("\n"));
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}
