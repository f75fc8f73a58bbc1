import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { defaultCost } from './passphraseFile.ts'
import { checkPassphraseVault, createPassphraseVault, openPassphraseVault } from './passphraseVault.ts'

const cheap = { N: 2, r: 1, p: 1 }

function temporaryDirectory(): string {
  const dir = mkdtempSync(join(tmpdir(), 'lineside-vault-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

const fileIn = (dir: string) => join(dir, 'vault.enc')

describe('passphrase vault', () => {
  it('costs what it should, and is readable by its owner only', async () => {
    const dir = temporaryDirectory()
    const vault = await createPassphraseVault(dir, 'sesame')
    await vault.set('name', 'hunter2')
    expect(JSON.parse(readFileSync(fileIn(dir), 'utf8'))).toMatchObject({ scrypt: defaultCost })
    expect(defaultCost).toEqual({ N: 131_072, r: 8, p: 1 })
    expect(readFileSync(fileIn(dir), 'utf8')).not.toContain('hunter2')
    if (process.platform !== 'win32') expect(statSync(fileIn(dir)).mode & 0o777).toBe(0o600)
    expect(await (await openPassphraseVault(dir, 'sesame')).get('name')).toBe('hunter2')
    expect(readdirSync(dir)).toEqual(['vault.enc'])
  })

  it('keeps what concurrent calls set, and forgets', async () => {
    const dir = temporaryDirectory()
    const vault = await createPassphraseVault(dir, 'sesame', cheap)
    await Promise.all(['a', 'b', 'c', '__proto__'].map(name => vault.set(name, `secret ${name}`)))
    await vault.delete('b')
    await vault.delete('none')
    const again = await openPassphraseVault(dir, 'sesame')
    expect(await Promise.all(['a', 'b', 'c', '__proto__'].map(name => again.get(name))))
      .toEqual(['secret a', undefined, 'secret c', 'secret __proto__'])
    expect([again.kind, again.persistent]).toEqual(['passphrase', true])
  })

  it('never seals twice with the same nonce', async () => {
    const dir = temporaryDirectory()
    const vault = await createPassphraseVault(dir, 'sesame', cheap)
    const nonces = new Set<unknown>()
    for (let count = 0; count < 20; count += 1) {
      await vault.set('a', 'same')
      const { nonce } = JSON.parse(readFileSync(fileIn(dir), 'utf8')) as { nonce: string }
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(20)
  })

  it('tells a wrong passphrase from a damaged file, wherever the damage is', async () => {
    const dir = temporaryDirectory()
    await (await createPassphraseVault(dir, 'sesame', cheap)).set('a', 'secret')
    await expect(openPassphraseVault(dir, 'Sesame')).rejects.toMatchObject({ code: 'wrongPassphrase' })
    const whole = readFileSync(fileIn(dir))
    for (let at = 0; at < whole.length - 1; at += 3) {
      const hurt = Buffer.from(whole)
      hurt.writeUInt8(hurt.readUInt8(at) ^ 1, at)
      writeFileSync(fileIn(dir), hurt)
      await expect(openPassphraseVault(dir, 'sesame')).rejects.toMatchObject({ code: 'damaged' })
    }
    writeFileSync(fileIn(dir), whole.subarray(0, 100))
    expect(() => checkPassphraseVault(dir)).toThrow(expect.objectContaining({ code: 'damaged' }))
    writeFileSync(fileIn(dir), whole)
    expect(await (await openPassphraseVault(dir, 'sesame')).get('a')).toBe('secret')
  })

  it('changes the passphrase', async () => {
    const dir = temporaryDirectory()
    const vault = await createPassphraseVault(dir, 'sesame', cheap)
    await vault.set('a', 'secret')
    await expect(vault.changePassphrase('wrong', 'next')).rejects.toMatchObject({ code: 'wrongPassphrase' })
    await expect(vault.changePassphrase('sesame', '')).rejects.toMatchObject({ code: 'passphraseEmpty' })
    await vault.changePassphrase('sesame', 'next')
    await vault.set('b', 'later')
    await expect(openPassphraseVault(dir, 'sesame')).rejects.toMatchObject({ code: 'wrongPassphrase' })
    const again = await openPassphraseVault(dir, 'next')
    expect([await again.get('a'), await again.get('b')]).toEqual(['secret', 'later'])
  })

  it('takes the same letters however they are composed, and no empty passphrase', async () => {
    const dir = temporaryDirectory()
    await expect(createPassphraseVault(dir, '', cheap)).rejects.toMatchObject({ code: 'passphraseEmpty' })
    await createPassphraseVault(dir, 'caf\u00e9', cheap)
    await expect(openPassphraseVault(dir, 'cafe\u0301')).resolves.toBeDefined()
  })
})
