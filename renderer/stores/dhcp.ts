import { createStore } from 'zustand/vanilla'
import type { OperatorFailureData } from '../../shared/contract/failures.ts'
import type { AccountId } from '../../shared/model/common.ts'
import type { DhcpField, DhcpQuery } from '../../shared/model/dhcp.ts'
import { guessDhcp } from '../../shared/model/dhcpText.ts'
import { decodeOption82 } from '../../shared/model/option82.ts'
import type { Option82 } from '../../shared/model/option82.ts'
import type { LineSummary } from '../../shared/model/search.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'

export type DhcpAnswer = {
  readonly query: DhcpQuery
  readonly asked: number
  readonly found: readonly LineSummary[]
  readonly failures: readonly { readonly accountId: AccountId; readonly failure: OperatorFailureData }[]
}

export type DhcpState = {
  readonly text: string
  /** What the engineer says it is; null leaves it to the text. */
  readonly picked: DhcpField | null
  readonly asking: { readonly query: DhcpQuery; readonly startedAtMs: number } | null
  readonly answer: DhcpAnswer | null
  readonly failure: CallFailure | null
}
export type DhcpStore = ReturnType<typeof createDhcpStore>

/** What the text is taken for, what it decodes to, and what would be asked; null where nothing can be. */
export type DhcpReading = { readonly field: DhcpField; readonly value: string; readonly option82: Option82 | null; readonly query: DhcpQuery | null }

const longestValue = 600

/** Reads what was pasted: by the engineer's word for it, else by its looks. An option 82 is asked for by its bare digits. */
export function readDhcp({ text, picked }: Pick<DhcpState, 'text' | 'picked'>): DhcpReading {
  const guess = guessDhcp(text)
  const field = picked ?? guess.field
  const { value } = guess
  if (field !== 'ipv4option82')
    return { field, value, option82: null, query: value === '' || value.length > longestValue ? null : { field, value } }
  if (value === '') return { field, value, option82: null, query: null }
  const option82 = decodeOption82(value)
  return { field, value, option82, query: option82.problem === null && option82.hex !== '' ? { field, value: option82.hex } : null }
}

/** Finding an access by what a DHCP log says of it. */
export function createDhcpStore(client: Pick<Client, 'lines'>, start: string, now: () => number = Date.now) {
  const store = createStore<DhcpState>(() => ({ text: start, picked: null, asking: null, answer: null, failure: null }))
  const { setState: set, getState: get } = store
  let asking: AbortController | null = null

  return {
    ...store,
    type(text: string): void {
      set({ text, answer: null, failure: null })
    },
    pick(picked: DhcpField): void {
      set({ picked, answer: null, failure: null })
    },
    /** Asks every account that can tell; `query` where it is a part of what was pasted. */
    async ask(query: DhcpQuery | null = readDhcp(get()).query): Promise<void> {
      if (query === null) return
      asking?.abort()
      const controller = new AbortController()
      asking = controller
      set({ asking: { query, startedAtMs: now() }, answer: null, failure: null })
      try {
        const answer = await client.lines.findByDhcp(query, { signal: controller.signal })
        if (asking === controller) set({ asking: null, answer: { query, ...answer } })
      } catch (error) {
        if (asking === controller) set({ asking: null, failure: controller.signal.aborted ? null : describeError(error) })
      }
    },
    stop(): void {
      asking?.abort()
    },
  }
}
