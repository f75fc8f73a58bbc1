export const findNl = {
} as const
