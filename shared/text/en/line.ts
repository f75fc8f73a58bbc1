export const lineEn = {
} as const
