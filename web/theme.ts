import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Mantine wants ten shades; what is seen comes from tokens.css, which knows light and dark. */
const pine: MantineColorsTuple = [
  '#e9f5f1',
  '#d5e8e2',
  '#a8d2c5',
  '#77baa6',
  '#4fa58c',
  '#359a7c',
  '#1f7c63',
  '#0f5c4d',
  '#0a4539',
  '#053229',
]

/** Mantine draws lines, tracks and fields from these two: warm in light, green-black in dark, like the tokens. */
const gray: MantineColorsTuple = [
  '#f6f4ee',
  '#eeebe1',
  '#e6e2d6',
  '#ddd8ca',
  '#86897f',
  '#86897f',
  '#6e736b',
  '#55605b',
  '#363f3b',
  '#1b2220',
]
const dark: MantineColorsTuple = [
  '#e9eae5',
  '#a5b0ab',
  '#8b9691',
  '#6d7a76',
  '#6d7a76',
  '#2f383b',
  '#222a2d',
  '#1a2023',
  '#131719',
  '#0f1315',
]

const tones = new Set(['good', 'fair', 'bad', 'quiet'])

/** Buttons, badges and links in our own colours: `color="bad"` is a tone, everything else the accent. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const tone = tones.has(String(input.color)) ? String(input.color) : null
  const ink = tone ? `var(--${tone})` : 'var(--accent)'
  const soft = tone ? `var(--${tone}-bg)` : 'var(--accent-soft)'
  const none = 'calc(0.0625rem * var(--mantine-scale)) solid transparent'
  const line = 'calc(0.0625rem * var(--mantine-scale)) solid var(--line-strong)'
  switch (input.variant) {
    case 'filled':
      return {
        background: ink,
        hover: tone ? ink : 'var(--accent-strong)',
        color: 'var(--on-accent)',
        border: none,
      }
    case 'light':
      return { background: soft, hover: soft, color: ink, border: none }
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: 'var(--hover)', color: ink, border: none }
    case 'outline':
      return { background: 'transparent', hover: soft, color: ink, border: line }
    default:
      return defaultVariantColorsResolver(input)
  }
}

export const theme = createTheme({
  colors: { pine, gray, dark },
  primaryColor: 'pine',
  primaryShade: 7,
  defaultRadius: 7,
  cursorType: 'pointer',
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: {
    xs: 'var(--text-xs)',
    sm: 'var(--text-sm)',
    md: 'var(--text-md)',
    lg: 'var(--text-lg)',
    xl: 'var(--text-xl)',
  },
  headings: { fontFamily: 'var(--serif)', fontWeight: '600' },
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    // A <header> outside of main counts as the page's banner, of which there is one.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    ModalCloseButton: { defaultProps: { 'aria-label': 'Close' } },
  },
})

export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-bright': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--quiet)',
    '--mantine-color-placeholder': 'var(--quiet)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-default': 'var(--card)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-disabled': 'var(--quiet-bg)',
    '--mantine-color-disabled-color': 'var(--quiet)',
    '--mantine-color-disabled-border': 'var(--line)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-strong)',
    '--mantine-primary-color-light': 'var(--accent-soft)',
    '--mantine-primary-color-light-color': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
    '--mantine-color-pine-filled': 'var(--accent)',
    '--mantine-color-pine-filled-hover': 'var(--accent-strong)',
    '--mantine-color-pine-light': 'var(--accent-soft)',
    '--mantine-color-pine-light-color': 'var(--accent)',
    '--mantine-color-pine-outline': 'var(--accent)',
  }
  return { variables: {}, light: shared, dark: shared }
}
