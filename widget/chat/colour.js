// Colours of the site's choosing, made readable: every pair has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).

const LEAST = 4.5;

const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

export const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

/** Moves a colour towards black or white until it can be read on the ground. */
export function readable(colour, ground) {
  const target = contrast([0, 0, 0], ground) > contrast([255, 255, 255], ground) ? 0 : 255;
  for (let step = 0; step <= 20; step += 1) {
    const mixed = colour.map((value) => Math.round(value + ((target - value) * step) / 20));
    if (contrast(mixed, ground) >= LEAST) return mixed;
  }
  return [target, target, target];
}

/** Reads any CSS colour by having the browser compute it. */
function parse(element, colour, fallback) {
  const probe = document.createElement("span");
  probe.style.color = fallback;
  if (colour) probe.style.color = colour;
  element.append(probe);
  const parts = getComputedStyle(probe).color.match(/[\d.]+/g).map(Number);
  probe.remove();
  return parts.slice(0, 3);
}

const DEFAULTS = {
  light: { accent: "#1f6f63", background: "#ffffff", text: "#1d2b2a" },
  dark: { accent: "#7fd1c2", background: "#1a2322", text: "#e8efee" },
};

/** Sets the panel's colours from `--iop-accent`, `--iop-background` and `--iop-text` of the host. */
export function paint(host, target, theme) {
  const given = getComputedStyle(host);
  const read = (name) => parse(target, given.getPropertyValue(`--iop-${name}`).trim(), DEFAULTS[theme][name]);
  const background = read("background");
  const text = readable(read("text"), background);
  const accent = readable(read("accent"), background);
  const white = contrast(accent, [255, 255, 255]) >= contrast(accent, [0, 0, 0]);
  const colours = { background, text, accent, "on-accent": white ? [255, 255, 255] : [0, 0, 0] };
  for (const [name, rgb] of Object.entries(colours)) host.style.setProperty(`--iop-painted-${name}`, `rgb(${rgb.join(" ")})`);
}
