import { baseStyle } from './base-style.ts';

/** The style of a report: one file, read on a screen or on paper, with nothing loaded from anywhere. */
export const reportStyle = `${baseStyle}
body{font-size:1rem}
main{max-width:62rem;margin:0 auto;padding:1.75rem 1.125rem 4rem;display:grid;gap:1.5rem;grid-template-columns:minmax(0,1fr)}
header h1{margin-bottom:.25rem}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:1.15rem;display:grid;gap:1.35rem;grid-template-columns:minmax(0,1fr)}
.figure{display:grid;align-content:start;gap:.4rem;grid-template-columns:minmax(0,1fr)}
.figure h3{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem 1rem;align-items:baseline}
.figure h3 b{font-size:1.375rem;letter-spacing:-.015em}
.figure .held{color:var(--muted);font-weight:600;font-size:1rem}
.figure p{font-size:.9063rem;color:var(--muted)}
.rows{list-style:none;margin:.2rem 0 0;padding:0;display:grid;gap:.55rem}
.rows li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.1rem .9rem;font-size:.9375rem}
.rows svg{flex:0 0 100%}
svg{display:block;width:100%;overflow:visible}
svg.bar{height:14px}
.rows svg.bar{height:10px}
svg.spread{height:22px}
.whole{fill:var(--sunken);stroke:var(--edge);stroke-width:1}
.part{fill:var(--accent)}
.held-part{fill:none;stroke:var(--edge);stroke-dasharray:4 4}
.reach{stroke:var(--phase3);stroke-width:8}
.median{fill:var(--accent)}
.ninety{fill:var(--surface);stroke:var(--accent);stroke-width:3}
.base{stroke:var(--edge)}
dl{margin:0;display:grid;gap:1.1rem}
dt{font-weight:650}
dd{margin:.15rem 0 0;font-size:.9375rem}
dd .quiet{display:block}
@media (min-width:48rem){.panel{padding:1.5rem 1.75rem}.two{grid-template-columns:repeat(2,minmax(0,1fr))}.two>h2,.two>.whole-row{grid-column:1/-1}}
@media print{main{display:block;padding:0}.panel{border:0;padding:0;margin-bottom:1.4rem}.figure{break-inside:avoid;margin-bottom:.8rem}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
