import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fakeKeytar } from './fakeKeytar.ts'
import { openVault } from './openVault.ts'
import type { VaultOptions, VaultStep } from './openVault.ts'

const noBus = new Error('Cannot autolaunch D-Bus without X11 $DISPLAY')

function site(fake = fakeKeytar()) {
  const dataDir = mkdtempSync(join(tmpdir(), 'lineside-vault-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const open = (more: Partial<VaultOptions> = {}) => openVault({
    dataDir, now: () => new Date(0), load: async () => fake.keytar, probeTimeoutMs: 1, callTimeoutMs: 1000,
    scryptCost: { N: 2, r: 1, p: 1 }, ...more,
  })
  return { dataDir, fake, open, names: () => readdirSync(dataDir).toSorted() }
}

function as<S extends VaultStep['state']>(step: VaultStep, state: S): Extract<VaultStep, { state: S }> {
  if (step.state !== state) throw new Error(`${step.state} instead of ${state}`)
  return step as Extract<VaultStep, { state: S }>
}

describe('openVault', () => {
  it('uses the keychain where there is one, and finds its entries again', async () => {
    const { open, names, dataDir, fake } = site()
    await as(await open(), 'ready').vault.set('a', 'secret')
    const { vault } = as(await open(), 'ready')
    expect([vault.kind, await vault.get('a'), names()]).toEqual(['keychain', 'secret', ['vault.json']])
    const record = readFileSync(join(dataDir, 'vault.json'), 'utf8')
    expect(record).not.toContain('secret')
    const other = site(fake)
    expect(await as(await other.open(), 'ready').vault.get('a')).toBeUndefined()
  })

  it('without a keychain asks, and keeps nothing when that is chosen', async () => {
    const { open, names } = site(fakeKeytar(noBus))
    const step = as(await open(), 'needsChoice')
    expect(step).toMatchObject({ reason: 'noBus', keychainInUse: false, offers: ['retry', 'passphrase', 'memory'] })
    expect(names()).toEqual([])
    const { vault } = as(await step.choose({ kind: 'memory' }), 'ready')
    await vault.set('a', 'secret')
    expect([vault.persistent, names()]).toEqual([false, []])
  })

  it('tries again when asked to', async () => {
    const { open, fake } = site(fakeKeytar('locked'))
    const step = as(await open(), 'needsChoice')
    expect(step.reason).toBe('refused')
    expect(as(await step.choose({ kind: 'retry' }), 'needsChoice').reason).toBe('refused')
    fake.become('works')
    expect(as(await step.choose({ kind: 'retry' }), 'ready').vault.kind).toBe('keychain')
    await expect(step.choose({ kind: 'wait' })).rejects.toThrow('wait was not offered')
  })

  it('waits for a slow keychain', async () => {
    const { open, fake } = site(fakeKeytar('hangs'))
    const step = as(await open(), 'needsChoice')
    expect([step.reason, step.offers]).toEqual(['slow', ['wait', 'passphrase', 'memory']])
    const waiting = step.choose({ kind: 'wait' })
    fake.become('works')
    expect(as(await waiting, 'ready').vault.kind).toBe('keychain')
    expect((await step.answered)?.state).toBe('ready')
    expect(fake.mostOutstanding()).toBe(1)
  })

  it('forgets a slow keychain after another choice', async () => {
    const { open, fake, dataDir } = site(fakeKeytar('hangs'))
    const step = as(await open(), 'needsChoice')
    await expect(step.choose({ kind: 'passphrase', passphrase: '' })).rejects.toMatchObject({ code: 'passphraseEmpty' })
    const { vault } = as(await step.choose({ kind: 'passphrase', passphrase: 'sesame' }), 'ready')
    fake.become('works')
    expect(await step.answered).toBeUndefined()
    expect(vault.kind).toBe('passphrase')
    expect(JSON.parse(readFileSync(join(dataDir, 'vault.json'), 'utf8')))
      .toMatchObject({ kind: 'passphrase', keychainUsed: false })
  })

  it('asks for the passphrase at the next start, without touching the keychain', async () => {
    const { open, fake } = site(fakeKeytar(noBus))
    const chosen = as(await open(), 'needsChoice').choose({ kind: 'passphrase', passphrase: 'sesame' })
    await as(await chosen, 'ready').vault.set('a', 'secret')
    const calls = fake.calls.length
    const asked = as(await open(), 'needsPassphrase')
    expect(asked).toMatchObject({ isNew: false, wrong: false })
    const wrong = as(await asked.choose({ kind: 'passphrase', passphrase: 'no' }), 'needsPassphrase')
    expect(wrong.wrong).toBe(true)
    const { vault, formerKeychain } = as(await wrong.choose({ kind: 'passphrase', passphrase: 'sesame' }), 'ready')
    expect([await vault.get('a'), formerKeychain, fake.calls.length]).toEqual(['secret', undefined, calls])
  })

  it('takes a passphrase for an unattended start', async () => {
    const { open, fake, names } = site()
    await as(await open({ passphrase: 'sesame' }), 'ready').vault.set('a', 'secret')
    expect(await as(await open({ passphrase: 'sesame' }), 'ready').vault.get('a')).toBe('secret')
    expect(as(await open({ passphrase: 'wrong' }), 'needsPassphrase').wrong).toBe(true)
    expect([fake.calls, names()]).toEqual([[], ['vault.enc', 'vault.json']])
  })

  it('asks for a new passphrase when that kind is asked for', async () => {
    const step = as(await site().open({ use: 'passphrase' }), 'needsPassphrase')
    expect(step.isNew).toBe(true)
    expect(as(await step.choose({ kind: 'memory' }), 'ready').vault.kind).toBe('memory')
  })

  it('reaches the keychain used before, once it is back', async () => {
    const { open, fake } = site()
    await as(await open(), 'ready').vault.set('database.journal.key', 'old')
    fake.become(noBus)
    const step = as(await open(), 'needsChoice')
    expect(step.keychainInUse).toBe(true)
    const { formerKeychain } = as(await step.choose({ kind: 'passphrase', passphrase: 'sesame' }), 'ready')
    expect(await formerKeychain?.()).toBeUndefined()
    fake.become('works')
    const later = as(await open({ passphrase: 'sesame' }), 'ready')
    expect(await (await later.formerKeychain?.())?.get('database.journal.key')).toBe('old')
  })

  it('keeps nothing and asks nothing when memory is asked for', async () => {
    const { open, names, fake } = site()
    expect(as(await open({ use: 'memory' }), 'ready').vault.kind).toBe('memory')
    expect([names(), fake.calls]).toEqual([[], []])
  })

  it.each(['vault.json', 'vault.enc'] as const)('does nothing about a damaged %s until it is told to', async file => {
    const { open, dataDir, names } = site()
    await open({ passphrase: 'sesame' })
    writeFileSync(join(dataDir, file), '{')
    const step = as(await open(), 'damaged')
    expect([step.file, readFileSync(join(dataDir, file), 'utf8')]).toEqual([file, '{'])
    const next = await step.choose({ kind: 'startOver' })
    expect(next.state).toBe(file === 'vault.json' ? 'needsPassphrase' : 'ready')
    expect(names()).toContain(`${file}.damaged-19700101T000000000Z`)
  })

  it('says that the file of a passphrase vault is gone', async () => {
    const { open, dataDir } = site()
    await open({ passphrase: 'sesame' })
    rmSync(join(dataDir, 'vault.enc'))
    expect(as(await open(), 'damaged').file).toBe('vault.enc')
    expect(as(await open({ passphrase: 'sesame' }), 'damaged').file).toBe('vault.enc')
  })
})
