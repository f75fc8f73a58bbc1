export const findingsNl = {
} as const
