import { expect, test } from 'vitest'
import { AccountId } from '../../../shared/model/common.ts'
import type { SyncState } from '../../../shared/model/search.ts'
import { createText } from '../../../shared/text/text.ts'
import { syncWords } from './SyncLine.tsx'

const text = createText('en')
const state: SyncState = {
  accountId: AccountId.parse('a'), phase: 'failed', walking: null, linesDone: 0, linesTotal: null, lineCount: 0, changed: 0,
  badRecords: 0, startedAt: null, completedAt: null, nextAt: null, failure: null, wholeAt: null, onlyChanges: null, detailsComplete: null, doneBy: null,
}

test('says why in words, never in codes', () => {
  const why = (failure: string) => syncWords({ ...state, failure }, 'Lab', text)
  expect(why('serverError')).toContain(text('failure.serverError.title'))
  expect(why('diskFull')).toContain('The disk is full')
  expect(why('writerCrashed')).toContain(text('sync.failure.writerCrashed'))
  expect(why('wrongCipher')).toContain(text('sync.failure.internal'))
})
