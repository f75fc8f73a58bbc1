/** The line room of an access of an open network. */
export const accessEn = {
} as const
