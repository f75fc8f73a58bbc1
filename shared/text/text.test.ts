import { expect, it } from 'vitest'
import { createText } from './text.ts'

it('reads what an older release kept, before its words had to choose', () => {
  const text = createText('en')
  expect(text('finding.F2.title')).toBe('The light from the house is too weak')
  expect(text('finding.F2.title', { end: 'cpe' })).toBe('The light at the CPE is too weak')
})
