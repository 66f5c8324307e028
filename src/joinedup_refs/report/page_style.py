"""The look of the HTML report, on screens light and dark and on paper."""

CSS = """\
:root{color-scheme:light dark;--ink:#1d2125;--soft:#5a636e;--paper:#fbfaf8;--card:#fff;
--line:#dcd9d2;--accent:#7a4b12;--loud:#8a5a00;--loud-bg:#fff4d6;--old:#9d2b22;--old-bg:#fdecea;
--new:#17663a;--new-bg:#e6f5ec}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--soft:#a5acb5;--paper:#17191c;
--card:#1f2226;--line:#383c42;--accent:#e5b36b;--loud:#f1c978;--loud-bg:#382d12;--old:#f2a59d;
--old-bg:#3d211f;--new:#8fd6ab;--new-bg:#1b3526}}
*{box-sizing:border-box}
html{font:17px/1.55 Georgia,"Iowan Old Style","Noto Serif",serif;background:var(--paper);
color:var(--ink)}
body{max-width:46rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1,h2,h3,.tag,nav,footer,dt,th{font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
h1{font-size:1.55rem;line-height:1.25;margin:0 0 .35rem;overflow-wrap:anywhere}
h2{font-size:1.15rem;margin:2.6rem 0 .8rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
h3{font-size:1rem;margin:0 0 .5rem}
p{margin:.4rem 0}
a{color:var(--accent)}
.lead{font-size:1.1rem}
.soft,footer{color:var(--soft)}
.soft{font-size:.9rem}
.loud{background:var(--loud-bg);color:var(--loud);border-left:.3rem solid var(--loud);
padding:.7rem 1rem;margin:1.1rem 0;border-radius:.2rem}
.loud strong{letter-spacing:.03em}
nav{font-size:.9rem;margin-top:1rem}
nav a{margin-right:1rem;white-space:nowrap}
article{background:var(--card);border:1px solid var(--line);border-radius:.4rem;
padding:.9rem 1.1rem;margin:.8rem 0;overflow-wrap:anywhere}
.tag{display:inline-block;font-size:.75rem;font-weight:600;color:var(--soft);
border:1px solid var(--line);border-radius:1rem;padding:.05rem .6rem;
vertical-align:.1em;white-space:nowrap}
.reading{margin:.35rem 0;padding:.3rem .7rem;border-left:.2rem solid var(--line)}
.reading.before{border-color:var(--old)}
.reading.after{border-color:var(--new)}
del{color:var(--old);background:var(--old-bg);text-decoration:line-through;
text-decoration-thickness:1px}
ins{color:var(--new);background:var(--new-bg);text-decoration:none;font-weight:600}
dl{display:grid;grid-template-columns:5.5rem 1fr;gap:.3rem .8rem;margin:.5rem 0}
dt{font-size:.85rem;color:var(--soft);padding-top:.1rem}
dd{margin:0}
ol.list{padding-left:2.2rem}
ol.list li{margin:.5rem 0;overflow-wrap:anywhere}
ol.list li.mended::marker{color:var(--new);font-weight:700}
table.records{border-collapse:collapse;width:100%;font-size:.9rem}
table.records th,table.records td{text-align:left;vertical-align:top;padding:.4rem .6rem;
border-bottom:1px solid var(--line);overflow-wrap:anywhere}
table.records p{margin:0 0 .3rem}
ul{padding-left:1.3rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
footer{margin-top:3rem;border-top:1px solid var(--line);padding-top:.8rem;font-size:.85rem}
@media (max-width:30rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
@media print{:root{--ink:#000;--soft:#444;--paper:#fff;--card:#fff;--line:#bbb;--accent:#000;
--loud:#000;--loud-bg:#fff;--old:#000;--old-bg:#fff;--new:#000;--new-bg:#fff}
html{font-size:11pt}body{max-width:none;padding:0}nav{display:none}
article,.loud,li{break-inside:avoid}h2,h3{break-after:avoid}ins{text-decoration:underline}
a[href^="http"]::after{content:" <" attr(href) ">";font-size:.85em}
.reading a::after,ol.list a::after{content:""}}
"""
