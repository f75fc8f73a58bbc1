import { pageOf } from './method.ts'
import type { LabCall } from './method.ts'

const KEPT_BYTES = 96 * 1024 * 1024

/**
 * Pages of `list_connections` as JSON text, kept until the network changes: benchmarks read the same pages again and again.
 * Full is full: a walk longer than the memory would only push out what it reads next.
 */
export class ConnectionPages {
  readonly #pages = new Map<string, string>()
  #bytes = 0
  #version = -1

  page({ world, params, now }: LabCall): string {
    world.refresh(now())
    const { nid, state } = (params['filter'] ?? {}) as { nid?: string; state?: unknown }
    if (nid !== undefined && state === undefined) world.looked(nid)
    if (world.version !== this.#version) this.#forget(world.version)
    const key = JSON.stringify(params)
    const kept = this.#pages.get(key)
    if (kept !== undefined) return kept
    const indexes = world.select(
      (params['filter'] ?? {}) as Record<string, unknown>,
      (params['sort'] ?? {}) as Record<string, unknown>,
    )
    const { from, to, info } = pageOf(params['pagination'], indexes.length)
    const rows: Record<string, unknown>[] = []
    for (let at = from; at < to; at++) rows.push(world.connection(world.line(indexes[at] ?? 0)))
    const json = JSON.stringify({ connections: rows, ...(info ? { pagination: info } : {}) })
    if (this.#bytes + json.length <= KEPT_BYTES) {
      this.#pages.set(key, json)
      this.#bytes += json.length
    }
    return json
  }

  #forget(version: number): void {
    this.#pages.clear()
    this.#bytes = 0
    this.#version = version
  }
}
