export const appNl = {
} as const
