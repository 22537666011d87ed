// A plain page that talks over the web channel's API. Nothing is requested before the first message.

const list = document.getElementById("messages");
const form = document.getElementById("form");
const field = document.getElementById("text");
let token = null;

const OFFLINE = "I can't reach the assistant right now. In an emergency call 911; in a crisis call or text 988.";

async function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(`/webhooks/web/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

function show(text, who, buttons = []) {
  const item = document.createElement("li");
  item.className = who;
  item.textContent = text;
  if (buttons.length) item.append(choices(buttons));
  list.append(item);
  item.scrollIntoView({ block: "nearest" });
}

function choices(buttons) {
  const row = document.createElement("div");
  row.className = "choices";
  for (const { title, payload } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    button.addEventListener("click", () => {
      row.remove();
      send(payload);
    });
    row.append(button);
  }
  return row;
}

async function send(text) {
  show(text, "person");
  try {
    if (!token) token = (await post("session", {})).body.token;
    const { status, body } = await post("messages", { id: crypto.randomUUID(), text });
    if (status === 401) token = null;
    for (const message of body.messages ?? [{ text: body.message ?? OFFLINE }]) show(message.text, "bot", message.buttons);
  } catch {
    show(OFFLINE, "bot");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  send(text);
});
