import { ActionIcon, Button, createTheme, Input } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'

/** The one accent: petrol, dark enough for white text in both schemes (shades 6 and 7). */
const accent: MantineColorsTuple = [
  '#e8f4f8', '#d3e7ee', '#a8cfdd', '#7bb6cb', '#57a1bc', '#3d8eab', '#277b99', '#0f6583', '#0a526b', '#053f54',
]
/** Slate instead of neutral black: calmer beside the level colours. */
const dark: MantineColorsTuple = [
  '#dbe2e9', '#bcc7d1', '#98a5b3', '#738191', '#465361', '#36414e', '#28313c', '#1b222b', '#151b22', '#0f1419',
]

/** Targets are at least 40 px: used standing, with one hand, on a tablet. */
const targetHeight = '2.5rem'

export const theme = createTheme({
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "Liberation Mono", monospace',
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontWeight: '650', sizes: { h1: { fontSize: '1.375rem' }, h2: { fontSize: '1.0625rem' }, h3: { fontSize: '0.9375rem' } },
  },
  defaultRadius: 'sm',
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({ defaultProps: { size: 'sm' }, vars: () => ({ root: { '--button-height': targetHeight } }) }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle' }, vars: () => ({ root: { '--ai-size': targetHeight } }) }),
    Input: Input.extend({ vars: () => ({ wrapper: { '--input-height': targetHeight } }) }),
  },
})

/** Mantine's own greys that miss 4.5:1 on our backgrounds, made darker or lighter. */
export const resolveCssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#17212b',
    '--mantine-color-dimmed': '#55626f',
    '--mantine-color-placeholder': '#626f7c',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0f6583',
    '--mantine-color-default-border': '#c5ced6',
    '--mantine-color-default-color': '#17212b',
  },
  dark: {
    '--mantine-color-body': '#151b22',
    '--mantine-color-text': '#dbe2e9',
    '--mantine-color-dimmed': '#98a5b3',
    '--mantine-color-placeholder': '#8b98a6',
    '--mantine-color-error': '#ff9a91',
    '--mantine-color-anchor': '#7bb6cb',
    '--mantine-color-default': '#1b222b',
    '--mantine-color-default-border': '#465361',
  },
})

/** The nonce that the host wrote into the page, for the few styles Mantine adds at run time (strict CSP). */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
