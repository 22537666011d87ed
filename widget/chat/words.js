// What the panel itself says, in both languages.

export const NEUTRAL_PAGE = "https://www.weather.gov/";

export const WORDS = {
  en: {
    title: (name) => (name ? `Chat with ${name}` : "Chat with us"),
    about: "You are writing with an automated assistant. It is not for emergencies.",
    emergency: "Emergency:", crisis: "Crisis, call or text:",
    privacy: "Privacy", field: "Your message", send: "Send", close: "Close chat",
    exit: "Quick exit", exitHint: "Quick exit, or Esc three times, leaves this page at once. It cannot clear your browser's history.",
    person: "Talk to a person", askPerson: "I want to talk to a person",
    clear: "Clear chat", cleared: "The chat was cleared on this device.", save: "Save as text",
    you: "You", bot: "Assistant", waiting: "Waiting to be sent", refused: "Not sent",
    unreachable: "We can't reach the assistant.", kept: "What you write is kept, and sent later.", call: "Call us: ", log: "Conversation",
    help: "In an emergency call 911. In a crisis call or text 988.",
    chosen: "chosen", choices: (titles) => `Choices: ${titles.join("; ")}`,
    tooLong: (n) => (n === 1 ? "1 character too long" : `${n} characters too long`),
  },
  es: {
    title: (name) => (name ? `Chat con ${name}` : "Chat con nosotros"),
    about: "Escribe con un asistente automático. No es para emergencias.",
    emergency: "Emergencia:", crisis: "Crisis, llame o escriba:",
    privacy: "Privacidad", field: "Su mensaje", send: "Enviar", close: "Cerrar el chat",
    exit: "Salida rápida", exitHint: "Salida rápida, o Esc tres veces, deja esta página al instante. No puede borrar el historial del navegador.",
    person: "Hablar con una persona", askPerson: "Quiero hablar con una persona",
    clear: "Borrar el chat", cleared: "El chat se borró de este dispositivo.", save: "Guardar como texto",
    you: "Usted", bot: "Asistente", waiting: "Esperando envío", refused: "No enviado",
    unreachable: "No podemos conectar con el asistente.", kept: "Lo que escriba se guarda y se envía después.", call: "Llámenos: ", log: "Conversación",
    help: "En una emergencia llame al 911. En una crisis llame al 988 o envíe un texto al 988.",
    chosen: "elegido", choices: (titles) => `Opciones: ${titles.join("; ")}`,
    tooLong: (n) => (n === 1 ? "Sobra 1 carácter" : `Sobran ${n} caracteres`),
  },
};
