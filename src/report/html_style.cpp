// SPDX-License-Identifier: GPL-3.0-or-later
#include "html.hpp"

namespace landai::report {

const char* page_style() {
  return R"css(
:root{--ink:#1d2733;--soft:#4a5765;--line:#d9dde2;--paper:#fff;--ground:#f5f4f0;--accent:#0b5a5e;--s1:#b3261e;--s2:#b45309;--s3:#1d4ed8;--s4:#4b5563;--ok:#1f6b3a;color-scheme:light}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.16em}
:focus-visible{outline:3px solid #0b5a5e;outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999px;top:0;background:#fff;color:var(--accent);padding:.7rem 1rem;z-index:2}
.skip:focus{left:.5rem;top:.5rem}
header.top,main,footer,nav.contents{max-width:68rem;margin:0 auto;padding:0 1.25rem}
header.top{padding-top:2.2rem}
.brand{margin:0;font-size:.82rem;letter-spacing:.14em;text-transform:uppercase;color:var(--accent);font-weight:700}
h1{font-size:clamp(1.6rem,1.1rem + 2.4vw,2.5rem);line-height:1.15;margin:.3rem 0 .5rem;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:1.4rem;line-height:1.25;margin:0 0 .8rem;letter-spacing:-.01em}
h3{font-size:1.05rem;margin:1.6rem 0 .6rem}
h4{font-size:1.05rem;line-height:1.35;margin:0;font-weight:650}
p{margin:0 0 .7rem}
.meta{color:var(--soft);font-size:.94rem}
nav.contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;margin:1rem 0 0;padding:.65rem 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:.94rem}
nav.contents a{display:inline-block;padding:.15rem 0}
section{margin:2.4rem 0;background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1.5rem 1.6rem}
section>:last-child{margin-bottom:0}
.lead{font-size:1.16rem;line-height:1.5;max-width:46rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.2rem,1fr));gap:.8rem;margin:1.1rem 0;padding:0;list-style:none}
.tiles li{border:1px solid var(--line);border-top:4px solid var(--c,var(--s4));border-radius:6px;padding:.7rem .85rem}
.tiles b{display:block;font-size:1.9rem;line-height:1.1;font-weight:650;font-variant-numeric:tabular-nums;color:var(--c,var(--ink))}
.tiles span{font-size:.88rem;color:var(--soft)}
.t-fail{--c:var(--s1)}.t-undecided,.t-not_measured{--c:var(--s3)}.t-pass{--c:var(--ok)}
figure{margin:1rem 0 1.6rem}
.photos{display:grid;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr));gap:0 1.2rem}.photos img{max-width:100%;max-height:22rem;height:auto}
.proof{border-top:1px solid var(--line);padding:1.1rem 0;break-inside:avoid}.proof dl{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.25rem .9rem;margin:.4rem 0 0;font-size:.96rem}.proof dt{color:var(--soft)}.proof dd{margin:0}
.proof img{width:auto}
figcaption{font-size:.9rem;color:var(--soft);margin-top:.4rem}
.picture{border:1px solid var(--line);border-radius:6px;overflow-x:auto;background:#fff}
.picture svg{display:block;width:100%;height:auto;max-height:60rem}
.finding{border-top:1px solid var(--line);padding:1.25rem 0;display:grid;grid-template-columns:minmax(0,1fr);gap:.9rem 1.6rem;break-inside:avoid}
.finding.pictured{grid-template-columns:minmax(0,1fr) minmax(0,20.5rem)}
.finding>.f-head{grid-column:1/-1;display:grid;grid-template-columns:2.1rem minmax(0,1fr);gap:.7rem;align-items:start}
.f-head svg{width:2.1rem;height:2.1rem;margin-top:-.25rem}
.finding dl{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.25rem .9rem;margin:0;font-size:.96rem}
.finding dt{color:var(--soft)}
.finding dd{margin:0}
.finding dd.big{font-weight:650;font-variant-numeric:tabular-nums}
.remedy{background:#eef5f2;border-left:4px solid var(--accent);padding:.6rem .9rem;margin:.9rem 0 0;border-radius:0 6px 6px 0;font-size:.97rem}
.remedy b{display:block;font-size:.82rem;letter-spacing:.04em;color:var(--accent)}
.close{border:1px solid var(--line);border-radius:6px;overflow:hidden;align-self:start}
.close svg{display:block;width:100%;height:auto}
.sev{display:flex;align-items:center;gap:.5rem}
.scroll{overflow-x:auto;margin:.6rem 0 1rem}
table{border-collapse:collapse;width:100%;font-size:.92rem;line-height:1.45}
th,td{text-align:left;vertical-align:top;padding:.5rem .7rem .5rem 0;border-bottom:1px solid var(--line)}
thead th{font-size:.82rem;color:var(--soft);font-weight:600;border-bottom:2px solid #b9c0c8;white-space:nowrap}
tbody th{font-weight:600}
td.n,th.n{font-variant-numeric:tabular-nums;white-space:nowrap}
td.blank{min-width:7rem;border-bottom:1px solid #6b7785}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.v{white-space:nowrap;font-weight:600}
.v-fail{color:var(--s1)}.v-undecided,.v-not_measured{color:var(--s3)}.v-pass{color:var(--ok)}.v-not_applicable{color:var(--s4)}
.state{white-space:nowrap;font-weight:600}
.state-present,.state-compliant{color:var(--ok)}.state-absent,.state-less_compliant{color:var(--s1)}.state-in_progress,.state-fairly_compliant{color:#8a4b08}.state-unknown{color:var(--s4)}
table.forms td p{margin:0 0 .35rem}
tr.block th{padding-top:1rem;font-size:.95rem;color:var(--accent)}
details{border-top:1px solid var(--line);padding:.7rem 0}
summary{cursor:pointer;font-weight:600;padding:.2rem 0}
ul.plain{padding-left:1.1rem;margin:.4rem 0 1rem}
ul.plain li{margin:.35rem 0}
.small{font-size:.88rem;color:var(--soft)}
.pack{border-top:1px solid var(--line);padding:.9rem 0}
.tag{display:inline-block;border:1px solid #9aa5b1;border-radius:99px;padding:0 .6rem;font-size:.8rem;font-weight:600;color:var(--soft);vertical-align:.12em}
code{font:.86em ui-monospace,'DejaVu Sans Mono',monospace;overflow-wrap:anywhere}
footer{padding-bottom:3rem;color:var(--soft);font-size:.86rem}
@media (max-width:46rem){
header.top,main,footer,nav.contents{padding-left:.9rem;padding-right:.9rem}
section{padding:1.1rem 1rem;margin:1.3rem 0;border-radius:8px}
.finding.pictured{grid-template-columns:minmax(0,1fr)}
.finding dl{grid-template-columns:minmax(0,1fr);gap:0}
.finding dt{margin-top:.5rem;font-size:.84rem}
.picture svg{min-width:34rem}
.scroll table{min-width:36rem}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
}
@page{size:A4;margin:15mm 14mm 16mm}
@media print{
:root{--ground:#fff}
html{font-size:9.6pt;scroll-behavior:auto}
body{background:#fff}
header.top,main,footer,nav.contents{max-width:none;padding:0}
header.top{padding-top:0}
nav.contents,.skip{display:none}
section{border:0;padding:0;margin:0 0 9mm;border-radius:0}
h2{border-bottom:1.5pt solid var(--ink);padding-bottom:1mm;break-after:avoid}
h3,h4{break-after:avoid}
a{color:inherit;text-decoration:none}
.finding.pictured{grid-template-columns:minmax(0,1fr) 62mm}
.finding dl{grid-template-columns:29mm minmax(0,1fr)}
.scroll,.picture{overflow:visible}
.scroll table{min-width:0}
.picture svg{min-width:0;max-height:168mm}
figure,tr,.pack,.tiles{break-inside:avoid}
details::details-content{content-visibility:visible;block-size:auto}
thead{display:table-header-group}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)css";
}

}  // namespace landai::report
