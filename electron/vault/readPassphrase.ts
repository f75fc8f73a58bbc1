import { readFileSync, statSync } from 'node:fs'
import { VaultFailure } from './vault.ts'

/** Longer than any passphrase: whoever pipes more has piped the wrong thing. */
const longest = 4096

/**
 * Reads a passphrase for an unattended start, from a file only its owner can read or from a stream's whole content; one line
 * end is taken off. Throws VaultFailure `passphraseUnreadable` (also when it is not text or too long), `passphraseExposed`
 * or `passphraseEmpty`.
 */
export async function readPassphrase(
  from: { readonly file: string } | { readonly stdin: AsyncIterable<Uint8Array | string> },
): Promise<string> {
  const content = 'file' in from ? readOwnFile(from.file) : await readAll(from.stdin)
  if (content.length > longest) throw new VaultFailure('passphraseUnreadable')
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    throw new VaultFailure('passphraseUnreadable')
  }
  const passphrase = text.replace(/\r?\n$/, '')
  if (passphrase === '') throw new VaultFailure('passphraseEmpty')
  return passphrase
}

function readOwnFile(path: string): Buffer {
  let mode: number
  let content: Buffer
  try {
    mode = statSync(path).mode
    content = readFileSync(path)
  } catch {
    throw new VaultFailure('passphraseUnreadable')
  }
  // Windows has no such bits: its files take the access rights of their directory.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw new VaultFailure('passphraseExposed')
  return content
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of stream) {
    const piece = Buffer.from(part)
    parts.push(piece)
    length += piece.length
    if (length > longest) break
  }
  return Buffer.concat(parts)
}
