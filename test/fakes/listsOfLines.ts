import type { AccountId, LineId, SystemKey } from '../../shared/model/common.ts'
import { lineIdOf, systemKeyOf } from '../../shared/model/common.ts'
import type { Subscription } from '../../shared/model/access.ts'
import type { Line } from '../../shared/model/line.ts'
import type { LineHint, LineList, LineListReader, LineListReaderOf, LineListReply, Operator, OperatorMethods, ReadLine } from '../../electron/operators/operator.ts'
import { emptyCarrier } from '../../electron/operators/emptyCarrier.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import { readers } from '../../electron/lines/readers.ts'
import type { Readers, RecordContext, Sections } from '../../electron/lines/readers.ts'

/** A system whose lists come whole, spoken one record a line: what the core makes of such lists, without any adapter. */
export const listSystem = systemKeyOf('onApi', 'https://network.example/onapi/2.6')

/** A record of the fake. What is left out has a value of its own. */
export type FakeAccess = {
  readonly accessId: string; readonly street?: string; readonly number?: string; readonly littera?: string; readonly postcode?: string
  readonly city?: string; readonly unit?: string; readonly state?: Line['state']
  readonly legacyAccessId?: string; readonly outlet?: string; readonly country?: string
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** A line of the fake as its reader gives it. */
export function fakeAccessLine(record: FakeAccess, context: Pick<RecordContext, 'system' | 'accountId' | 'seenAt'>, sections: Sections = {}): Line {
  const subscriptions = Array.isArray(sections['subscriptions']) ? sections['subscriptions'] as Subscription[] : []
  const unit = record.unit ?? null
  return {
    id: lineIdOf(context.system, record.accessId), system: context.system, accountId: context.accountId, nativeId: record.accessId,
    address: {
      street: record.street ?? 'Storgatan', houseNumber: record.number ?? '1', houseNumberExtension: record.littera ?? null, unit,
      postcode: record.postcode ?? '903 25', city: record.city ?? 'Umeå', municipality: null, province: null, latitude: null, longitude: null,
      country: record.country ?? 'SE',
    },
    medium: 'fibrePointToPoint', technology: null, supplier: null, state: record.state === undefined ? 'active' : record.state, active: null, online: 'unknown',
    carrier: emptyCarrier,
    circuits: [], contacts: [], tags: [], sla: null, contract: null, transaction: null, endUser: null,
    access: {
      accessId: record.accessId, legacyAccessId: record.legacyAccessId ?? null, premisesType: null, apartmentNumber: unit, distinguisher: null,
      outlet: record.outlet ?? null, population: null, priceGroup: null, accessState: null, nationalAddressUuid: null, subscriptions, services: [],
    },
    service: null, request: null, seenAt: context.seenAt,
  }
}

/** A subscription with nothing but what a test gives it. */
export const fakeSubscription = (more: Partial<Subscription> = {}): Subscription => ({
  subscriptionId: null, service: null, operationalState: null, state: null, connectionDate: null, disconnectionDate: null, spReference: null,
  spSubscriptionId: null, option82: null, dhcpIdentifiers: [], fixedIp: null, ipAddresses: [], sla: null, characteristics: [], equipment: [], note: null, ...more,
})

function readFake(value: unknown, context: Omit<RecordContext, 'state'>, sections: Sections = {}): ReadLine | null {
  if (typeof value !== 'object' || value === null || !('accessId' in value) || textOf(value.accessId) === null) return null
  return { line: fakeAccessLine(value as FakeAccess, context, sections), raw: JSON.stringify(value) }
}

/** One JSON text a line, `end` on the last. */
const fakeReader: LineListReaderOf = (list, context): LineListReader => {
  const decoder = new TextDecoder()
  let rest = ''
  let ended = false
  return {
    push(chunk) {
      const rows = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = rows.pop() ?? ''
      const lines: ReadLine[] = []
      const sections: { nativeId: string; section: string; raw: string | null }[] = []
      const hints: LineHint[] = []
      const bad: { index: number; reason: string }[] = []
      for (const [index, row] of rows.entries()) {
        if (row === 'end') {
          ended = true
          continue
        }
        if (row === 'refused') throw new OperatorFailure({ kind: 'badReply', code: 'list' })
        const value: unknown = JSON.parse(row)
        if (list === 'accesses') {
          const read = readFake(value, context)
          if (read === null) bad.push({ index, reason: 'no access' })
          else lines.push(read)
        } else if (list === 'subscriptions') {
          const { accessId, subscriptions } = value as { accessId: string; subscriptions: unknown }
          sections.push({ nativeId: accessId, section: 'subscriptions', raw: subscriptions === null ? null : JSON.stringify(subscriptions) })
        } else hints.push(value as LineHint)
      }
      return { lines, sections, hints, bad }
    },
    end() {
      if (!ended) throw new OperatorFailure({ kind: 'badReply', code: 'endedEarly' })
    },
  }
}

/** The app's readers, with this fake in the place of ON-API's. */
export const fakeListReaders: Readers = { ...readers, onApi: { list: fakeReader, record: readFake } }

const encoder = new TextEncoder()
export const bodyOf = (records: readonly unknown[]): string => [...records.map(record => JSON.stringify(record)), 'end', ''].join('\n')

type Kept<T> = { readonly value: T; changedAt: number }

/** A network that lives: what is changed is told to whoever asks with an older version. */
export function fakeNetwork({ chunkBytes = 50, heeds = true }: { chunkBytes?: number; heeds?: boolean } = {}) {
  let version = 1
  const accesses = new Map<string, Kept<FakeAccess>>()
  const subscriptions = new Map<string, Kept<readonly Subscription[] | null>>()
  const hints: Kept<LineHint>[] = []
  const asked: string[] = []
  const network = {
    asked, heeds, hinting: true,
    /** Called before each reply and each of its pieces; may throw. */
    before: (_what: string, _piece: number): void => undefined,
    next(): void { version += 1 },
    put(...records: FakeAccess[]): void {
      for (const record of records) {
        accesses.set(record.accessId, { value: record, changedAt: version })
        if (network.hinting) hints.push({ value: { nativeId: record.accessId, change: 'changed', at: null }, changedAt: version })
      }
    },
    remove(accessId: string): void {
      accesses.delete(accessId)
      subscriptions.delete(accessId)
      if (network.hinting) hints.push({ value: { nativeId: accessId, change: 'removed', at: null }, changedAt: version })
    },
    hint(hint: LineHint): void { hints.push({ value: hint, changedAt: version }) },
    subscribe(accessId: string, ...given: Subscription[]): void { subscriptions.set(accessId, { value: given, changedAt: version }) },
    unsubscribe(accessId: string): void { subscriptions.delete(accessId) },
  }

  async function* pieces(what: string, body: string): AsyncGenerator<Uint8Array> {
    const bytes = encoder.encode(body)
    for (let from = 0, nth = 1; from < bytes.length; from += chunkBytes, nth += 1) {
      await Promise.resolve()
      network.before(what, nth)
      yield bytes.slice(from, from + chunkBytes)
    }
  }
  const lists: readonly LineList[] = [{ key: 'events', gives: 'hints' }, { key: 'accesses', gives: 'lines' }, { key: 'subscriptions', gives: 'sections' }]
  const sinceOf = (since: string | null): number => (since === null || !network.heeds ? 0 : Number(since))
  const recordsOf = (key: string, after: number): unknown[] => {
    if (key === 'events') return hints.filter(({ changedAt }) => changedAt > after).map(({ value }) => value)
    if (key === 'accesses') return [...accesses.values()].filter(({ changedAt }) => changedAt > after).map(({ value }) => value)
    return [...subscriptions].filter(([, { changedAt }]) => changedAt > after).map(([accessId, { value }]) => ({ accessId, subscriptions: value }))
  }
  const methods: Partial<OperatorMethods> = {
    lineLists: () => lists,
    async fetchLineList(list, since): Promise<LineListReply> {
      asked.push(`${list.key} ${since ?? 'all'}`)
      await Promise.resolve()
      network.before(list.key, 0)
      const after = list.key === 'events' && since !== null ? Number(since) : sinceOf(since)
      const records = recordsOf(list.key, after)
      if (since !== null && records.length === 0) return { state: 'unchanged' }
      return { state: 'list', version: String(version), isWhole: since === null, chunks: pieces(list.key, bodyOf(records)) }
    },
    async lineByNid(nid) {
      asked.push(`one ${nid}`)
      await Promise.resolve()
      network.before('one', 0)
      const record = accesses.get(nid)
      if (record === undefined) return null
      const given = subscriptions.get(nid)?.value ?? null
      const read = readFake(record.value, { system: listSystem, accountId: 'account-1' as AccountId, seenAt: '2026-11-22T18:00:00.000Z' })
      return read === null ? null : { ...read, sections: [{ nativeId: nid, section: 'subscriptions', raw: given === null ? null : JSON.stringify(given) }] }
    },
  }
  const operator: Operator = { system: listSystem, methods, nativeIdIn: text => (/^\d{4,}$/.test(text) ? text : null), close: () => Promise.resolve() }
  return Object.assign(network, { operator })
}
export type FakeNetwork = ReturnType<typeof fakeNetwork>
export const fakeLineId = (accessId: string, system: SystemKey = listSystem): LineId => lineIdOf(system, accessId)
