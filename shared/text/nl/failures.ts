export const failuresNl = {
} as const
