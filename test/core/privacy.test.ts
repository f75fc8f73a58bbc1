import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { labShowcase } from '../../electron/lab/lab.ts'
import { NotReady } from '../../electron/services.ts'
import { plainJpeg } from '../fakes/photos.ts'
import { lineOf, openOnLab, passphrase, statusOf } from './coreOnLab.ts'

const show = labShowcase.find(({ key }) => key === 'fibreNoLight') ?? labShowcase[0] as typeof labShowcase[number]
const photo = { fileName: 'a.jpg', mediaType: 'image/jpeg', base64: plainJpeg.toString('base64'), caption: '' }

test('customer data is deleted with its keys and every file, after what is unsent was told', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  const services = core.services()
  const account = await on.signOn(services)
  const { id } = lineOf(services, show.nid)
  const visit = services.visits.start(id)
  await services.visits.addFile(visit.id, photo)
  services.tickets.saveDraft({ ...services.tickets.draft(id).draft, comment: 'Half a sentence' })
  services.settings.change({ language: 'nl' })
  expect(services.unsentWork()).toMatchObject({ unsent: 0, writes: [], openVisits: [{ id: visit.id }], drafts: 1 })
  await expect(core.deleteCustomerData({ unsent: 0, openVisits: 0 })).rejects.toMatchObject({ reason: 'unsentWork' })
  expect(services.visits.get(visit.id).visit.id).toBe(visit.id)
  const sealed = readFileSync(join(on.dir, 'vault.enc'))

  await core.deleteCustomerData({ unsent: 0, openVisits: 1 })
  expect((await statusOf(core)).vault.state).toBe('ready')
  const fresh = core.services()
  expect([fresh.accounts.list(), fresh.settings.get().language, fresh.visits.page({ search: '', states: [], lineId: null, offset: 0, limit: 10 }).total]).toEqual([[], 'en', 0])
  expect(readdirSync(join(on.dir, 'files'))).toEqual([])
  // The new vault is another: nothing of the old one is in it.
  expect(readFileSync(join(on.dir, 'vault.enc')).equals(sealed)).toBe(false)
  expect(JSON.stringify(fresh.accounts.list())).not.toContain(account.id)
})

test('a locked core gives nothing until the passphrase is given again, and goes on where it was', async () => {
  await using on = await openOnLab()
  const core = await on.open()
  await on.signOn(core.services())
  const { id } = lineOf(core.services(), show.nid)
  const visit = core.services().visits.start(id)
  await core.lock()
  expect((await statusOf(core)).vault).toMatchObject({ state: 'needsPassphrase', newPassphrase: false })
  expect(() => core.services()).toThrow(NotReady)
  expect((await core.chooseVault({ choice: 'passphrase', passphrase: 'not the passphrase' })).wrongPassphrase).toBe(true)
  expect(() => core.services()).toThrow(NotReady)
  await core.chooseVault({ choice: 'passphrase', passphrase })
  expect(core.services().visits.start(id).id).toBe(visit.id)
  await core.lock()
  await core.lock()
  await core.close()
})

test('where nothing is kept a lock would lose all, and is refused; deleting leaves nothing', async () => {
  await using on = await openOnLab()
  const core = await on.open({ passphrase: null, demo: true })
  await expect(core.lock()).rejects.toMatchObject({ reason: 'nothingKept' })
  await core.deleteCustomerData({ unsent: 0, openVisits: 0 })
  expect(core.services().accounts.list()).toHaveLength(1)
  await core.close()
  expect(existsSync(join(on.dir, 'files'))).toBe(false)
})
