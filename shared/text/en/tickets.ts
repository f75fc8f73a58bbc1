export const ticketsEn = {
} as const
