import { createHash } from 'node:crypto'
import { UUIDS } from './line.ts'
import { uuidOf } from '../random.ts'

export type Upload = { uuid: string; file_name: string; size: number; sha256: string }

/** Uploaded files, known by size and hash. Every upload is a file of its own, also of the same content. */
export class Uploads {
  readonly #seed: number
  readonly #files = new Map<string, Upload>()
  #next = 0

  constructor(seed: number) {
    this.#seed = seed
  }

  /** A uuid nobody has yet. */
  reserve(): string {
    return uuidOf(this.#seed, UUIDS.attachment, this.#next++)
  }

  keep(uuid: string, fileName: string, base64: string): void {
    const bytes = Buffer.from(base64, 'base64')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    this.#files.set(uuid, { uuid, file_name: fileName, size: bytes.byteLength, sha256 })
  }

  get(uuid: string): Upload | null {
    return this.#files.get(uuid) ?? null
  }

  all(): readonly Upload[] {
    return [...this.#files.values()]
  }
}
