/** What the console adds to the product's views: who is signed in, the search, tables of homes and draws. */
export const consoleStyle = `
.top .wide:has(>.visitor){gap:.1rem 1rem;padding-top:.4rem}
.top .wide:has(>.visitor)>.brand{flex:1 1 8rem;min-width:0;flex-wrap:wrap;gap:0 .6rem}
.top .wide:has(>.visitor)>nav{order:3;flex:1 0 100%}
.top .wide>.visitor{margin-left:auto;position:relative}
.visitor summary{list-style:none;cursor:pointer;display:grid;line-height:1.25;min-height:2.75rem;align-content:center;padding:.15rem 1.5rem .15rem .6rem;border-radius:10px;font-weight:600;font-size:.9375rem;text-align:right;position:relative}
.visitor summary::-webkit-details-marker{display:none}
.visitor summary::after{content:"▾";position:absolute;right:.5rem;top:50%;transform:translateY(-50%);font-size:.8em;color:var(--muted)}
.visitor details[open] summary::after{content:"▴"}
.visitor summary:hover{background:var(--sunken)}
.visitor summary .quiet{font-weight:400;font-size:.8125rem}
.visitor form{position:absolute;right:0;top:calc(100% + .35rem);z-index:9;display:grid;gap:.5rem;width:max-content;max-width:calc(100vw - 2.25rem);background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:.75rem;box-shadow:0 12px 32px rgb(0 0 0/.22)}
.search{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:center}
.search label{color:var(--muted);font-size:.9375rem;font-weight:400}
.search input{flex:1 1 12rem;max-width:24rem;min-height:2.75rem;padding:.4rem .8rem;font:inherit;color:inherit;background:var(--surface);border:1.5px solid var(--edge);border-radius:10px}
.list>li>.tag{justify-self:start}
main{grid-template-columns:minmax(0,1fr)}
.scroll>.codes{min-width:36rem}
.codes th[scope=row]{color:var(--ink);font-size:.9375rem}
.residents{list-style:none;margin:0;padding:0;display:grid;gap:.35rem}
.codes th .quiet,.codes td .quiet{font-weight:400;font-size:.8125rem}
@media print{
  .top nav,.visitor,.toolbar,.search,.sorts,.skip{display:none!important}
  .panel{break-inside:avoid}
  .day>h3{position:static}
}
`;
