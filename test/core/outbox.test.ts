import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import type { Services } from '../../electron/services.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import { lineOf, openOnLab, unhurried, until } from './coreOnLab.ts'

const { nid } = labShowcase.find(({ key }) => key === 'lanDown') ?? labShowcase[0] as typeof labShowcase[number]
const words = { subject: 'No light', comment: 'Dark at the outlet', contactName: '', contactPhone: '' as const, technicalSpecifications: '' }

const settled = (services: Services) => until(services.outbox.changes(unhurried()), ({ unsent, needsYou }) => unsent === needsYou)
const entryOf = (services: Services, { id }: OutboxEntry): OutboxEntry | undefined =>
  services.outbox.page({ states: [], lineId: null, search: '', offset: 0, limit: 200 }).entries.find(entry => entry.id === id)
const keep = async (services: Services, fileName: string): Promise<string> =>
  (await services.outbox.keepFile({ fileName, mediaType: 'text/plain', base64: Buffer.from(`content of ${fileName}`).toString('base64') })).fileId

test('a whole visit without coverage arrives once, in order and complete, when the network is back', async () => {
  await using on = await openOnLab()
  const first = await on.open()
  await on.signOn(first.services())
  const { id: lineId } = lineOf(first.services(), nid)
  on.lab.faults.cut = true
  const { outbox } = first.services()
  const ticket = await outbox.addTicket({ lineId, ...words, fileIds: [await keep(first.services(), 'outlet.txt'), await keep(first.services(), 'ont.txt')] })
  const at = { at: 'outbox', entryId: ticket.id } as const
  await outbox.addComment({ lineId, ticket: at, body: 'Replaced the patch cord', fileIds: [await keep(first.services(), 'cord.txt')] })
  await outbox.setSolved({ lineId, ticket: at, solved: true, base: null })
  const live = first.services().lines.open(lineId).line
  await outbox.setTags({ lineId, nid, base: live.carrier.tags, wanted: [...live.carrier.tags, 'visited'] })
  await outbox.changeContact({
    lineId, nid, base: contactOf(live.contacts), wanted: { name: 'Zoë de Vries', phoneNumber: '0612345678', email: null },
  })
  await outbox.changeOnt({ lineId, nid, base: live.carrier.ontNumber, wanted: 'ALCLB3AC1234' })
  // The battery dies in the cellar.
  await first.close()
  const services = (await on.open()).services()
  expect(services.outbox.page({ states: [], lineId, search: '', offset: 0, limit: 50 })).toMatchObject({ total: 9, unsent: 9, needsYou: 0 })
  expect(on.lab.requests.count('create_ticket')).toBe(0)
  on.lab.faults.cut = false
  services.outbox.sendNow()
  await settled(services)
  expect(services.outbox.page({ states: ['needsYou'], lineId, search: '', offset: 0, limit: 50 }).entries).toEqual([])
  const made = on.lab.tickets.committed().filter(({ reference }) => reference === ticket.reference)
  expect(made).toHaveLength(1)
  expect(made[0]?.comments.map(({ body, attachments }) => [body, attachments.map(({ file_name }) => file_name)])).toEqual([
    ['Dark at the outlet', ['outlet.txt', 'ont.txt']], ['Replaced the patch cord', ['cord.txt']],
  ])
  expect([made[0]?.status, on.lab.requests.count('create_ticket'), on.lab.requests.count('upload')]).toEqual(['solved', 1, 3])
  const { line } = await until(services.lines.refresh(lineId, unhurried()), view => view.line.carrier.tags.includes('visited'))
  expect([contactOf(line.contacts), line.carrier.ontNumber]).toEqual([{ name: 'Zoë de Vries', phoneNumber: '0612345678', email: null }, 'ALCLB3AC1234'])
})

test('a changed password with a full outbox loses nothing, tries it once, and goes on with the right one', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  const account = await on.signOn(services)
  const { id: lineId } = lineOf(services, nid)
  await services.accounts.edit(account.id, on.account(), { password: 'no longer right' })
  const entries = await Promise.all(['One', 'Two', 'Three'].map(subject => services.outbox.addTicket({ lineId, ...words, subject, fileIds: [] })))
  await until(services.accounts.reachability(unhurried()), all => all.some(({ state }) => state === 'refused'))
  expect(entries.map(entry => entryOf(services, entry)?.state)).toEqual(['waiting', 'waiting', 'waiting'])
  expect(on.lab.requests.count('create_ticket')).toBe(0)
  await services.accounts.edit(account.id, on.account(), { password: 'engineer-pass' })
  await settled(services)
  expect(entries.map(entry => entryOf(services, entry)?.state)).toEqual(['sent', 'sent', 'sent'])
})

test('a ticket closed by the operator while a comment waits, and a line that vanished, are put to the engineer', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id: lineId } = lineOf(services, nid)
  const ticket = await services.outbox.addTicket({ lineId, ...words, fileIds: [] })
  await settled(services)
  const ticketId = entryOf(services, ticket)?.remoteId ?? ''
  on.lab.tickets.setStatus(Number(ticketId), 'closed')
  on.lab.world.removeLine(nid)
  const comment = await services.outbox.addComment({ lineId, ticket: { at: 'system', ticketId }, body: 'Dark again', fileIds: [] })
  const tags = await services.outbox.setTags({ lineId, nid, base: [], wanted: ['vip'] })
  await settled(services)
  expect([entryOf(services, comment)?.failure?.code, entryOf(services, tags)?.failure?.code]).toEqual(['ticketClosed', 'lineGone'])
  expect(services.outbox.discard(tags.id).state).toBe('discarded')
  // This system takes nothing for a closed ticket: the engineer sends it all the same, learns so, and opens it to correct or give up.
  services.outbox.resend(comment.id)
  await settled(services)
  expect(entryOf(services, comment)).toMatchObject({ state: 'needsYou', failure: { code: 'rejected' } })
  on.lab.tickets.setStatus(Number(ticketId), 'open')
  services.outbox.resend(comment.id)
  await settled(services)
  expect(entryOf(services, comment)?.state).toBe('sent')
})

test('replies that are lost, commits and sights that are late make no second ticket or comment', async () => {
  await using on = await openOnLab()
  const services = (await on.open()).services()
  await on.signOn(services)
  const { id: lineId } = lineOf(services, nid)
  for (const [nth, fault] of ([{ kind: 'lostReply', sightMs: 300 }, { kind: 'lateCommit', ms: 400 }, { kind: 'lateSight', ms: 300 }, { kind: 'reset' }] as const).entries()) {
    on.lab.faults.set('create_ticket', fault, 1)
    const ticket = await services.outbox.addTicket({ lineId, ...words, subject: `Fault ${nth}`, fileIds: [] })
    on.lab.faults.set('update_ticket', fault, 1)
    await services.outbox.addComment({ lineId, ticket: { at: 'outbox', entryId: ticket.id }, body: `Comment ${nth}`, fileIds: [] })
    await settled(services)
    const made = on.lab.tickets.committed().filter(({ reference }) => reference === ticket.reference)
    expect(made.map(({ comments }) => comments.map(({ body }) => body))).toEqual([['Dark at the outlet', `Comment ${nth}`]])
    expect(entryOf(services, ticket)?.remoteId).toBe(String(made[0]?.id))
  }
})

function contactOf(contacts: readonly { name: string | null; phoneNumber: string | null; email: string | null; primary: boolean }[]) {
  const contact = contacts.find(({ primary }) => primary) ?? contacts[0]
  return contact === undefined ? null : { name: contact.name ?? '', phoneNumber: contact.phoneNumber ?? '', email: contact.email || null }
}
