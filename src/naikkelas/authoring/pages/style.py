"""How a page about a rule set looks: on a phone, on paper, by day and by night."""

from typing import Final

STYLE: Final = """\
:root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --soft: #f3f4f6; --line: #c4c8cf; --faint: #5a6270; --link: #0b57a4;
  --fact: #e8f1fb; --derived: #fdf3dc; --criterion: #e6f4ea; --result: #ece7f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #16181c; --soft: #23262c; --line: #4a505a; --faint: #a3abb8;
  --link: #8ab8f0; --fact: #1d3148; --derived: #43371a; --criterion: #1e3a28; --result: #332a4d; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
main, footer { max-width: 54rem; margin: 0 auto; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 .5rem; }
a { color: var(--link); }
code { padding: 0 .25em; border-radius: 3px; background: var(--soft); color: var(--faint); font-size: .85em; font-weight: normal; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; list-style: none; }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 8px; }
article:target, li:target { outline: 2px solid var(--link); }
.nk-label { margin: .5rem 0 0; color: var(--faint); }
ul { margin: .25rem 0; padding-left: 1.25rem; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .25rem 1rem; margin: .75rem 0; }
dt { color: var(--faint); }
dd { margin: 0; }
.nk-wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; overflow-wrap: normal; }
th, td { padding: .4rem .5rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--soft); }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
svg rect { fill: var(--fact); stroke: var(--line); }
.nk-derived rect { fill: var(--derived); }
.nk-requirement rect, .nk-preference rect, .nk-note rect { fill: var(--criterion); }
.nk-preference rect, .nk-note rect { stroke-dasharray: 5 3; }
.nk-result rect { fill: var(--result); }
.nk-edge { fill: none; stroke: var(--faint); stroke-opacity: .55; }
footer { margin-top: 2.5rem; color: var(--faint); font-size: .85rem; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
@media print { body { padding: 0; font-size: 10.5pt; } nav { display: none; } article, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .nk-wide { overflow: visible; } svg { max-width: 100%; height: auto; } }
"""
