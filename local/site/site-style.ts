/** What the local site adds to the product's own style: the clock's controls, the mailbox, the passcodes. */
export const siteStyle = `
.controls{display:flex;flex-wrap:wrap;gap:.5rem .6rem;align-items:center}
.controls .clock{display:flex;flex-wrap:wrap;align-items:baseline;gap:.1rem .4rem;margin-right:auto;font-variant-numeric:tabular-nums}
.controls .clock .quiet{margin-left:.5rem}
.machine{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin-bottom:.35rem;font-size:.875rem}
.machine a{color:var(--muted);min-height:2rem;display:inline-flex;align-items:center}
.controls form{margin:0}
.controls .button{min-height:2.5rem;padding:.3rem .85rem;font-size:.875rem}
.controls .choose{display:flex;gap:.4rem}
.controls .choose select{min-height:2.5rem;padding:.2rem .6rem;width:auto}
.drawer{position:relative}
.drawer>summary{list-style:none}
.drawer>summary::-webkit-details-marker{display:none}
.drawer>summary::after{content:"▾";margin-left:.45em;font-size:.8em}
.drawer[open]>summary::after{content:"▴"}
.drop{position:absolute;right:0;top:calc(100% + .4rem);z-index:8;width:min(22rem,calc(100vw - 2.25rem));box-shadow:0 12px 32px rgb(0 0 0/.22);padding:1rem}
.fill{display:grid;gap:.85rem}
.people{display:grid;gap:.1rem;max-height:min(24rem,55vh);overflow:auto}
.people .tick{align-items:flex-start;padding:.35rem .1rem;line-height:1.3}
.people .quiet{font-weight:400;font-size:.8438rem}
.filter label{flex:none}
.filter{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center}
.filter select{flex:1;max-width:22rem;width:auto;min-height:2.75rem;padding:.4rem .7rem}
.mails{list-style:none;margin:0;padding:.35rem 0}
.mails li+li{border-top:1px solid var(--line)}
.mails a{display:grid;gap:.1rem .9rem;padding:.7rem 1.15rem;text-decoration:none;color:var(--ink)}
.mails a:hover{background:var(--sunken)}
.mails a:focus-visible{outline-offset:-3px}
.mails .to{font-weight:650;display:grid;line-height:1.3}
.mails .to .quiet{font-weight:400;font-size:.8438rem}
.mails time{font-size:.8438rem}
iframe.mail{width:100%;height:42rem;border:1px solid var(--line);border-radius:16px;background:var(--surface);color-scheme:light dark}
.plain-text{margin:.8rem 0 0;white-space:pre-wrap;overflow-wrap:anywhere;font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.answer{display:grid;gap:.6rem}
.passcode{font-size:1.25rem;font-weight:650;letter-spacing:.12em;font-variant-numeric:tabular-nums}
.plain{margin:0;padding-left:1.1rem}
.plain-list{display:grid;gap:.2rem}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;background:var(--sunken);padding:.1em .35em;border-radius:5px}
.refusal{font:1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1.25rem;color-scheme:light dark}
@media (min-width:48rem){
  .mails a{grid-template-columns:minmax(10rem,15rem) minmax(0,1fr) auto;align-items:baseline}
}
@media (max-width:39.99rem){
  .controls{gap:.4rem}
  .controls .clock{width:100%}
  .controls .clock .quiet{margin-left:auto}
  .controls .button{padding:.3rem .6rem;font-size:.8125rem;border-width:1.5px}
  .drawer{position:static}
  .drop{left:1.125rem;right:1.125rem;top:auto;width:auto}
  .toolbar{position:relative}
}
@media (min-width:70rem){.split:has(iframe){grid-template-columns:minmax(0,1fr) 25rem}}
`;
