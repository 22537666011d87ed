// The conversation as a text file.

export function transcript(items, words) {
  const lines = items.map(({ who, text, at }) => `${new Date(at).toLocaleString()} ${who === "person" ? words.you : words.bot}:\n${text}\n`);
  return new Blob([lines.join("\n")], { type: "text/plain" });
}
