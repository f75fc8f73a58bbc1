import { expect, test } from 'vitest'
import { lineFixtures } from '../../test/fakes/lineFixtures.ts'
import type { LineView } from '../../shared/contract/lines.ts'
import { lineIdOf, systemKeyOf } from '../../shared/model/common.ts'
import type { Access, Subscription } from '../../shared/model/access.ts'
import { createText } from '../../shared/text/text.ts'
import { proposedTicket } from './proposedTicket.ts'

const now = '2026-11-21T18:00:00.000Z'
const text = createText('en')
const view = Object.values(lineFixtures(now))[0] as LineView

const subscription = (subscriptionId: string, state: Subscription['state']): Subscription => ({ subscriptionId, state }) as Subscription

function accessWith(...subscriptions: Subscription[]): LineView {
  const system = systemKeyOf('onApi', 'https://co.example/onapi/2.6')
  const access = { accessId: '510001', subscriptions } as Access
  return { ...view, line: { ...view.line, id: lineIdOf(system, '510001'), system, nativeId: '510001', access } }
}

test('names the primary contact, and nothing that the system does not ask for', () => {
  const contact = view.line.contacts.find(({ primary }) => primary) ?? view.line.contacts[0]
  const draft = proposedTicket(view, text, now)
  expect(draft).toMatchObject({ contactName: contact?.name ?? '', contactPhone: contact?.phoneNumber ?? '', comment: '' })
  expect(draft.subject).not.toBe('')
  expect(draft.technicalSpecifications).not.toBe('')
  expect([draft.problemType, draft.additionalInfo]).toEqual([undefined, undefined])
})

test('of an access it proposes the kind of problem, what is live and the subscription, but no contact', () => {
  const draft = proposedTicket(accessWith(subscription('S1', 'ended'), subscription('S2', 'active')), text, now)
  expect(draft).toMatchObject({ contactName: '', contactPhone: '', subscriptionId: 'S2', additionalInfo: { ip: '', mac: '', link: null } })
  expect(draft.problemType).toBeDefined()
  expect(proposedTicket(accessWith(subscription('S1', 'active'), subscription('S2', 'active')), text, now).subscriptionId).toBe('')
})
