import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readPassphrase } from './readPassphrase.ts'

function fileWith(content: string | Buffer, mode = 0o600): string {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-vault-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const file = join(dir, 'passphrase')
  writeFileSync(file, content)
  chmodSync(file, mode)
  return file
}

describe('readPassphrase', () => {
  it('takes one line end off, from a file as from a stream', async () => {
    expect(await readPassphrase({ file: fileWith(' open sésame \n') })).toBe(' open sésame ')
    expect(await readPassphrase({ file: fileWith('two\n\n') })).toBe('two\n')
    expect(await readPassphrase({ stdin: Readable.from(['open ', 'sesame\r\n']) })).toBe('open sesame')
  })

  it.each([
    ['', 'passphraseEmpty'], ['\n', 'passphraseEmpty'], ['x'.repeat(5000), 'passphraseUnreadable'],
  ])('refuses %j', async (text, code) => {
    await expect(readPassphrase({ file: fileWith(text) })).rejects.toMatchObject({ code })
    await expect(readPassphrase({ stdin: Readable.from([Buffer.from(text)]) })).rejects.toMatchObject({ code })
  })

  it('refuses what is no text, and no file', async () => {
    const noText = fileWith(Buffer.from([0xff, 0xfe]))
    await expect(readPassphrase({ file: noText })).rejects.toMatchObject({ code: 'passphraseUnreadable' })
    await expect(readPassphrase({ file: join(fileWith('x'), 'none') })).rejects.toMatchObject({ code: 'passphraseUnreadable' })
  })

  it.skipIf(process.platform === 'win32')('refuses a file others can read, and says what to do', async () => {
    await expect(readPassphrase({ file: fileWith('x', 0o644) })).rejects.toThrow(/chmod 600/)
    await expect(readPassphrase({ file: fileWith('x', 0o640) })).rejects.toMatchObject({ code: 'passphraseExposed' })
  })
})
