import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loginOf } from '../../electron/lab/nextpertise/connection.ts'
import { labShowcase } from '../../electron/lab/lab.ts'
import { totpCode } from '../../electron/lab/nextpertise/users.ts'
import { openReader } from '../../electron/storage/database.ts'
import { databaseKeyFor } from '../../electron/vault/databaseKey.ts'
import { openPassphraseVault } from '../../electron/vault/passphraseVault.ts'
import { noFilters } from '../../shared/model/search.ts'
import { check, lastOf, lineOf, openOnLab, passphrase, statusOf, synchronise, unhurried, wholePage } from './coreOnLab.ts'

/** Every byte below a directory, file by file. */
function filesIn(dir: string): Map<string, string> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter(name => statSync(join(dir, name)).isFile())
  return new Map(names.map(name => [name, readFileSync(join(dir, name)).toString('latin1')]))
}

/** Every row of a database, deciphered. */
async function rowsOf(dir: string, id: 'cache' | 'journal'): Promise<string> {
  const { key } = await databaseKeyFor(await openPassphraseVault(dir, passphrase), id)
  const db = openReader(join(dir, `${id}.db`), { key, cacheKiB: 4096 })
  try {
    const tables = db.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'`).all()
    return tables.flatMap(({ name }) => db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`).all())
      .flatMap(row => Object.values(row).map(value => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))).join('\n')
  } finally {
    db.close()
  }
}

test('no secret is in a file, a database row, the log or a reply; only credentials() gives the one that was asked for', async () => {
  await using on = await openOnLab({ lines: 120 })
  const core = await on.open()
  const services = core.services()
  services.settings.change({ logLevel: 'debug' })
  const code = totpCode('JBSWY3DPEHPK3PXP', Date.now())
  await on.signOn(services)
  const second = await services.accounts.add(on.account({ username: 'totp', label: 'Codes' }), { password: 'totp-pass', oneTimeCode: code })
  const third = await services.accounts.add(on.account({ username: 'reader', label: 'Refused', authentication: 'basic' }), { password: 'planted-wrong-password' })
  await Promise.all([second, third].map(({ id }) => synchronise(services, id)))

  const replies: unknown[] = [services.accounts.list(), services.accounts.presets(), services.lines.search('alphen', noFilters, 200), services.lines.facets()]
  for (const { nid, circuitNid } of labShowcase) {
    const { id } = lineOf(services, nid)
    await lastOf(services.lines.refresh(id, unhurried()))
    const [offered] = services.lines.open(id).available
    if (offered !== undefined) await check(services, id, circuitNid, offered.kinds.filter(kind => kind === 'authenticationLog'))
    replies.push(services.lines.open(id), await services.history.page(wholePage(id)), await services.history.trends(id), services.tickets.draft(id))
  }
  const [shown = labShowcase[0] as typeof labShowcase[number]] = labShowcase
  const { id } = lineOf(services, shown.nid)
  const labLine = on.lab.world.byNid(shown.nid)?.line
  const asked = await services.lines.credentials(id, shown.circuitNid, unhurried())
  expect(asked.password).toBe(labLine === undefined ? '' : loginOf(labLine).password)
  await lastOf(services.checks.run(id, shown.circuitNid, ['fibreCheck'], unhurried()))
  on.lab.faults.set('*', { kind: 'unauthorized401' }, 3)
  await lastOf(services.lines.refresh(id, unhurried()))
  replies.push(services.lines.open(id), await services.history.page(wholePage(id)), services.verdicts.export(), await services.tickets.list(unhurried()), await statusOf(core), core.log(2000, 'debug'))
  replies.push(await services.accounts.test(on.account(), { password: 'planted-wrong-password' }, undefined, unhurried()))
  const files = [...filesIn(on.dir)]
  await core.close()
  files.push(...filesIn(on.dir))

  const { world } = on.lab
  const passwords = Array.from({ length: world.size }, (_, index) => world.line(index))
    .filter(({ provisioning }) => provisioning === 'ppp')
    .map(line => loginOf(line).password).filter(password => password !== 'not-shown')
  expect(passwords.length).toBeGreaterThan(50)
  const secrets = [
    ...passwords, 'engineer-pass', 'totp-pass', 'planted-wrong-password', passphrase,
    Buffer.from('engineer:engineer-pass').toString('base64'), Buffer.from('reader:planted-wrong-password').toString('base64'),
    // The head of every token the lab hands out.
    'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
  ]
  const places: [name: string, text: string][] = [
    ...files, ['replies', JSON.stringify(replies)], ['cache rows', await rowsOf(on.dir, 'cache')], ['journal rows', await rowsOf(on.dir, 'journal')],
  ]
  const rows = Object.fromEntries(places)
  // What stands beside the passwords is there, so that they would be seen.
  expect(rows['cache rows']).toContain(asked.username)
  expect(rows['journal rows']).toContain(shown.nid)
  expect(places.filter(([, text]) => secrets.some(secret => text.includes(secret))).map(([name]) => name)).toEqual([])
  const logged = places.filter(([name]) => name.startsWith('log')).map(([, text]) => text).join('\n')
  expect(logged).toContain('core.ready')
  expect(logged).not.toMatch(new RegExp(`\\b${code}\\b`))
})
