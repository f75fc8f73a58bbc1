/**
 * What a photo may be at most when it reaches the core: the page scales it down first. Ten of them fit a PDF of 5 MB.
 * Without zod: the page uses it too.
 */
export const photoLimits = { longestSidePx: 2048, bytes: 480_000 } as const
