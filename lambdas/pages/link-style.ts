import { baseStyle } from './base-style.ts';

/** The most choices of a question that has fields beside them. */
const choicesMost = 12;
/** Fields are shown with the choices that they go with: `with-3` with the third. */
const fieldsByChoice = Array.from(
  { length: choicesMost },
  (_, at) => `.question:has(.choices>.choice:nth-child(${at + 1}) :checked) .with-${at + 1}`,
).join(',\n');

/** The style of the pages that links open: one column, made for a phone held in one hand. */
export const linkStyle = `${baseStyle}
.frame{min-height:100vh;min-height:100svh;display:flex;flex-direction:column;max-width:42rem;margin:0 auto;padding:0 1.125rem}
.brand{display:flex;align-items:center;gap:.7rem;padding:1.15rem 0 1.4rem;font-weight:650;font-size:.9375rem;color:var(--muted)}
.brand::before{content:"";width:1.15rem;height:1.15rem;border-radius:50% 50% 50% 3px;background:var(--accent);flex:none}
.brand .holder{margin-left:auto;font-weight:400;font-size:.875rem;text-align:right}
main{flex:1;display:grid;gap:1.25rem;align-content:start;padding-bottom:2rem}
.lead{display:grid;gap:.6rem}
.lead p{color:var(--muted);max-width:34em}
.card{background:var(--surface);border:1px solid var(--line);border-radius:18px;padding:1.35rem 1.2rem;display:grid;gap:1.25rem}
.card>form,.stack{display:grid;gap:1.25rem}
.card .button,.stack>form .button{width:100%}
.field{display:grid;gap:.5rem}
.hint{color:var(--muted);font-size:.9375rem;font-weight:400}
.passcode input{font-size:1.5rem;letter-spacing:.2em;font-variant-numeric:tabular-nums}
.choices{display:grid;gap:.65rem;margin-top:.65rem}
.choice{display:flex;align-items:center;gap:.85rem;min-height:3.5rem;padding:.75rem 1rem;border:1.5px solid var(--edge);border-radius:12px;
  background:var(--surface);font-weight:600;cursor:pointer}
.choice .hint{display:block;line-height:1.35;margin-top:.1rem}
.choice:hover{border-color:var(--accent)}
.choice:has(:checked){border-color:var(--accent);background:var(--accent-soft);box-shadow:inset 0 0 0 1.5px var(--accent)}
.choice:has(:focus-visible){outline:3px solid var(--accent);outline-offset:3px}
.choice input:focus-visible{outline:0}
.question{scroll-margin-top:1rem}
.question>header{display:grid;gap:.4rem}
.question h2{font-size:1.375rem}
.due{display:inline-flex;gap:.45rem;align-items:center;color:var(--muted);font-size:.9375rem}
.due.late{color:var(--alert);font-weight:650}
.mark{width:1.05em;height:1.05em;flex:none}
.person{background:var(--sunken);border-radius:12px;padding:.8rem 1rem;display:grid;gap:.05rem}
.person b{font-size:1.1875rem;font-weight:650}
.facts{margin:0;display:grid;gap:.5rem}
.facts div{display:grid;grid-template-columns:40% minmax(0,1fr);gap:.75rem}
.facts dt{color:var(--muted);font-size:.9375rem}
.facts dd{margin:0}
.residents{display:grid;gap:0}
.resident{border-top:1px solid var(--line);padding:1.15rem 0}
.resident:first-of-type{border-top:0;padding-top:.35rem}
.resident:last-of-type{padding-bottom:.25rem}
.resident .name{font-size:1.125rem;font-weight:650;display:block}
.resident .name .hint{margin-left:.4rem}
.pills{display:grid;grid-template-columns:1fr 1fr;gap:.5rem;margin-top:.6rem}
.pills .choice:first-child{grid-column:1/-1}
.pills .choice{min-height:3rem;padding:.4rem .95rem .4rem .75rem;gap:.55rem;border-radius:99px;font-size:.9688rem;line-height:1.2}
.asked{margin-top:1.1rem;grid-template-columns:minmax(0,1fr)}
.asked .pills{grid-template-columns:minmax(0,1fr)}
.field .wrong{display:flex;gap:.45rem;align-items:center;color:var(--alert);font-weight:600;font-size:.9375rem}
/* What is asked beside a choice comes with it; browsers that cannot tell show all of it. */
@supports selector(:has(a)){
.asked{display:none}
${fieldsByChoice}{display:grid}
}
.answered{display:flex;gap:.6rem;align-items:baseline;color:var(--accent);font-weight:650;margin-top:.3rem}
.answered .mark{align-self:center}
details{border-radius:12px}
/* The reason for a change is asked for when a change is opened. */
.residents:not(:has(details:not(.ticks)[open]))+.reason:not(:has([aria-invalid])){display:none}
summary{cursor:pointer;min-height:2.75rem;display:flex;align-items:center;gap:.6rem;color:var(--accent);font-weight:600;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"";width:.5rem;height:.5rem;border:solid currentColor;border-width:0 2.5px 2.5px 0;transform:rotate(-45deg);flex:none;margin:0 .2rem}
details[open]>summary::before{transform:rotate(45deg)}
details .inside{display:grid;gap:1rem;padding:.4rem 0 .3rem}
.why dl{margin:0;display:grid;gap:.9rem}
.why dt{font-weight:650;font-size:.9375rem}
.why dd{margin:.1rem 0 0;color:var(--muted);font-size:.9688rem}
.part2{border-top:1px solid var(--line);padding-top:1rem;display:grid;gap:.35rem;font-size:.9375rem;color:var(--muted)}
.part2 strong{color:var(--ink)}
.save{position:sticky;bottom:0;padding:.85rem 0 max(.85rem,env(safe-area-inset-bottom));background:linear-gradient(transparent,var(--paper) 22%);display:flex;gap:.5rem;align-items:center}
.save .button{flex:1;box-shadow:0 6px 18px rgb(0 0 0/.14)}
.clear{appearance:none;border:0;background:none;color:var(--muted);font:inherit;font-size:.9375rem;min-height:2.75rem;text-decoration:underline;text-underline-offset:.2em;cursor:pointer;padding:0 .5rem;flex:none}
.foot{border-top:1px solid var(--line);padding:1.1rem 0 2rem;color:var(--muted);font-size:.9375rem;display:grid;gap:.3rem}
.foot a{white-space:nowrap;font-weight:650}
.phone{font-size:1.375rem;font-weight:650;white-space:nowrap}
.done-mark{width:3rem;height:3rem;color:var(--accent)}
/* A client's own pages. */
.links{display:flex;flex-wrap:wrap;gap:0 1.25rem}
.links .clear{padding:0}
.card details .choices{margin-top:.2rem}
.notice ul{margin:0;padding-left:1.2rem;display:grid;gap:.25rem}
@media (min-width:48rem){
  .frame{padding:0 2rem}
  .brand{padding:2rem 0 2.2rem}
  .card{padding:2rem}
  .card .button,.stack>form .button,.save .button{flex:none;width:auto;min-width:14rem;justify-self:start}
  .pills{display:flex;flex-wrap:wrap}
  .save{gap:1.25rem}
  h1{font-size:2.125rem}
}
`;
