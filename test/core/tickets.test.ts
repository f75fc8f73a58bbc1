import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { Services } from '../../electron/services.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { SentTicket, TicketInput } from '../../shared/model/ticket.ts'
import { check, lastOf, lineOf, openOnLab, unhurried, until } from './coreOnLab.ts'

const dark = labShowcase.find(({ key }) => key === 'fibreNoLight') ?? labShowcase[0] as typeof labShowcase[number]

/** The ticket as the list tells it, once `is` holds. */
async function sentOnce(services: Services, entryId: string, is: (sent: SentTicket) => boolean): Promise<SentTicket> {
  const find = async (): Promise<SentTicket | undefined> => (await services.tickets.list(unhurried())).sent.find(each => each.entryId === entryId)
  for await (const _ of services.outbox.changes(unhurried())) {
    const sent = await find()
    if (sent !== undefined && is(sent)) return sent
  }
  throw new Error('the outbox ended first')
}

/** A ticket as the engineer sends it: the draft, with a comment and a number in the documented format. */
function inputFrom(services: Services, id: LineId): TicketInput {
  const { draft } = services.tickets.draft(id)
  return { ...draft, comment: 'No light at the outlet either.', contactPhone: '0612345678' }
}

test('a ticket is prefilled from the verdict, sent once, and listed at the line and with the others', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id } = lineOf(services, dark.nid)
  await lastOf(services.lines.refresh(id, unhurried()))
  await check(services, id, dark.circuitNid)
  const { draft, kept } = services.tickets.draft(id)
  expect(kept).toBe(false)
  expect(draft.subject).not.toBe('')
  expect(draft.technicalSpecifications).toContain('F1')
  expect(draft.contactName).not.toBe('')
  const { id: entryId } = await services.outbox.addTicket({ ...inputFrom(services, id), fileIds: [] })
  const sent = await sentOnce(services, entryId, ({ state }) => state !== 'sending')
  expect(sent).toMatchObject({ state: 'sent', ticketId: expect.any(String), failure: null })
  expect(on.lab.requests.count('create_ticket')).toBe(1)
  const forLine = await services.tickets.forLine(id, unhurried())
  expect(forLine.failure).toBeNull()
  expect(forLine.tickets).toContainEqual(expect.objectContaining({ id: sent.ticketId, reference: sent.reference, nid: dark.nid, lineId: id }))
  expect((await services.tickets.list(unhurried())).tickets).toContainEqual(expect.objectContaining({ id: sent.ticketId, lineId: id }))
  const { comments } = await services.tickets.get(sent.accountId, sent.ticketId ?? '', unhurried())
  expect(comments.map(({ body }) => body)).toContainEqual(expect.stringContaining('No light at the outlet either.'))
})

test('what the system may have taken is looked for, not sent again, also by the core that starts after it', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  await on.signOn(core.services(), { username: 'engineer' })
  const { id } = lineOf(core.services(), dark.nid)
  const input = inputFrom(core.services(), id)
  on.lab.faults.set('create_ticket', { kind: 'refusal', code: 5, message: 'Not possible' }, 1)
  const send = async (subject: string): Promise<SentTicket> => {
    const { id: entryId } = await core.services().outbox.addTicket({ ...input, subject, fileIds: [] })
    return sentOnce(core.services(), entryId, ({ state }) => state !== 'sending')
  }
  expect(await send('One')).toMatchObject({ state: 'failed', failure: { code: 'rejected' } })
  on.lab.faults.set('create_ticket', { kind: 'truncated' }, 1)
  expect(await send('Two')).toMatchObject({ state: 'ambiguous' })
  expect(on.lab.requests.count('create_ticket')).toBe(2)
  await core.close()

  const services = (await on.open()).services()
  await until(services.outbox.changes(unhurried()), ({ unsent, needsYou }) => unsent === needsYou)
  const { sent } = await services.tickets.list(unhurried())
  expect(sent.map(entry => `${entry.input.subject} ${entry.state}`).toSorted()).toEqual(['One failed', 'Two sent'])
  expect(new Set(sent.map(({ reference }) => reference)).size).toBe(2)
  expect(on.lab.requests.count('create_ticket')).toBe(2)
  const { tickets } = await services.tickets.forLine(id, unhurried())
  const two = sent.find(entry => entry.input.subject === 'Two')
  expect(tickets.find(({ reference }) => reference === two?.reference)?.id).toBe(two?.ticketId)
})

test('a right that is missing shows as a failure of its own, and the text stays', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  await on.signOn(core.services(), { username: 'nosupport' })
  const { id } = lineOf(core.services(), dark.nid)
  const input = inputFrom(core.services(), id)
  core.services().tickets.saveDraft(input)
  expect(await core.services().tickets.forLine(id, unhurried())).toMatchObject({ tickets: [], failure: { kind: 'refused' } })
  const { id: entryId } = await core.services().outbox.addTicket({ ...input, fileIds: [] })
  const refused = await sentOnce(core.services(), entryId, ({ state }) => state === 'failed')
  expect(refused).toMatchObject({ input, failure: { code: 'rightMissing' } })
  expect(lineOf(core.services(), dark.nid).id).toBe(id)
  await core.close()
  const services = (await on.open()).services()
  expect(services.tickets.draft(id).kept).toBe(false)
  expect((await services.tickets.forLine(id, unhurried())).sent).toMatchObject([{ entryId, input, state: 'failed' }])
})
