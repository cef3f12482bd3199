import { baseStyle } from './base-style.ts';
import { consoleStyle } from './console-style.ts';
import { dossierStyle } from './dossier-style.ts';
import { drawStyle } from './draw-style.ts';
import { mondayStyle } from './monday-style.ts';
import { officeStyle } from './office-style.ts';

const shell = `
body{font-size:1rem}
.wide{max-width:84rem;margin:0 auto;padding:0 1.125rem}
.banner{background:var(--caution-soft);color:var(--caution);text-align:center;padding:.45rem 1rem;font-size:.875rem;font-weight:600}
.top{background:var(--surface);border-bottom:1px solid var(--line)}
.top .wide{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 2rem;padding-top:.6rem;padding-bottom:.35rem}
.top .brand{display:flex;align-items:baseline;gap:.6rem;font-size:.9375rem;color:var(--muted)}
.top .brand b{color:var(--ink);font-size:1.125rem;letter-spacing:-.02em}
.top .brand b::before{content:"";display:inline-block;width:.72em;height:.72em;border-radius:50% 50% 50% 2px;background:var(--accent);margin-right:.45em}
.top nav{display:flex;gap:.25rem;overflow-x:auto;margin:0 -.6rem}
.top nav a{padding:.65rem .75rem;color:var(--muted);text-decoration:none;font-weight:600;font-size:.9375rem;border-bottom:3px solid transparent;white-space:nowrap}
.top nav a:hover{color:var(--ink)}
.top nav a[aria-current]{color:var(--ink);border-color:var(--accent)}
.top nav a:focus-visible{outline-offset:-3px}
.toolbar{background:var(--sunken);border-bottom:1px solid var(--line);padding:.6rem 0;font-size:.9375rem}
main{padding-top:1.5rem!important;padding-bottom:4rem!important;display:grid;gap:1.5rem}
.heading{display:flex;flex-wrap:wrap;align-items:baseline;gap:.3rem 1.25rem}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:1.15rem}
.panel h2{font-size:1.0625rem}
.empty{color:var(--muted);padding:1rem 0}
@media (min-width:60rem){
  .wide{padding:0 2rem}
  main{padding-top:2rem!important;gap:1.75rem}
  .panel{padding:1.5rem 1.75rem}
  h1{font-size:2rem}
}
`;

const board = `
.stats{display:grid;grid-template-columns:repeat(2,1fr);gap:.75rem;margin:0;padding:0;list-style:none}
.stats li{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:.8rem 1rem;display:grid}
.stats b{font-size:1.625rem;line-height:1.2;font-weight:650;letter-spacing:-.02em}
.stats span{color:var(--muted);font-size:.875rem}
.stats li:last-child{grid-column:span 2}
.stats .late{border-color:var(--alert);background:var(--alert-soft)}
.stats .late b,.stats .late span{color:var(--alert)}
.sorts{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center;font-size:.9375rem}
.sorts a{padding:.4rem .8rem;min-height:2.75rem;display:inline-flex;align-items:center;border-radius:99px;color:var(--muted);text-decoration:none;font-weight:600;border:1.5px solid transparent}
.sorts a:hover{color:var(--ink);border-color:var(--edge)}
.sorts a[aria-current]{color:var(--accent);border-color:var(--accent);background:var(--accent-soft)}
.legend{display:flex;flex-wrap:wrap;gap:.45rem 1.1rem;margin:0;padding:0;list-style:none;font-size:.8125rem;color:var(--muted)}
.legend li{display:inline-flex;align-items:center;gap:.4rem;white-space:nowrap}
.legend svg{width:18px;height:18px;overflow:visible}
.legend .swatch{width:26px}
.rows{list-style:none;margin:0;padding:0;display:grid;gap:.85rem}
.row{background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:1rem 1rem .8rem;display:grid;gap:.35rem}
.who{display:grid;gap:.15rem;min-width:0}
.who .name{padding:.6rem 0;margin:-.6rem 0;justify-self:start;font-weight:650;font-size:1.0625rem;text-decoration:none;color:var(--ink)}
.who .name:hover{text-decoration:underline;color:var(--accent)}
.who .where{color:var(--muted);font-size:.8438rem;line-height:1.4}
.who .tags{display:flex;flex-wrap:wrap;gap:.3rem;margin-top:.25rem}
.axis{display:none}
.track svg.lane,.axis svg{display:block;width:100%;overflow:visible}
.track{overflow:hidden;margin:0 -1rem;padding:.3rem 1rem 0}
.track svg.lane{height:70px}
.drawing{position:absolute}
.lane.common{display:none!important}
.ends{display:flex;justify-content:space-between;color:var(--muted);font-size:.75rem}
.bar{stroke:var(--surface);stroke-width:1.5}
.bar.p1{fill:var(--phase1)}.bar.p2{fill:var(--phase2)}.bar.p3{fill:var(--phase3)}.bar.p4{fill:var(--phase4)}
.bar.wait{fill:none;stroke:var(--edge);stroke-dasharray:3 3}
.bar.after{fill:var(--sunken);stroke:var(--edge);stroke-width:1}
.num{font-size:11px;font-weight:700;dominant-baseline:central;text-anchor:middle}
.num.p1,.num.p2{fill:var(--on-deep)}.num.p3,.num.p4{fill:var(--on-pale)}
.m{fill:var(--accent);stroke:var(--surface);stroke-width:1.5}
.m.planned{fill:var(--surface);stroke:var(--edge);stroke-width:1.5}
.m.due{fill:var(--surface);stroke:var(--accent);stroke-width:2.5}
.m.attention{fill:var(--caution)}
.m.overdue{fill:var(--alert);stroke:var(--surface)}
.m-text{fill:var(--surface);font-size:9px;font-weight:800;text-anchor:middle;dominant-baseline:central;pointer-events:none}
.end-text{font-size:11.5px;fill:var(--muted);font-weight:600;dominant-baseline:central}
.today{stroke:var(--ink);stroke-width:1.5}
.grid{stroke:var(--line)}
.axis text{font-size:11.5px;fill:var(--muted)}
.axis .now rect{fill:var(--ink)}
.axis .now text{fill:var(--paper);font-weight:700;text-anchor:middle}
@media (max-width:63.99rem){.end-text{display:none}}
@media (min-width:40rem){.stats li:last-child{grid-column:auto}.stats{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}}
@media (min-width:64rem){
  .chart{background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:.4rem 1.5rem .6rem}
  .rows{gap:0}
  .track{margin:0;padding:0;overflow:visible}
  .row{overflow:hidden}
  .row,.axis{display:grid;grid-template-columns:16.5rem minmax(0,1fr);gap:1.5rem;align-items:center}
  .row{background:none;border:0;border-top:1px solid var(--line);border-radius:0;padding:.55rem 0}
  .row:hover{background:linear-gradient(90deg,transparent,var(--sunken) 8%,var(--sunken) 92%,transparent)}
  .axis{position:sticky;top:0;background:var(--surface);z-index:2}
  .axis svg{height:34px}
  .lane.common{display:block!important}
  .lane.alone,.ends{display:none!important}
}
`;

const timeline = `
.facts{margin:0;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.9rem 1.25rem}
.facts dt{color:var(--muted);font-size:.8125rem}
.facts dd{margin:0;font-weight:600}
.split{display:grid;gap:1.25rem;align-items:start;grid-template-columns:minmax(0,1fr)}
.side{display:grid;gap:1.25rem;grid-template-columns:minmax(0,1fr)}
.list{list-style:none;margin:.8rem 0 0;padding:0;display:grid;gap:0}
.list>li{border-top:1px solid var(--line);padding:.75rem 0;display:grid;gap:.15rem}
.list>li:first-child{border-top:0;padding-top:.2rem}
.list>li:last-child{padding-bottom:0}
.list .head{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:baseline;justify-content:space-between}
.list b{font-weight:650}
.day{display:grid;gap:0;margin-top:1.4rem}
.day>h3{position:sticky;top:0;background:var(--surface);padding:.45rem 0;z-index:1;font-size:.9375rem;color:var(--muted)}
.events{list-style:none;margin:0;padding:0 0 0 1.35rem;border-left:2px solid var(--line);margin-left:.45rem;display:grid;gap:1.05rem}
.event{position:relative;display:grid;gap:.2rem;padding-top:.1rem}
.event::before{content:"";position:absolute;left:calc(-1.35rem - 7px);top:.5rem;width:12px;height:12px;border-radius:50%;background:var(--surface);border:2.5px solid var(--edge)}
.event.answered::before,.event.recorded::before{background:var(--accent);border-color:var(--accent)}
.event.told::before{border-radius:2px;background:var(--caution);border-color:var(--caution)}
.event.asked::before{border-color:var(--accent)}
.event.milestone::before{width:16px;height:16px;left:calc(-1.35rem - 9px);top:.35rem;border-radius:4px;background:var(--ink);border-color:var(--ink)}
.event.alert::before{background:var(--alert);border-color:var(--alert);border-radius:0;transform:rotate(45deg)}
.event .line{display:flex;flex-wrap:wrap;gap:.1rem .75rem;align-items:baseline}
.event time{color:var(--muted);font-size:.8438rem;min-width:4.5rem}
.event .what{font-weight:600}
.event .kind{margin-left:auto}
.event dl{margin:.1rem 0 0;display:grid;gap:.1rem;font-size:.9063rem}
.event dl div{display:grid;grid-template-columns:6.5rem minmax(0,1fr);gap:.6rem}
.event dt{color:var(--muted)}
.event dd{margin:0}
.event .source{color:var(--muted);font-size:.8125rem}
table{border-collapse:collapse;width:100%;font-size:.9063rem}
th{text-align:left;color:var(--muted);font-weight:600;font-size:.8125rem}
th,td{padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>*{border-bottom:0}
.scroll{overflow-x:auto;margin-top:.6rem}
@media (max-width:39.99rem){.event .kind:not(.alert,.caution){display:none}.event dl div{grid-template-columns:4.75rem minmax(0,1fr)}}
@media (min-width:40rem){.facts{grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr))}}
@media (min-width:70rem){.split{grid-template-columns:minmax(0,1fr) 25rem;gap:1.75rem}}
`;

const forms = `
.actions{list-style:none;margin:.8rem 0 0;padding:0;display:grid;gap:.85rem;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr))}
.actions a{display:grid;gap:.25rem;height:100%;align-content:start;background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:1.1rem 1.25rem;text-decoration:none;color:var(--ink)}
.actions a:hover{border-color:var(--accent)}
.actions b{font-weight:650;font-size:1.0625rem;color:var(--accent)}
.form{display:grid;gap:1.5rem;max-width:44rem}
.form .fields{display:grid;gap:1.35rem}
.field{display:grid;gap:.35rem}
.field .hint,.group .hint{color:var(--muted);font-size:.9063rem;font-weight:400}
.optional{color:var(--muted);font-weight:400;font-size:.875rem}
.field input:not([type=radio]):not([type=checkbox]),.field select{min-height:2.9rem;padding:.5rem .8rem}
.group{border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.15rem;display:grid;gap:1.1rem;background:var(--surface)}
.group .group{background:var(--sunken)}
.group>legend{float:left;width:100%;font-size:1.0625rem}
.group>legend+*{clear:both}
.fold>summary{cursor:pointer;min-height:2.75rem;display:flex;align-items:center;color:var(--accent);text-decoration:underline}
.fold[open]>summary{margin-bottom:.6rem}
.ticks{display:grid;gap:.1rem;grid-template-columns:repeat(auto-fill,minmax(min(13rem,100%),1fr))}
.tick{display:flex;gap:.65rem;align-items:center;min-height:2.75rem;font-weight:500}
.wrong{color:var(--alert);font-size:.9375rem;font-weight:600;display:flex;gap:.4rem}
.mark{width:1.05em;height:1.05em;flex:none;position:relative;top:.15em}
.variant:has(>.tick>input:not(:checked))>.fields{display:none}
.variant{display:grid;gap:.8rem}
.code textarea{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.9063rem}
`;

/** The style of the product's own views: board, timeline, forms, draws, dossier, week. */
export const productStyle = `${baseStyle}${shell}${board}${timeline}${forms}${consoleStyle}${drawStyle}${dossierStyle}${mondayStyle}${officeStyle}`;
