import { describe, expect, it } from 'vitest'
import { hasText } from '../../shared/text/text.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { refusalOfTest } from './testRefusal.ts'

const refused = (code: string, detail?: string) =>
  refusalOfTest(new OperatorFailure({ kind: 'rejected', code, correlationId: 'c1', ...(detail === undefined ? {} : { detail }) }))

describe('a test the system refuses to start', () => {
  it.each([
    ['006', 'Failed to create requested (delt): maximum number of tests reached', 'testLimit'],
    ['006', 'Test limit exceeded for this circuit', 'testLimit'],
    ['006', 'Failed to create requested (selt). The (selt) already exists.', 'testRunning'],
    ['006', 'Another measurement is in progress', 'testRunning'],
    ['006', 'Er loopt al een meting op deze lijn', 'testRunning'],
    ['006', 'Loop diagnostics refused: adminUp', 'lineUp'],
    ['006', 'The line is up', 'lineUp'],
    ['012', 'Config Prohibited Error.', 'rightMissing'],
    ['006', 'You cannot consume this service', 'rightMissing'],
    ['006', 'User is not authorised to order (delt)', 'rightMissing'],
    ['006', 'SELT is not supported on this line card', 'notSupported'],
    ['008', 'Failed to update requested (circuit). The (circuit) does not exist.', 'lineUnknown'],
    ['004', 'Service temporarily not available at this address', 'tryLater'],
    ['006', 'Failed to create requested (ont-check)', 'notStarted'],
    ['010', 'Connection too complex for this version of the software.', 'rejected'],
    ['-32601', 'Method not found', 'notSupported'],
  ])('%s %s: %s', (code, detail, wanted) => {
    expect(refused(code, detail)).toEqual({ code: wanted, detail, correlationId: 'c1' })
    if (wanted !== 'rejected') expect(hasText(`check.failure.${wanted}`), wanted).toBe(true)
  })

  it('keeps the code where there are no words', () => {
    expect(refused('006')).toEqual({ code: 'notStarted', detail: '006', correlationId: 'c1' })
  })
})
