export const readingsEn = {
} as const
