export const settingsNl = {
} as const
