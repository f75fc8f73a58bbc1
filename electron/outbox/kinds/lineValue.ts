import type { LocationContact, OutboxKind } from '../../../shared/model/outbox.ts'
import type { Line } from '../../../shared/model/line.ts'
import { OperatorFailure } from '../../operators/operatorFailure.ts'
import { absent, because, refused, there, type BodyOf, type KindHandler, type Sight, type Work } from './kind.ts'

type ValueKind = Extract<OutboxKind, 'tags' | 'contact' | 'ont'>

/** A value of a line that the engineer changes: how it is read, compared, written and shown. */
type LineValue<Kind extends ValueKind, Value> = {
  nid(body: BodyOf<Kind>): string
  read(line: Line, nid: string): Value | null
  equal(a: Value | null, b: Value | null): boolean
  /** What to write over what stands there now, where both changes can be kept. */
  merged?(present: Value | null, body: BodyOf<Kind>): Value
  base(body: BodyOf<Kind>): Value | null
  wanted(body: BodyOf<Kind>): Value
  write(value: Value, work: Work<Kind>): Promise<void>
  text(value: Value | null): string
}

/**
 * Changes of a line's value: read live by full NID before sending. As wanted: it is there. As it was based on: sent. Else merged
 * where that has a meaning, or the engineer decides with all three values.
 */
function lineValueHandler<Kind extends ValueKind, Value>(value: LineValue<Kind, Value>): KindHandler<Kind> {
  const present = async ({ entry, body, operator, context }: Work<Kind>): Promise<{ sight: Sight; value: Value | null }> => {
    const read = operator.methods.lineByNid
    if (read === undefined) throw new OperatorFailure({ kind: 'notOffered' })
    const nid = value.nid(body)
    const found = await read(nid, context)
    if (found === null) return { sight: refused('lineGone'), value: null }
    const now = value.read(found.line, nid)
    const wanted = value.merged?.(now, body) ?? value.wanted(body)
    const sight = (): Sight => {
      if (value.equal(now, wanted)) return there()
      if (value.merged !== undefined || value.equal(now, value.base(body)) || entry.agreed === JSON.stringify(now)) return absent
      return {
        is: 'moved', present: JSON.stringify(now), failure: because('moved'),
        conflict: { base: value.text(value.base(body)), wanted: value.text(wanted), present: value.text(now) },
      }
    }
    return { sight: sight(), value: wanted }
  }
  return {
    before: async work => {
      const { sight, value: wanted } = await present(work)
      // What is sent is what was merged at this very look.
      return { sight, mark: wanted === null ? null : JSON.stringify(wanted) }
    },
    look: async work => (await present(work)).sight,
    async send(work) {
      await value.write(value.merged === undefined ? value.wanted(work.body) : JSON.parse(work.entry.mark ?? 'null') as Value, work)
      return null
    },
  }
}

const missing = (): never => { throw new OperatorFailure({ kind: 'notOffered' }) }

const sameTags = (a: readonly string[] | null, b: readonly string[] | null): boolean =>
  new Set(a).size === new Set(b).size && (a ?? []).every(tag => b?.includes(tag) === true)

/** Tags with what the engineer added and removed applied to what stands there now. */
export function mergeTags(present: readonly string[], base: readonly string[], wanted: readonly string[]): string[] {
  const added = wanted.filter(tag => !base.includes(tag))
  return [...new Set([...present.filter(tag => wanted.includes(tag) || !base.includes(tag)), ...added])]
}

export const tagsHandler = lineValueHandler<'tags', readonly string[]>({
  nid: ({ nid }) => nid,
  read: (line, nid) => (line.nativeId === nid ? line.carrier.tags : line.circuits.find(circuit => circuit.nid === nid)?.tags ?? []),
  equal: sameTags,
  merged: (present, { base, wanted }) => mergeTags(present ?? [], base, wanted),
  base: ({ base }) => base,
  wanted: ({ wanted }) => wanted,
  write: (tags, { body, operator, context }) => (operator.methods.setTags ?? missing)(body.nid, tags, context),
  text: tags => tags?.toSorted().join(' ') ?? '',
})

const contactText = (contact: LocationContact | null): string =>
  contact === null ? '' : [contact.name, contact.phoneNumber, contact.email].filter(Boolean).join(', ')

export const contactHandler = lineValueHandler<'contact', LocationContact>({
  nid: ({ nid }) => nid,
  read({ contacts }) {
    const contact = contacts.find(({ primary }) => primary) ?? contacts[0]
    return contact === undefined ? null : { name: contact.name ?? '', phoneNumber: contact.phoneNumber ?? '', email: contact.email || null }
  },
  equal: (a, b) => contactText(a) === contactText(b),
  base: ({ base }) => base,
  wanted: ({ wanted }) => wanted,
  write: (contact, { body, operator, context }) => (operator.methods.changeContact ?? missing)(body.nid, contact, context),
  text: contactText,
})

export const ontHandler = lineValueHandler<'ont', string>({
  nid: ({ nid }) => nid,
  read: line => line.carrier.ontNumber,
  equal: (a, b) => (a ?? '').trim().toUpperCase() === (b ?? '').trim().toUpperCase(),
  base: ({ base }) => base,
  wanted: ({ wanted }) => wanted,
  write: (ontNumber, { body, operator, context }) => (operator.methods.changeOnt ?? missing)(body.nid, ontNumber, context),
  text: number => number ?? '',
})
