import { describe, expect, it } from 'vitest'
import { fakeKeytar } from './fakeKeytar.ts'
import { createKeychain, troubleOf } from './keychain.ts'
import type { Keychain } from './keychain.ts'

const keychainOf = (fake: ReturnType<typeof fakeKeytar>, installationId = 'abc', callTimeoutMs = 1000) =>
  createKeychain({ installationId, load: async () => fake.keytar, probeTimeoutMs: 1, callTimeoutMs })

async function vaultOf(keychain: Keychain) {
  const probe = await keychain.probe()
  if (probe.state !== 'available') throw new Error(probe.state)
  return probe.vault
}

describe('troubleOf', () => {
  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'noBus'],
    ['The given address is empty', 'noBus'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'noService'],
    ['Error calling StartServiceByName for org.freedesktop.secrets: Timeout was reached', 'noService'],
    ['Cannot create an item in a locked collection', 'refused'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'refused'],
    ['User canceled the operation.', 'refused'],
    ['something else', 'failed'],
  ])('%s: %s', (message, trouble) => {
    expect(troubleOf(new Error(message))).toBe(trouble)
  })
})

describe('createKeychain', () => {
  it('keeps, gives and forgets, under names of its own', async () => {
    const fake = fakeKeytar()
    const vault = await vaultOf(keychainOf(fake))
    const other = await vaultOf(keychainOf(fake, 'other'))
    await vault.set('account.1.password', 'secret')
    await other.set('account.1.password', 'another')
    expect(await vault.get('account.1.password')).toBe('secret')
    expect([...fake.entries.keys()].toSorted()).toEqual([
      'Lineside:abc/account.1.password', 'Lineside:abc/keychain-check',
      'Lineside:other/account.1.password', 'Lineside:other/keychain-check',
    ])
    await vault.delete('account.1.password')
    expect(await vault.get('account.1.password')).toBeUndefined()
    expect(await other.get('account.1.password')).toBe('another')
    expect([vault.kind, vault.persistent]).toEqual(['keychain', true])
  })

  it('writes only at the first probe', async () => {
    const fake = fakeKeytar()
    await vaultOf(keychainOf(fake))
    await vaultOf(keychainOf(fake))
    expect(fake.calls).toEqual(['get', 'set', 'get', 'get'])
  })

  it('says what is missing', async () => {
    const noLibrary = createKeychain({
      installationId: 'abc', load: () => Promise.reject(new Error('libsecret-1.so.0')), probeTimeoutMs: 1000, callTimeoutMs: 1,
    })
    expect(await noLibrary.probe()).toEqual({ state: 'unavailable', trouble: 'noLibrary' })
    const noBus = keychainOf(fakeKeytar(new Error('Cannot autolaunch D-Bus without X11 $DISPLAY')))
    expect(await noBus.probe()).toEqual({ state: 'unavailable', trouble: 'noBus' })
  })

  it('is not deceived by a locked keychain that answers "no such entry"', async () => {
    const fake = fakeKeytar('locked')
    expect(await keychainOf(fake).probe()).toEqual({ state: 'unavailable', trouble: 'refused' })
    fake.become('works')
    const vault = await vaultOf(keychainOf(fake))
    await vault.set('database.journal.key', 'x')
    fake.become('locked')
    await expect(vault.get('database.journal.key')).rejects.toMatchObject({ code: 'refused' })
  })

  it('says slow, goes on waiting for the one call, and answers', async () => {
    const fake = fakeKeytar('hangs')
    const keychain = keychainOf(fake)
    const first = await keychain.probe()
    const second = await keychain.probe()
    expect([first.state, second.state, fake.calls]).toEqual(['slow', 'slow', ['get']])
    fake.become('works')
    if (first.state !== 'slow') throw new Error(first.state)
    expect((await first.answer).state).toBe('available')
    expect(fake.mostOutstanding()).toBe(1)
  })

  it('has one call outstanding at most, and none begins after it was given up', async () => {
    const fake = fakeKeytar()
    const vault = await vaultOf(keychainOf(fake, 'abc', 5))
    fake.become('hangs')
    const results = await Promise.allSettled([vault.set('a', '1'), vault.set('b', '2'), vault.get('c')])
    expect(results.map(result => (result.status === 'rejected' ? result.reason : undefined)))
      .toMatchObject([{ code: 'slow' }, { code: 'slow' }, { code: 'slow' }])
    fake.become('works')
    expect(await vault.get('b')).toBeUndefined()
    expect(await vault.get('a')).toBe('1')
    expect(fake.mostOutstanding()).toBe(1)
  })

  it('passes on neither a secret nor the words of the library', async () => {
    const fake = fakeKeytar()
    const vault = await vaultOf(keychainOf(fake))
    fake.become(new Error('could not store hunter2'))
    const failure: unknown = await vault.set('a', 'hunter2').catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'failed', message: 'The keychain does not work.' })
    expect(failure).not.toHaveProperty('cause')
  })
})
