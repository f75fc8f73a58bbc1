/** Names that Windows keeps for devices, with or without an extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const mostCharacters = 120

/**
 * A file's name as it may be given to any system: the last part of a path, without characters that systems refuse, that
 * nobody sees or that turn the reading direction; at most 120 characters, its extension kept.
 */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const plain = last.replaceAll(/[\p{C}\p{Zl}\p{Zp}<>:"|?*]/gu, '').replaceAll(/\s+/g, ' ').replaceAll(/^[. ]+|[. ]+$/g, '')
  const whole = plain === '' ? 'file' : devices.test(plain) ? `_${plain}` : plain
  const letters = [...whole]
  if (letters.length <= mostCharacters) return whole
  const extension = /\.[^. ]{1,10}$/.exec(whole)?.[0] ?? ''
  return `${letters.slice(0, mostCharacters - extension.length).join('').trimEnd()}${extension}`
}
