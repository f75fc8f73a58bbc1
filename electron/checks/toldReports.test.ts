import { describe, expect, it } from 'vitest'
import type { CheckEvent } from '../../shared/contract/checks.ts'
import { ReportId } from '../../shared/model/common.ts'
import type { EngineerLimit } from '../../shared/model/settings.ts'
import { anySignal, here, lineId, nid, setUp } from '../../test/fakes/checksAtWork.ts'
import { collect } from '../../test/fakes/fakeOperator.ts'
import { report } from '../../test/fakes/triageInputs.ts'

const all = collect<CheckEvent>
const hot: EngineerLimit = { key: 'moduleTemperatureC', supplier: null, technology: null, lower: null, warnLower: null, warnUpper: null, upper: -100 }

describe('the report of a check', () => {
  it('is told with the limits of the engineer, and kept as it was read', async () => {
    const { checks, reports } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => here() }, { limits: [hot] })
    const told = (await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))).find(event => event.report !== null)?.report
    const gradeOf = (of: typeof told) => of?.measurements.find(({ key }) => key === 'moduleTemperatureC')?.grade
    expect(gradeOf(told)).toBe('fault')
    expect(gradeOf(reports.newest(lineId)[0])).not.toBe('fault')
  })

  it('is not kept twice where the engineer took it from the history meanwhile', async () => {
    const { checks, reports } = setUp({ startCheck: async () => 'remote-1', remoteReport: async () => here() })
    const taken = report('fibreCheck', { id: ReportId.parse('taken'), remoteId: 'remote-1' })
    reports.save(taken, '{}')
    const events = await all(checks.run(lineId, nid, ['fibreCheck'], anySignal()))
    expect(events.at(-1)?.checks).toMatchObject([{ state: 'complete', reportId: 'taken' }])
    expect(reports.newest(lineId)).toEqual([taken])
  })
})
