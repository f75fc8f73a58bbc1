import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { defaultCost, deriveKey } from '../vault/passphraseFile.ts'
import type { ScryptCost } from '../vault/passphraseFile.ts'

/** Why a file of a colleague's cannot be opened. */
export type SealTrouble = 'notAVisit' | 'newer' | 'damaged' | 'wrongPassphrase'

export class SealFailure extends Error {
  override readonly name = 'SealFailure'
  readonly code: SealTrouble

  constructor(code: SealTrouble) {
    super(`sealed file: ${code}`)
    this.code = code
  }
}

const magic = Buffer.from('LSVISIT')
export const sealVersion = 1
const saltBytes = 32
const checkBytes = 32
const prefixBytes = 7
const sumBytes = 32
// Magic, version, log2 N, r, p, salt, check, nonce prefix, then the sum of all of these.
const plainHeadBytes = magic.length + 4 + saltBytes + checkBytes + prefixBytes
const headBytes = plainHeadBytes + sumBytes
const segmentBytes = 1 << 20
const tagBytes = 16

/**
 * Content under a passphrase, as one file: a head with scrypt's cost and salt, then AES-256-GCM in segments of 1 MiB (STREAM;
 * Hoang, Reyhanitabar, Rogaway, Vizár 2015): each nonce carries the segment's number and whether it is the last, so that
 * segments can neither be cut off, repeated nor put in another order. Every segment is bound to the head.
 */
export async function seal(content: Uint8Array, passphrase: string, cost: ScryptCost = defaultCost): Promise<Buffer> {
  const { salt, key, check } = await deriveKey(passphrase, cost, randomBytes(saltBytes))
  const prefix = randomBytes(prefixBytes)
  const plainHead = Buffer.concat([magic, Buffer.from([sealVersion, Math.log2(cost.N), cost.r, cost.p]), salt, check, prefix])
  const head = Buffer.concat([plainHead, sumOf(plainHead)])
  const count = Math.max(1, Math.ceil(content.length / segmentBytes))
  const segments = Array.from({ length: count }, (_, index) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, index, index === count - 1))
    cipher.setAAD(head)
    const sealed = cipher.update(content.subarray(index * segmentBytes, (index + 1) * segmentBytes))
    cipher.final()
    return Buffer.concat([sealed, cipher.getAuthTag()])
  })
  return Buffer.concat([head, ...segments])
}

/** The content of a sealed file. Throws SealFailure. */
export async function unseal(file: Buffer, passphrase: string): Promise<Buffer> {
  if (!file.subarray(0, magic.length).equals(magic)) throw new SealFailure('notAVisit')
  const version = file[magic.length] ?? 0
  if (version > sealVersion) throw new SealFailure('newer')
  if (version === 0 || file.length < headBytes + tagBytes) throw new SealFailure('damaged')
  const head = file.subarray(0, headBytes)
  const plainHead = head.subarray(0, plainHeadBytes)
  // No protection: it tells damage from a wrong passphrase.
  if (!sumOf(plainHead).equals(head.subarray(plainHeadBytes))) throw new SealFailure('damaged')
  const { cost, salt, check, prefix } = partsOf(plainHead)
  const derived = await deriveKey(passphrase, cost, salt)
  if (!timingSafeEqual(check, derived.check)) throw new SealFailure('wrongPassphrase')
  const body = file.subarray(headBytes)
  const count = Math.ceil(body.length / (segmentBytes + tagBytes))
  return Buffer.concat(Array.from({ length: count }, (_, index) => {
    const segment = body.subarray(index * (segmentBytes + tagBytes), (index + 1) * (segmentBytes + tagBytes))
    if (segment.length < tagBytes) throw new SealFailure('damaged')
    const nonce = nonceOf(prefix, index, index === count - 1)
    const decipher = createDecipheriv('aes-256-gcm', derived.key, nonce, { authTagLength: tagBytes })
    decipher.setAAD(head)
    decipher.setAuthTag(segment.subarray(-tagBytes))
    const content = decipher.update(segment.subarray(0, -tagBytes))
    try {
      decipher.final()
    } catch {
      throw new SealFailure('damaged')
    }
    return content
  }))
}

const sumOf = (plainHead: Uint8Array): Buffer => createHash('sha256').update(plainHead).digest()

function nonceOf(prefix: Buffer, index: number, isLast: boolean): Buffer {
  const nonce = Buffer.concat([prefix, Buffer.alloc(5)])
  nonce.writeUInt32BE(index, prefixBytes)
  nonce.writeUInt8(isLast ? 1 : 0, prefixBytes + 4)
  return nonce
}

/** Throws SealFailure `damaged` for a cost that no Lineside writes and that would take all memory or time. */
function partsOf(plainHead: Buffer): { cost: ScryptCost; salt: Buffer; check: Buffer; prefix: Buffer } {
  const [log2N = 0, r = 0, p = 0] = plainHead.subarray(magic.length + 1)
  if (log2N < 1 || log2N > 20 || r < 1 || p < 1 || p > 16 || 2 ** log2N * r > 2 ** 22) throw new SealFailure('damaged')
  const rest = plainHead.subarray(magic.length + 4)
  return {
    cost: { N: 2 ** log2N, r, p }, salt: Buffer.from(rest.subarray(0, saltBytes)), check: rest.subarray(saltBytes, saltBytes + checkBytes),
    prefix: rest.subarray(saltBytes + checkBytes),
  }
}
