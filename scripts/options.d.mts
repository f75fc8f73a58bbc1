export const browserOptions: readonly string[]
export const commonOptions: readonly string[]
export function readLauncherOptions(args: readonly string[]): { browser: boolean; passed: string[]; unknown: string | undefined; informs: boolean }
export function closestOption(word: string): string | undefined
