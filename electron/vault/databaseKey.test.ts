import { describe, expect, it } from 'vitest'
import { fingerprintOf } from '../storage/databaseRecord.ts'
import { databaseKeyFor, keyFinder, storedDatabaseKey } from './databaseKey.ts'
import { memoryVault } from './memoryVault.ts'
import { VaultFailure } from './vault.ts'

describe('databaseKeyFor', () => {
  it('makes a key once, another for each database', async () => {
    const vault = memoryVault()
    const first = await databaseKeyFor(vault, 'journal')
    const again = await databaseKeyFor(vault, 'journal')
    const cache = await databaseKeyFor(vault, 'cache')
    expect([first.created, again.created, cache.created]).toEqual([true, false, true])
    expect(again.key).toEqual(first.key)
    expect([first.key.length, cache.key.equals(first.key)]).toEqual([32, false])
  })

  it('makes none when the vault cannot tell', async () => {
    const names: string[] = []
    const absent = {
      ...memoryVault(),
      get: () => Promise.reject(new VaultFailure('noService')),
      set: async (name: string) => void names.push(name),
    }
    await expect(databaseKeyFor(absent, 'journal')).rejects.toMatchObject({ code: 'noService' })
    expect(names).toEqual([])
  })

  it('gives out no key the vault did not keep, and none that is damaged', async () => {
    const forgetful = { ...memoryVault(), set: async () => undefined }
    await expect(databaseKeyFor(forgetful, 'journal')).rejects.toMatchObject({ code: 'failed' })
    const vault = memoryVault()
    await vault.set('database.journal.key', 'abc')
    await expect(databaseKeyFor(vault, 'journal')).rejects.toMatchObject({ code: 'damaged' })
    expect(await vault.get('database.journal.key')).toBe('abc')
  })
})

describe('keyFinder', () => {
  it('finds keys in the vaults at hand and passes over one that fails', async () => {
    const [one, two] = [memoryVault(), memoryVault()]
    const { key } = await databaseKeyFor(two, 'journal')
    const broken = { ...memoryVault(), get: () => Promise.reject(new VaultFailure('slow')) }
    const find = await keyFinder([broken, one, two], 'journal')
    expect(find(fingerprintOf(key))).toEqual(key)
    expect(find('0000000000000000')).toBeUndefined()
    expect(await storedDatabaseKey(one, 'journal')).toBeUndefined()
  })
})
