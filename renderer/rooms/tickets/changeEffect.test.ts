import { expect, it } from 'vitest'
import { changeEffect, proposedParty } from './changeEffect.ts'

it('says whose clock runs after a change, and that it stays where it does', () => {
  expect(changeEffect({ status: 'IN_PROGRESS_CO', responsible: 'co' }, 'sp')).toEqual(['tickets.set.effect.co'])
  expect(changeEffect({ status: null, responsible: 'sp' }, null)).toEqual(['tickets.set.effect.sp'])
  expect(changeEffect({ status: 'IN_PROGRESS_CO', responsible: null }, 'co')).toEqual(['tickets.set.effect.same'])
  expect(changeEffect({ status: 'IN_PROGRESS_CO', responsible: null }, null)).toEqual(['tickets.set.effect.unknown'])
})

it('says what closing puts down to whom', () => {
  expect(changeEffect({ status: 'CLOSED', responsible: null }, 'co')).toEqual(['tickets.set.effect.close'])
  expect(changeEffect({ status: 'CLOSED', responsible: 'co' }, 'co')).toEqual(['tickets.set.effect.close', 'tickets.set.effect.close.co'])
})

it('proposes the party that has the ticket; for closing nobody', () => {
  expect((['IN_PROGRESS_CO', 'IN_PROGRESS_SP', 'CLOSED', null] as const).map(proposedParty)).toEqual(['co', 'sp', null, null])
})
