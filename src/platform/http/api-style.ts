/** The look of the API's page: one column on a phone, contents beside it on a wide screen, light and dark. */
export const apiStyle = `
:root { color-scheme: light dark; --ink: #1c2024; --quiet: #545b63; --line: #d9dde2; --paper: #ffffff; --raised: #f5f6f8; --link: #0b57b4; --mark: #14612f }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e7e9ec; --quiet: #a8b0b9; --line: #363c44; --paper: #15181c; --raised: #1f242a; --link: #8ab8f5; --mark: #86d3a0 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.55 system-ui, sans-serif }
a { color: var(--link) }
.skip { position: absolute; left: -999px }
.skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 8px }
header, main, nav, footer { padding: 0 16px }
header { border-bottom: 1px solid var(--line); padding-bottom: 8px }
h1 { font-size: 1.6rem; margin: 20px 0 4px }
h2 { font-size: 1.25rem; margin: 40px 0 4px; padding-top: 16px; border-top: 1px solid var(--line) }
h3 { font-size: 1rem; margin: 28px 0 2px; font-family: ui-monospace, monospace; overflow-wrap: anywhere }
p { margin: 6px 0; max-width: 72ch }
.quiet { color: var(--quiet) }
.place { font-family: ui-monospace, monospace; overflow-wrap: anywhere }
.place b { color: var(--mark) }
code, pre { font-family: ui-monospace, monospace; font-size: 13px }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 8px 10px; margin: 6px 0; white-space: pre-wrap; overflow-wrap: anywhere }
dl { margin: 6px 0 10px; display: grid; gap: 2px 16px; max-width: 80ch }
dt { font: 600 13px/1.8 ui-monospace, monospace; overflow-wrap: anywhere }
dd { margin: 0 0 4px; overflow-wrap: anywhere }
summary { cursor: pointer; padding: 4px 0; color: var(--link) }
nav ul { list-style: none; padding: 0 0 0 12px; margin: 0 0 8px }
nav > ul { padding: 0 }
nav li { overflow-wrap: anywhere }
@media (max-width: 60rem) { nav ul ul { display: none } }
@media (min-width: 40rem) { dl { grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr) } }
@media (min-width: 60rem) {
  .page { display: grid; grid-template-columns: 17rem minmax(0, 1fr) }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding-top: 16px; border-right: 1px solid var(--line) }
  main { padding: 0 32px 64px; max-width: 62rem }
}
@media print { nav, .skip { display: none } }
`
