export const ticketsNl = {
} as const
