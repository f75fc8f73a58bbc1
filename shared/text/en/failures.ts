export const failuresEn = {
} as const
