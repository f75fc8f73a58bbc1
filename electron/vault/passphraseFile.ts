import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { VaultFailure } from './vault.ts'

/** scrypt's cost (RFC 7914): memory is 128 * N * r bytes. */
export type ScryptCost = { readonly N: number; readonly r: number; readonly p: number }

/** 128 MiB and about half a second: OWASP's first choice for scrypt (Password Storage Cheat Sheet). */
export const defaultCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }

/** A derived key with what is needed to derive it again. */
export type WrappingKey = { readonly cost: ScryptCost; readonly salt: Buffer; readonly key: Buffer; readonly check: Buffer }

export type Entries = ReadonlyMap<string, string>

const base64 = z.string().regex(/^[\w+/]+=*$/)
const Sealed = z.object({
  format: z.literal(1),
  scrypt: z.object({ N: z.int().min(2), r: z.int().min(1), p: z.int().min(1).max(16), salt: base64 })
    // 512 MiB at most: a tampered file must not make the app take all memory.
    .refine(({ N, r }) => N * r <= 2 ** 22),
  check: base64,
  nonce: base64,
  tag: base64,
  data: base64,
})
/** The content of `vault.enc` as read; `sum` is no protection, it tells damage from a wrong passphrase. */
const VaultFile = Sealed.extend({ sum: z.string() })
export type VaultFile = z.infer<typeof VaultFile>
const EntryList = z.array(z.tuple([z.string(), z.string()]))

const sumOf = (sealed: z.infer<typeof Sealed>): string => createHash('sha256').update(JSON.stringify(sealed)).digest('hex')
const bytes = (text: string): Buffer => Buffer.from(text, 'base64')

/** The file's parts. Throws VaultFailure `damaged`. */
export function parseVaultFile(text: string): VaultFile {
  try {
    const { sum, ...sealed } = VaultFile.parse(JSON.parse(text))
    if (sumOf(sealed) === sum) return { ...sealed, sum }
  } catch {
    // Not JSON or not of this shape: the same as a wrong sum.
  }
  throw new VaultFailure('damaged')
}

/** Derives the key that wraps the file, off the main thread. */
export function deriveKey(passphrase: string, cost: ScryptCost, salt: Buffer = randomBytes(32)): Promise<WrappingKey> {
  const { N, r, p } = cost
  return new Promise((resolve, reject) => {
    // NFC: the same letters typed on another system are the same passphrase.
    scrypt(passphrase.normalize('NFC'), salt, 64, { N, r, p, maxmem: 128 * r * (N + p + 2) + 4096 }, (error, derived) => {
      if (error) return reject(error)
      const check = createHash('sha256').update(derived.subarray(32)).digest()
      return resolve({ cost: { N, r, p }, salt, key: derived.subarray(0, 32), check })
    })
  })
}

/** The key of an existing file. Throws VaultFailure `wrongPassphrase`. */
export async function unlockKey(file: VaultFile, passphrase: string): Promise<WrappingKey> {
  const derived = await deriveKey(passphrase, file.scrypt, bytes(file.scrypt.salt))
  const check = bytes(file.check)
  if (check.length !== derived.check.length || !timingSafeEqual(check, derived.check)) throw new VaultFailure('wrongPassphrase')
  return derived
}

/** The file's text: entries under AES-256-GCM with a fresh nonce. */
export function seal(entries: Entries, wrapping: WrappingKey): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrapping.key, nonce)
  const data = Buffer.concat([cipher.update(JSON.stringify([...entries]), 'utf8'), cipher.final()])
  const sealed = {
    format: 1 as const,
    scrypt: { ...wrapping.cost, salt: wrapping.salt.toString('base64') },
    check: wrapping.check.toString('base64'),
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  }
  return `${JSON.stringify({ ...sealed, sum: sumOf(sealed) })}\n`
}

/** The file's entries. Throws VaultFailure `damaged`. */
export function unseal(file: VaultFile, wrapping: WrappingKey): Entries {
  try {
    const decipher = createDecipheriv('aes-256-gcm', wrapping.key, bytes(file.nonce), { authTagLength: 16 })
    decipher.setAuthTag(bytes(file.tag))
    const text = Buffer.concat([decipher.update(bytes(file.data)), decipher.final()]).toString('utf8')
    return new Map(EntryList.parse(JSON.parse(text)))
  } catch {
    throw new VaultFailure('damaged')
  }
}
