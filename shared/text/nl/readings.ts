export const readingsNl = {
} as const
