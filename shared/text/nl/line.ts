export const lineNl = {
} as const
