import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { triagePage } from '../../scripts/triagePage.ts'
import { rules } from './triage.ts'

it('is current: `npm run docs` writes it', () => {
  expect(readFileSync(new URL('../../docs/triage.md', import.meta.url), 'utf8')).toBe(triagePage())
})

it('has one row for each rule, with its source', () => {
  const rows = triagePage().split('\n').filter(row => /^\| \w+ \|/.test(row) && !row.startsWith('| Rule'))
  expect(rows.map(row => row.split(' | ')[0]?.slice(2)).toSorted()).toEqual(rules.map(({ id }) => id).toSorted())
  for (const { id, source } of rules) expect(rows.find(row => row.startsWith(`| ${id} |`))).toContain(source.reference)
})
