export const findEn = {
} as const
