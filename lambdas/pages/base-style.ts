import { paletteStyle } from './palette.ts';

/** What every page shares: type, headings, buttons, fields, focus. */
export const baseStyle = `${paletteStyle}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);
  font:1.0625rem/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif;
  font-variant-numeric:tabular-nums;overflow-wrap:break-word}
h1,h2,h3{line-height:1.2;margin:0;letter-spacing:-.012em;text-wrap:balance}
h1{font-size:1.75rem;font-weight:650}
h2{font-size:1.25rem;font-weight:650}
h3{font-size:1.0625rem;font-weight:650}
p{margin:0}
a{color:var(--accent);text-underline-offset:.2em;text-decoration-thickness:.08em}
a:hover{text-decoration-thickness:.14em}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.skip{position:absolute;left:1rem;top:-6rem;background:var(--accent);color:var(--on-accent);padding:.75rem 1rem;border-radius:0 0 8px 8px;z-index:9}
.skip:focus{top:0}
.quiet{color:var(--muted);font-size:.9375rem}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.button{appearance:none;display:inline-flex;align-items:center;justify-content:center;min-height:3.25rem;padding:.75rem 1.75rem;
  border:2px solid var(--accent);border-radius:12px;background:var(--accent);color:var(--on-accent);
  font:inherit;font-weight:650;text-decoration:none;cursor:pointer}
.button:hover{filter:brightness(1.12)}
.button.plain{background:transparent;color:var(--accent)}
.button.plain:hover{background:var(--accent-soft);filter:none}
.button.small{min-height:2.75rem;padding:.4rem 1rem;border-radius:10px;font-size:.9375rem}
label,legend,.label{font-weight:600}
input[type=text],input[type=password],input[type=date],input[type=datetime-local],input[type=time],input[type=number],input[type=email],input[type=tel],select,textarea{
  width:100%;min-height:3.25rem;padding:.7rem .9rem;border:1.5px solid var(--edge);border-radius:10px;
  background:var(--surface);color:var(--ink);font:inherit}
textarea{min-height:6rem;resize:vertical;line-height:1.45}
input[type=radio],input[type=checkbox]{width:1.3rem;height:1.3rem;margin:0;accent-color:var(--accent);flex:none}
[aria-invalid=true]{border-color:var(--alert)!important;border-width:2.5px!important}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{padding:0}
.notice{border-left:5px solid var(--accent);background:var(--accent-soft);border-radius:0 10px 10px 0;padding:.9rem 1.1rem;display:grid;gap:.25rem}
.notice.alert{border-color:var(--alert);background:var(--alert-soft)}
.notice.caution{border-color:var(--caution);background:var(--caution-soft)}
.notice strong{display:block}
.tag{display:inline-flex;align-items:center;gap:.35em;padding:.1rem .6rem;border-radius:99px;border:1.5px solid var(--edge);
  font-size:.8125rem;font-weight:600;line-height:1.5;white-space:nowrap;color:var(--ink)}
.tag.alert{border-color:var(--alert);color:var(--alert);background:var(--alert-soft)}
.tag.caution{border-color:var(--caution);color:var(--caution);background:var(--caution-soft)}
.tag.done{border-color:var(--accent);color:var(--accent);background:var(--accent-soft)}
@media (prefers-reduced-motion:no-preference){.button,summary,.choice{transition:background-color .12s,border-color .12s,filter .12s}}
@media (forced-colors:active){.choice:has(:checked){outline:3px solid Highlight}}
@media print{body{background:#fff;color:#000}.button,.skip{display:none}}
`;
