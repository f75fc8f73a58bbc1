import type { LineView } from '../../../../shared/contract/lines.ts'
import type { Line } from '../../../../shared/model/line.ts'
import type { LocationContact, OutboxEntry } from '../../../../shared/model/outbox.ts'
import { dutchPhoneNumber } from '../../../stores/phoneNumber.ts'

/** A serial as it is sent: without blanks, in capitals, without the prefix by which some scanners name the kind of bar code. */
export function normalSerial(typed: string): string {
  return typed.replace(/^\s*\][A-Za-z]\d/, '').replaceAll(/[\s\u200b\ufeff]+/g, '').toUpperCase()
}

export type SerialProblem = 'empty' | 'letters' | 'length' | 'same'

/** What keeps a number from being sent (shared/model/outbox.ts, `OntNumber`). */
export function serialProblem(typed: string, present: string | null): SerialProblem | null {
  const serial = normalSerial(typed)
  if (serial === '') return 'empty'
  if (!/^[A-Z0-9-]+$/.test(serial)) return 'letters'
  if (serial.length < 6 || serial.length > 40) return 'length'
  return serial === normalSerial(present ?? '') ? 'same' : null
}

/** Whether a text is a tag (document, set_tags). */
export const isTag = (text: string): boolean => text.length <= 120 && /^[a-zA-Z0-9/=:_-]+$/.test(text)

/** Whether a text is an e-mail address as `change_contact` takes it. */
export const isEmail = (text: string): boolean => /^[a-zA-Z0-9_.+\-/*]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+$/.test(text)

export type ContactDraft = { readonly name: string; readonly phone: string; readonly email: string }
export type ContactProblems = { readonly name?: true; readonly phone?: true; readonly email?: true }

export function contactProblems({ name, phone, email }: ContactDraft): ContactProblems {
  return {
    ...(name.trim() === '' ? { name: true } : {}),
    ...(dutchPhoneNumber(phone) === null ? { phone: true } : {}),
    ...(email.trim() !== '' && !isEmail(email.trim()) ? { email: true } : {}),
  }
}

/** The contact that `change_contact` replaces: the first one, else the one that stands first. */
export function contactOf({ contacts }: Pick<Line, 'contacts'>): LocationContact | null {
  const contact = contacts.find(({ primary }) => primary) ?? contacts[0]
  return contact === undefined ? null : { name: contact.name ?? '', phoneNumber: contact.phoneNumber ?? '', email: contact.email === '' ? null : contact.email }
}

export const contactText = (contact: LocationContact | null): string =>
  contact === null ? '' : [contact.name, contact.phoneNumber, contact.email].filter(Boolean).join(', ')

/** NIDs whose tags can be edited: the carrier's, then its circuits'. */
export function tagged({ nativeId, carrier, circuits }: Line): { nid: string; tags: readonly string[]; isCarrier: boolean }[] {
  return [
    ...(nativeId === null ? [] : [{ nid: nativeId, tags: carrier.tags, isCarrier: true }]),
    ...circuits.flatMap(({ nid, tags }) => (nid === null || nid === nativeId ? [] : [{ nid, tags, isCarrier: false }])),
  ]
}

/** The serial that the newest report names. */
export function reportedSerial({ reports }: Pick<LineView, 'reports'>): string | null {
  for (const { states } of reports) {
    const value = states.find(({ key }) => key === 'ontSerial')?.value?.trim() ?? ''
    if (value !== '') return value
  }
  return null
}

type ChangeBody<Kind> = Extract<OutboxEntry['body'], { kind: Kind }>

/** The change of a kind on a NID that was made last, of entries newest first: what it wants is the base of the next one. */
export function lastChange<Kind extends 'ont' | 'contact' | 'tags'>(
  kind: Kind, nid: string, entries: readonly OutboxEntry[],
): ChangeBody<Kind> | undefined {
  const isIt = (body: OutboxEntry['body']): body is ChangeBody<Kind> => body.kind === kind && 'nid' in body && body.nid === nid
  return entries.map(({ body }) => body).find(isIt)
}
