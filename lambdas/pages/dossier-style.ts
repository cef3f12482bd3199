/** What a dossier adds to the product's style; on paper it stands without what surrounds it on a screen. */
export const dossierStyle = `
.dossier{display:grid;gap:1.5rem;grid-template-columns:minmax(0,1fr)}
.dossier .links{display:flex;flex-wrap:wrap;gap:.5rem}
.dossier .panel{display:grid;gap:.7rem;grid-template-columns:minmax(0,1fr)}
.dossier .lead{color:var(--muted);font-size:.9375rem;max-width:46rem;text-wrap:pretty}
.dossier .contents{display:flex;flex-wrap:wrap;gap:.35rem 1.1rem;margin:0;padding:0;list-style:none;font-size:.9375rem}
.dossier .contents a{display:inline-flex;align-items:center;min-height:2rem}
.ledger{font-size:.9063rem}
.ledger td,.ledger th{padding:.45rem .9rem .45rem 0}
.ledger time{white-space:nowrap}
.ledger td{overflow-wrap:anywhere}
.ledger td.no{white-space:nowrap}
.ledger td.no{color:var(--muted);text-align:right;padding-right:0}
.ledger th.no{text-align:right;padding-right:0}
.ledger .date th{padding:1.1rem 0 .35rem;color:var(--ink);font-size:.9375rem;border-bottom:2px solid var(--edge)}
.ledger .told td{background:var(--caution-soft)}
.ledger .told td:first-child{box-shadow:inset 3px 0 0 var(--caution);padding-left:.6rem}
.ledger .alert td:first-child{box-shadow:inset 3px 0 0 var(--alert);padding-left:.6rem}
.ledger ul{list-style:none;margin:0;padding:0;display:grid;gap:.2rem}
.ledger b{font-weight:650}
@media screen and (max-width:47.99rem){
  .ledger td.none{display:none}
  .ledger thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
  .ledger,.ledger tbody,.ledger tr,.ledger td,.ledger .date th{display:block}
  .ledger tr:not(.date){border-bottom:1px solid var(--line);padding:.55rem 0}
  .ledger td:not(.none){border:0;padding:.1rem 0;display:grid;grid-template-columns:5.5rem minmax(0,1fr);gap:.6rem}
  .ledger td::before{content:attr(data-label);color:var(--muted);font-size:.8125rem}
  .ledger td.no{text-align:left}
  .ledger .told td{padding-left:.6rem;padding-right:.6rem}
}
@media print{
  .top,.toolbar,.skip,.dossier .up,.dossier .links,.dossier .contents{display:none!important}
  main{padding:0!important}
  .wide{max-width:none;padding:0}
  .dossier .panel{border:0;border-radius:0;padding:0;break-inside:auto}
  .dossier h2{break-after:avoid}
  .ledger{font-size:8.5pt}
  .ledger tr{break-inside:avoid}
  .ledger thead{display:table-header-group}
  @page{margin:14mm 12mm}
}
`;
