import { ORPCError } from '@orpc/client'
import { expect, test } from 'vitest'
import { describeError } from './describeError.ts'

test('knows an operator failure with its codes', () => {
  const data = { kind: 'refused', refusal: 'rightMissing', code: '003', correlationId: 'c-1' }
  expect(describeError(new ORPCError('OPERATOR_FAILURE', { data }))).toEqual({ kind: 'operator', failure: data })
})

test('data that does not fit its code is a bug, never another failure', () => {
  expect(describeError(new ORPCError('OPERATOR_FAILURE', { data: { kind: 'invented' } }))).toEqual({
    kind: 'bug', code: 'OPERATOR_FAILURE',
  })
  expect(describeError(new ORPCError('NOT_FOUND', { data: {} }))).toEqual({ kind: 'bug', code: 'NOT_FOUND' })
  expect(describeError(new ORPCError('INTERNAL_SERVER_ERROR'))).toEqual({ kind: 'bug', code: 'INTERNAL_SERVER_ERROR' })
})

test('a lost transport is not taken for a refusal', () => {
  expect(describeError(new TypeError('Failed to fetch'))).toEqual({ kind: 'coreGone' })
})
