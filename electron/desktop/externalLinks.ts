import { shell } from 'electron'

const schemes = new Set(['https:', 'tel:', 'mailto:'])

/**
 * The one way out to other programs: a map or portal (https), a call, a mail. Anything else could start a program with text
 * that came from an operator (`file:`, `smb:`, a vendor's own scheme). False where it was refused or nothing could open it.
 */
export async function openExternalSafely(text: string): Promise<boolean> {
  if (!isSafeExternal(text)) return false
  try {
    await shell.openExternal(new URL(text).href)
    return true
  } catch {
    return false
  }
}

/** Whether an address may be given to another program. */
export function isSafeExternal(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return schemes.has(url.protocol) && url.username === '' && url.password === ''
}
