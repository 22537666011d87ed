// The panel's look. Colours come from `colour.js`, which keeps every pair readable.

/** When the panel covers the whole page. */
export const FULL_SCREEN = "(max-width: 30rem), (max-height: 34rem)";

export const STYLE = `
.panel[hidden], [hidden] { display: none !important; }
.panel { position: fixed; inset: auto 16px 16px auto; width: min(26em, calc(100vw - 32px));
  height: min(42em, calc(100dvh - 32px)); display: flex; flex-direction: column; box-sizing: border-box;
  font: medium/1.5 var(--iop-font, system-ui, sans-serif); color: var(--iop-painted-text); background: var(--iop-painted-background);
  border: 1px solid var(--iop-painted-text); border-radius: 12px; overflow: auto; box-shadow: 0 8px 30px #0006; text-align: start; container-type: size; }
.panel * { box-sizing: border-box; font: inherit; letter-spacing: inherit; word-spacing: inherit; }
.head, .foot { flex: none; padding: 8px 12px; }
.head { border-bottom: 1px solid var(--iop-painted-text); }
.bar { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; }
.ways { display: flex; flex-wrap: wrap; gap: 4px 8px; margin-inline-start: auto; }
button { min-width: 44px; }
.panel h2 { flex: 1 1 6em; max-width: 100%; margin: 0; font-weight: 700; overflow-wrap: break-word; }
.about { margin: 4px 0 0; font-size: .875em; }
a { color: var(--iop-painted-accent); text-decoration: underline; }
.about a { font-weight: 700; display: inline-block; min-width: 24px; min-height: 24px; }
button, .field { min-height: 44px; padding: 6px 12px; border-radius: 8px; border: 1px solid var(--iop-painted-accent);
  color: var(--iop-painted-accent); background: var(--iop-painted-background); cursor: pointer; max-width: 100%; overflow-wrap: anywhere; }
.strong { background: var(--iop-painted-accent); color: var(--iop-painted-on-accent); font-weight: 600; }
button:disabled { cursor: default; border-style: dashed; }
:focus-visible { outline: 3px solid var(--iop-painted-accent); outline-offset: 2px; }
.field:focus-visible { outline-offset: -1px; }
.log { position: relative; flex: 1 1 auto; min-height: 8em; overflow-y: auto; padding: 12px; }
ol { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: 8px; }
.message { scroll-margin: 8px; max-width: 88%; padding: 8px 12px; border: 1px solid var(--iop-painted-text); border-radius: 12px; overflow-wrap: anywhere; }
.person { align-self: end; background: var(--iop-painted-accent); color: var(--iop-painted-on-accent); border-color: var(--iop-painted-accent); }
.person a { color: inherit; }
.message p, .message ul { margin: 0 0 4px; }
.message ul { padding-inline-start: 20px; }
.message strong { font-weight: 700; }
.message a { display: inline-block; min-height: 24px; min-width: 24px; }
.meta { font-size: .75em; }
.choices { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 6px; }
.typing { height: 24px; letter-spacing: 4px; padding: 0 12px; }
.typing span { animation: iop-blink 1.2s infinite; }
.status { padding-bottom: 8px; }
.status p { margin: 0; }
.status p:first-child { font-weight: 600; }
.status a { display: inline-block; min-height: 24px; min-width: 24px; }
form { display: flex; flex-wrap: wrap; gap: 0 8px; align-items: end; }
.over { flex: 1 0 100%; margin: 0 0 4px; font-size: .875em; }
label { flex: 1; min-width: 0; font-size: .875em; }
.field { display: block; width: 100%; color: var(--iop-painted-text); border-color: var(--iop-painted-text); cursor: text; font-size: medium; resize: none;
  max-height: min(9em + 14px, var(--visible-height, 100dvh) * .3); }
.tools { margin-top: 6px; font-size: .875em; }
.tools button { padding: 4px 8px; border-color: transparent; text-decoration: underline; }
.live { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@keyframes iop-blink { 50% { opacity: .2; } }
@media ${FULL_SCREEN} {
  .panel { inset: 0; width: 100%; height: var(--visible-height, 100dvh); border: 0; border-radius: 0;
    scroll-padding: calc(var(--above, 0px) + 8px) 0 calc(var(--below, 0px) + 8px); }
  .head { display: contents; }
  .head .bar, .foot { position: sticky; z-index: 1; background: var(--iop-painted-background); padding: 4px 12px; }
  .head .bar { top: 0; border-bottom: 1px solid; }
  .panel h2 { flex-basis: 0; line-height: 1.25; }
  .foot { bottom: 0; border-top: 1px solid; }
  .about { margin: 0; padding: 4px 12px; }
  .log { flex: 1 0 auto; overflow: visible; }
}
@container (max-height: 28em) {
  .panel h2 { font-size: .875em; }
  .foot { display: contents; }
  form { position: sticky; z-index: 1; bottom: 0; padding: 4px 12px; border-top: 1px solid; background: var(--iop-painted-background); }
  .tools { margin: 0; padding: 4px 12px; }
  .status { padding: 8px 12px; }
}
@container (max-width: 14em) and (max-height: 20em) { .panel h2 { position: absolute; clip-path: inset(50%); } }
@media (prefers-reduced-motion: reduce) { .typing span { animation: none; } }
@media (forced-colors: active) { .person, .strong { border: 2px solid; } }
@media print {
  .panel { position: static; width: auto; height: auto; border: 0; box-shadow: none; overflow: visible; container-type: normal;
    --iop-painted-text: #000; --iop-painted-background: #fff; --iop-painted-accent: #000; --iop-painted-on-accent: #000; }
  .person { background: none; }
  .log { overflow: visible; }
  .foot, .bar button { display: none; }
}`;
