/** The colours of the web's tokens.css; a mail can't load them, so they stand here once more. */
const light = { paper: '#f6f4ee', card: '#fffefb', ink: '#1b2220', quiet: '#55605b', line: '#ddd8ca', accent: '#0f5c4d', onAccent: '#ffffff', sunken: '#eeebe1' } // prettier-ignore
const dark = { paper: '#131719', card: '#1a2023', ink: '#e9eae5', quiet: '#a5b0ab', line: '#2f383b', accent: '#5fcbb0', onAccent: '#0b1412', sunken: '#0f1315' } // prettier-ignore

const sans = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif"
const serif = "'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, 'DejaVu Serif', serif"
const mono = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', monospace"

/** In the elements themselves, because some mail programs drop style sheets: then it is light. */
export const styles = {
  paper: { backgroundColor: light.paper, fontFamily: sans, margin: 0, padding: '24px 12px' },
  card: {
    backgroundColor: light.card,
    border: `1px solid ${light.line}`,
    borderRadius: '8px',
    maxWidth: '560px',
    padding: '28px 28px 20px',
  },
  brand: { color: light.accent, fontFamily: serif, fontSize: '17px', fontWeight: 600, margin: '0 0 20px' },
  heading: {
    color: light.ink,
    fontFamily: serif,
    fontSize: '25px',
    fontWeight: 600,
    lineHeight: '32px',
    margin: '0 0 16px',
  },
  subheading: { color: light.ink, fontSize: '15px', fontWeight: 600, margin: '20px 0 8px' },
  text: { color: light.ink, fontSize: '15px', lineHeight: '23px', margin: '0 0 14px' },
  code: {
    backgroundColor: light.sunken,
    borderRadius: '8px',
    color: light.ink,
    fontFamily: mono,
    fontSize: '30px',
    fontWeight: 600,
    letterSpacing: '6px',
    lineHeight: '38px',
    margin: '18px 0',
    padding: '14px 8px 14px 14px',
    textAlign: 'center',
  },
  factName: {
    color: light.quiet,
    fontSize: '15px',
    lineHeight: '23px',
    paddingRight: '16px',
    textAlign: 'left',
    fontWeight: 400,
    verticalAlign: 'top',
  },
  factValue: {
    color: light.ink,
    fontSize: '15px',
    fontVariantNumeric: 'tabular-nums',
    lineHeight: '23px',
    verticalAlign: 'top',
  },
  facts: { margin: '0 0 14px' },
  list: { margin: '0 0 16px', paddingLeft: '20px' },
  item: { color: light.ink, fontSize: '15px', lineHeight: '23px', margin: '0 0 8px' },
  detail: { color: light.quiet, fontSize: '14px', lineHeight: '21px' },
  link: { color: light.accent, textDecoration: 'underline' },
  buttonLine: { margin: '22px 0' },
  button: {
    backgroundColor: light.accent,
    borderRadius: '8px',
    color: light.onAccent,
    fontSize: '15px',
    fontWeight: 600,
    padding: '12px 20px',
  },
  closing: { color: light.quiet, fontSize: '14px', lineHeight: '21px', margin: '0 0 14px' },
  rule: { border: 'none', borderTop: `1px solid ${light.line}`, margin: '20px 0 14px', width: '100%' },
  footer: { color: light.quiet, fontSize: '13px', lineHeight: '20px', margin: '0' },
} as const

/** For mail programs that know the reader's scheme. They were told that the mail brings both, so none inverts it. */
export const darkSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .paper, .paper > table > tbody > tr > td { background-color: ${dark.paper} !important; }
  .card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; }
  .ink { color: ${dark.ink} !important; }
  .quiet { color: ${dark.quiet} !important; }
  .accent { color: ${dark.accent} !important; }
  .code { background-color: ${dark.sunken} !important; color: ${dark.ink} !important; }
  .button { background-color: ${dark.accent} !important; color: ${dark.onAccent} !important; }
  .rule { border-top-color: ${dark.line} !important; }
}
@media (max-width: 480px) {
  .paper > table > tbody > tr > td { padding: 0 !important; }
  .card { border-left: 0 !important; border-right: 0 !important; border-radius: 0 !important; }
}`
