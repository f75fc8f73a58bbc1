/** The line room of an access of an open network. */
export const accessNl = {
} as const
