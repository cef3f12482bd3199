/** What the pages of the draw add to the product's style. */
export const drawStyle = `
.hash{font:.8125rem/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere;background:var(--sunken);border-radius:8px;padding:.5rem .7rem}
.proofs{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr)}
.proofs .panel{display:grid;gap:.55rem;align-content:start}
.proofs .links{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.2rem}
.proofs .facts dd{font-size:1rem}
.more>summary{cursor:pointer;color:var(--accent);font-weight:600;font-size:.9375rem;padding:.35rem 0;min-height:2.5rem;display:flex;align-items:center;gap:.45rem;list-style:none}
.more>summary::-webkit-details-marker{display:none}
.more>summary::before{content:"▸";font-size:.85em}
.more[open]>summary::before{content:"▾"}
.more>summary h2{color:var(--accent)}
.more .hash+.quiet{margin:.35rem 0}
.lines{margin:.4rem 0 .8rem;padding:.75rem .9rem;background:var(--sunken);border-radius:10px;font:.8125rem/1.6 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;max-height:22rem;overflow:auto}
.draw-days{list-style:none;margin:.5rem 0 0;padding:0}
.draw-days li+li{border-top:1px solid var(--line)}
.draw-days a{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.2rem .9rem;align-items:center;padding:.7rem .5rem;margin:0 -.5rem;min-height:3rem;text-decoration:none;color:var(--ink);border-radius:8px}
.draw-days a:hover{background:var(--sunken)}
.draw-days a:focus-visible{outline-offset:-3px}
.draw-days .when{font-weight:650}
.draw-days .when{grid-area:1/1}
.draw-days .what{grid-area:2/1;font-size:.9375rem}
.draw-days .fixed{grid-area:2/2;font-size:.875rem;text-align:right}
.draw-days a>.tag{grid-area:1/2;justify-self:end}
.draw-days code,.lots .id{font:.875rem ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
.lots{margin:.6rem 0 1rem}
.lots th .quiet,.lots td .quiet{font-weight:400;font-size:.8125rem}
.lots tbody tr:last-child>*{border-bottom:0}
.lots tbody th{color:var(--ink);font-weight:600}
.lots .id{display:block;overflow-wrap:anywhere}
.lots .number{font-size:.875rem}
.lot{display:block;width:100%;height:24px;overflow:visible}
.lot .whole{fill:var(--sunken);stroke:var(--edge);stroke-width:1}
.lot .chance{fill:var(--accent)}
.lot line{stroke-width:3}
.lot .hit{stroke:var(--caution)}
.lot .miss{stroke:var(--ink)}
.tag.called{background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.lots .outcome .tag{margin:.1rem .35rem .1rem 0}
.plot{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.3rem .6rem;margin:.8rem 0 0}
.plot svg{display:block;width:100%;height:15rem;overflow:visible}
.plot .scale{display:flex;flex-direction:column;justify-content:space-between;height:16.2rem;margin:-.6rem 0;font-size:.75rem;color:var(--muted);text-align:right}
.plot .scale span{line-height:1.2rem}
.plot .grid{stroke:var(--line)}
.plot .sure{fill:var(--accent)}
.plot .varies{fill:var(--phase3)}
.plot .certain{fill:var(--caution)}
.plot .floor{stroke:var(--alert);stroke-width:2;stroke-dasharray:6 4}
.plot .axis-text{font-size:12px;fill:var(--muted);text-anchor:middle}
.plot svg.axis-row{height:1.5rem}
.axis-name{text-align:center;font-size:.8125rem}
.plot .base{stroke:var(--edge);stroke-width:1.5}
.key{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;list-style:none;margin:.9rem 0 0;padding:0;font-size:.875rem;color:var(--muted)}
.key li{display:inline-flex;align-items:center;gap:.45rem}
.key svg{width:18px;height:12px;flex:none;overflow:visible}
.key .sure{fill:var(--accent)}.key .varies{fill:var(--phase3)}.key .certain{fill:var(--caution)}.key .floor{stroke:var(--alert);stroke-width:2;stroke-dasharray:6 4}.key .best{stroke:var(--ink);stroke-width:3}
.escapes{list-style:none;margin:.7rem 0 0;padding:0;display:grid;gap:1rem}
.escapes li{display:grid;gap:.3rem}
.escapes+.quiet{margin-top:.9rem}
.escapes .head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1rem}
.escapes svg{display:block;width:100%;height:22px;overflow:visible}
.escapes .whole{fill:var(--sunken);stroke:var(--edge)}
.escapes .bar-escape{fill:var(--accent)}
.escapes .best{stroke:var(--ink);stroke-width:3}
.figures{margin:0;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.75rem}
.figures div{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:.8rem 1rem}
.figures dt{color:var(--muted);font-size:.8438rem}
.figures dd{margin:0;font-size:1.375rem;font-weight:650;letter-spacing:-.015em}
.figures dd .quiet{font-size:.8125rem;font-weight:400;letter-spacing:0;display:block}
.figures .high{border-color:var(--caution);background:var(--caution-soft)}
.figures .high dd,.figures .high dt,.figures .high .quiet{color:var(--caution)}
.try .notice{margin-top:.8rem}
.try .fields{display:grid;gap:1rem;grid-template-columns:minmax(0,1fr);margin:.9rem 0 1.1rem}
.try .ticks{grid-template-columns:repeat(auto-fill,minmax(6.5rem,1fr))}
@media (max-width:47.99rem){
  .lots,.lots tbody,.lots tr,.lots th,.lots td{display:block}
  .lots thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
  .draw-days code{display:none}
  .lots tbody tr{display:grid;grid-template-columns:1fr 1fr;column-gap:1rem}
  .lots tbody tr>*{grid-column:1/-1}
  .lots tbody tr>.half{grid-column:auto}
  .lots tr{border:1px solid var(--line);border-radius:12px;padding:.8rem .9rem;margin-top:.7rem}
  .lots tr.called{border-color:var(--accent)}
  .lots th,.lots td{border:0;padding:.2rem 0}
  .lots td:not(.picture):not(.outcome){display:grid;grid-template-columns:7rem minmax(0,1fr);column-gap:.6rem}
  .lots td.half:not(.picture){grid-template-columns:4.5rem minmax(0,1fr)}
  .lots td:not(.picture):not(.outcome)::before{content:attr(data-label);color:var(--muted);font-size:.875rem}
  .lots td .quiet{grid-column:2}
}
@media (max-width:47.99rem){.figures div:last-child{grid-column:span 2}}
@media (min-width:48rem){
  .draw-days a{grid-template-columns:7.5rem minmax(0,1fr) minmax(0,1.4fr) 10rem}
  .draw-days .what{grid-area:1/2}
  .draw-days .fixed{grid-area:1/3;text-align:left}
  .draw-days a>.tag{grid-area:1/4;justify-self:end}
  .lots td,.lots th{padding-right:1rem;vertical-align:middle}
  .lots td:last-child{padding-right:0}
  .lots .picture{width:18%}
  .lots .number{white-space:nowrap}
  .figures{grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}
  .try .fields{grid-template-columns:repeat(3,minmax(0,1fr))}
  .try .fields .wide-field{grid-column:1/-1}
}
@media (min-width:60rem){
  .proofs{grid-template-columns:repeat(auto-fit,minmax(18rem,1fr));gap:1.25rem}
  .proofs .panel{padding:1.25rem 1.4rem}
}
`;
