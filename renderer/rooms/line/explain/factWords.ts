import type { LineView, LivePartName } from '../../../../shared/contract/lines.ts'
import type { Subscription } from '../../../../shared/model/access.ts'
import type { CarrierAtAddress } from '../../../../shared/model/addressCheck.ts'
import type { Circuit } from '../../../../shared/model/line.ts'
import type { Neighbour } from '../../../../shared/model/neighbour.ts'
import type { Observations } from '../../../../shared/model/observation.ts'
import type { Text } from '../../../../shared/text/text.ts'
import { formatDate } from '../../../parts/localTime.ts'
import { formatNumber, formatSpeed, plainWords, say } from '../words.ts'
import type { CitedFact } from './cited.ts'

type FactView = Pick<LineView, 'line' | 'transaction' | 'observations' | 'addressCheck' | 'neighbours' | 'parts'>

/** Name of something looked at that stands in no report. */
export const factName = (text: Text, { source, key }: CitedFact): string =>
  say(text, `explain.fact.${source}.${key}`, say(text, `reading.${key}`, plainWords(key.split('.').at(-1) ?? key)))

/** When it was last known; null where nobody noted that. */
export function factAt({ source }: CitedFact, view: FactView): string | null {
  const partAt = (name: LivePartName): string | null => view.parts.find(({ part }) => part === name)?.at ?? null
  switch (source) {
    case 'line': return view.line.seenAt
    case 'transaction': return partAt('transaction')
    case 'observation': return view.observations.updatedAt
    case 'addressCheck': return partAt('addressCheck')
    case 'neighbours': return view.neighbours.flatMap(neighbour => neighbour.at ?? []).toSorted().at(-1) ?? null
    case 'clock': return null
  }
}

/** What it says, in words; several where circuits, carriers or neighbours differ. */
export function factWords(text: Text, fact: CitedFact, view: FactView): readonly string[] {
  switch (fact.source) {
    case 'line': return lineWords(text, fact.key, view.line)
    case 'transaction': return transactionWords(text, fact.key, view.transaction)
    case 'observation': return [observationWords(text, fact.key, view.observations)]
    case 'addressCheck': return addressWords(text, fact.key, view.addressCheck)
    case 'neighbours': return view.neighbours.map(neighbour => neighbourWords(text, neighbour))
    case 'clock': return [text('explain.clock')]
  }
}

/** The value at a dotted path; undefined where there is none. */
function valueAt(value: unknown, key: string): unknown {
  return key.split('.').reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined), value)
}

/** A calendar date in the words of the language; anything else as the system wrote it. */
const dateWords = (text: Text, value: string): string =>
  /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)) ? formatDate(value, text.language) : value

function valueWords(text: Text, key: string, value: unknown): string {
  if (typeof value === 'boolean') return text(value ? 'line.yes' : 'line.no')
  if (typeof value === 'number') {
    if (/kbps$/i.test(key)) return formatSpeed(text, value)
    return key.endsWith('M') ? `${formatNumber(text, value)} m` : formatNumber(text, value)
  }
  if (typeof value === 'string' && value !== '') {
    return say(text, `${key}.${value}`, say(text, `lineState.${value}`, dateWords(text, value)))
  }
  if (Array.isArray(value) && value.length > 0) return value.map(each => valueWords(text, key, each)).join(', ')
  return text('line.reading.noValue')
}

function lineWords(text: Text, key: string, line: LineView['line']): string[] {
  if (key === 'subscriptions' && line.access !== null) return subscriptionWords(text, line.access.subscriptions)
  const own = valueAt(line, key) ?? valueAt(line.carrier, key)
  if (own !== undefined) return [valueWords(text, key, own)]
  const told = line.circuits.flatMap((circuit: Circuit) => {
    const value = valueAt(circuit, key)
    if (value === undefined) return []
    const words = { circuit: circuit.nid ?? text('line.circuit.unnamed'), value: valueWords(text, key, value) }
    return [text('explain.ofCircuit', words)]
  })
  return told.length === 0 ? [text('line.reading.noValue')] : told
}

/** Services of an access and how each stands. */
function subscriptionWords(text: Text, subscriptions: readonly Subscription[]): string[] {
  if (subscriptions.length === 0) return [text('access.subscriptions.none')]
  return subscriptions.map(({ service, state, operationalState }) => {
    const name = service ?? text('access.subscription.unnamed')
    const word = state === null || state === 'other' ? operationalState : text(`access.subscription.${state}`)
    return word === null ? name : text('explain.ofCircuit', { circuit: name, value: word })
  })
}

function transactionWords(text: Text, key: string, transaction: LineView['transaction']): string[] {
  if (transaction === null) return [text('line.transaction.none')]
  const date = transaction.dates.find(each => each.key === key)
  if (date !== undefined) {
    return [`${say(text, `line.transaction.date.${key}`, plainWords(key))}: ${dateWords(text, date.date)}`]
  }
  const value = valueAt(transaction, key)
  return typeof value === 'string' ? [say(text, `line.transaction.${key}.${value}`, plainWords(value))] : [valueWords(text, key, value)]
}

/** What was seen on site, in the words of its own field. */
export function observationWords(text: Text, key: string, observations: Observations): string {
  const { modemPowered, testPoint, lightAtOutlet } = observations
  if (key === 'modemPowered' && modemPowered !== null) return text(modemPowered === 'yes' ? 'line.yes' : 'line.no')
  if (key === 'testPoint' && testPoint !== null) return text(`observed.testPoint.${testPoint}`)
  if (key === 'lightAtOutlet' && lightAtOutlet !== null)
    return text(lightAtOutlet === 'present' ? 'line.observed.lightPresent' : 'line.observed.lightNone')
  const value = valueAt(observations, key)
  if (key === 'lightAtOutletDbm' && typeof value === 'number') return `${formatNumber(text, value)} dBm`
  return valueWords(text, key, value)
}

/** One carrier as an engineer would say it: kind, vendor, length, hand-over. */
export function carrierWords(text: Text, carrier: CarrierAtAddress): string {
  const { cableLengthM, handedOverAt, plannedAt } = carrier
  return [
    text(`explain.carrier.${carrier.kind}`), carrier.vendor,
    (cableLengthM ?? 0) === 0 ? null : text('explain.cableLength', { length: cableLengthM }),
    handedOverAt === null ? null : text('explain.handedOver', { date: dateWords(text, handedOverAt) }),
    handedOverAt !== null || plannedAt === null ? null : text('explain.planned', { date: dateWords(text, plannedAt) }),
  ].filter(word => word !== null && word !== '').join(', ')
}

function addressWords(text: Text, key: string, check: LineView['addressCheck']): string[] {
  if (check === null || check.carriers.length === 0) return [text('line.reading.noValue')]
  const told = check.carriers.flatMap(carrier => {
    const value = valueAt(carrier, key)
    if (value === undefined || value === null) return []
    return [`${text(`explain.carrier.${carrier.kind}`)}: ${valueWords(text, key, value)}`]
  })
  if (told.length > 0) return [...new Set(told)]
  const kind = check.carriers.filter(carrier => carrier.kind === key)
  return [...new Set((kind.length > 0 ? kind : check.carriers).map(carrier => carrierWords(text, carrier)))]
}

function neighbourWords(text: Text, neighbour: Neighbour): string {
  const { level, street, closeness } = neighbour
  const state = level === null ? text('neighbours.notJudged') : say(text, `level.${level}`, level)
  const why = neighbour.ruleId === null ? '' : say(text, `finding.${neighbour.ruleId}.title`, '')
  return text('explain.neighbour', {
    street, closeness: text(`neighbours.closeness.${closeness}`), state: why === '' ? state : `${state}: ${why}`,
  })
}
