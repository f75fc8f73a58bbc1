import { expect, it } from 'vitest'
import { circuit, line, now } from '../../test/fakes/triageInputs.ts'
import { takenAlong } from './takenAlong.ts'

const at = new Date(now)
const ago = (days: number): string => new Date(at.getTime() - days * 86_400_000).toISOString()

it('misses what was never fetched, calls old what is older than a day, and does not miss what the line cannot have', () => {
  const own = { ...line({ circuits: [circuit({})] }), seenAt: ago(2), endUser: null }
  const { missing, old } = takenAlong(own, part => part === 'transaction' ? ago(3) : part === 'addressCheck' ? ago(20) : part === 'reports' ? ago(0.5) : null, at)
  expect(old).toEqual(['line', 'transaction'])
  expect(missing).toEqual(expect.arrayContaining(['events', 'tickets', 'diagnostics']))
  expect(missing).not.toContain('endUser')
  expect(takenAlong({ ...own, nativeId: null, circuits: [], address: { ...own.address, houseNumber: 'bij 3' } }, () => null, at)).toEqual({ missing: [], old: [] })
})
