/** What caseload, report and settings add to the product's style: lists of pairs, bars of places, a file to paste. */
export const officeStyle = `
.places{display:grid;gap:.7rem;grid-template-columns:minmax(0,1fr)}
.places>.head{display:flex;flex-wrap:wrap;gap:.3rem .8rem;align-items:baseline}
.places h3{margin-top:.6rem}
.places h3 .quiet,.office h3 .quiet{font-weight:400}
.places .list{margin-top:0}
.places .late,.waits .late{color:var(--alert);font-weight:650}
.places-bar{display:block;width:100%;height:12px;overflow:visible}
.places-bar .room{fill:var(--sunken);stroke:var(--edge)}
.places-bar .taken{fill:var(--accent)}
.places-bar .soft{stroke:var(--caution);stroke-width:2.5}
.waits{margin:.1rem 0 0;padding-left:1.15rem}
.pairs{list-style:none;margin:0;padding:0;display:grid;gap:.35rem;max-width:34rem}
.pairs>li{display:flex;flex-wrap:wrap;gap:.1rem 1rem;justify-content:space-between}
.office{display:grid;gap:.8rem;grid-template-columns:minmax(0,1fr)}
.office .list{margin-top:0}
.office h3{margin-top:.9rem}
.office .links{display:flex;flex-wrap:wrap;gap:.5rem}
.office .facts .line{display:block;font-weight:500;font-size:.9375rem}
.office form{display:grid;gap:1rem}
.office .fields{display:grid;gap:1rem}
.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875rem}
textarea.code{min-height:24rem;white-space:pre;overflow:auto}
@media (max-width:39.99rem){.office .facts{grid-template-columns:minmax(0,1fr)}}
@media (min-width:40rem){.office .fields.two{grid-template-columns:repeat(2,minmax(0,15rem))}}
@media print{.places,.office{break-inside:auto}.places .list>li,.office .list>li{break-inside:avoid;padding:.3rem 0}.places-bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
