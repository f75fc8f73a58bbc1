import { expect, it } from 'vitest'
import { attachmentPlace } from './attachmentPlace.ts'

const base = 'https://api.operator.example/v1/'

it.each([
  ['https://files.operator.example/a.pdf', 'own'], ['https://operator.example/a.pdf', 'own'],
  ['https://operator.example.evil.test/a.pdf', 'other'], ['https://desk.zendesk.test/a.pdf', 'other'],
  ['http://files.operator.example/a.pdf', 'unsafe'], ['https://user:secret@files.operator.example/a', 'unsafe'],
  ['file:///etc/passwd', 'unsafe'], ['javascript:alert(1)', 'unsafe'], ['smb://share/a', 'unsafe'], ['not an address', 'unsafe'],
    [null, 'unsafe'],
])('%s is %s', (url, is) => {
  expect(attachmentPlace(url, base).is).toBe(is)
})

it('says which other address, and takes nothing as its own where the account is gone or is a number', () => {
  expect(attachmentPlace('https://desk.zendesk.test:8443/a', base)).toMatchObject({ is: 'other', host: 'desk.zendesk.test:8443' })
  expect(attachmentPlace('https://files.operator.example/a', null).is).toBe('other')
  expect(attachmentPlace('https://10.1.0.1/a', 'https://127.0.0.1:8080/').is).toBe('other')
})
