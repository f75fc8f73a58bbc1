import { getEventIteratorSchemaDetails } from '@orpc/contract'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { streamProcedures } from '../../renderer/links/streams.ts'
import { contract } from '../../shared/contract/index.ts'

it('the page knows exactly the contract\'s streams', () => {
  const streams = Object.entries(contract).flatMap(([file, procedures]) => Object.entries(procedures)
    .filter(([, procedure]) => getEventIteratorSchemaDetails(procedure['~orpc'].outputSchema) !== undefined)
    .map(([name]) => `${file}.${name}`))
  expect([...streamProcedures].toSorted()).toEqual(streams.toSorted())
})

it('all packages of oRPC are pinned to one version', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { dependencies: Record<string, string> }
  const versions = Object.entries(dependencies).filter(([name]) => name.startsWith('@orpc/')).map(([, version]) => version)
  expect(new Set(versions).size).toBe(1)
  expect(versions[0]).toMatch(/^\d+\.\d+\.\d+$/)
})
