import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { coveragePage, coverages } from '../../scripts/coveragePage.ts'
import { AccountId, SystemKind, systemKeyOf } from '../../shared/model/common.ts'
import documents from '../../test/data/document-endpoints.json' with { type: 'json' }
import { silentLog } from '../log/log.ts'
import type { Caller, Covered } from './coverage.ts'
import { methods as nextpertiseMethods } from './nextpertise/requests.ts'
import { listEndpoints, objectEndpoints } from './on-api/endpoints.ts'
import { createRegistry } from './registry.ts'
import { routeLabel, routeOfPath, routes } from './reseller/routes.ts'

const folders: Readonly<Record<SystemKind, string>> = { nextpertise: 'nextpertise', onApi: 'on-api', reseller: 'reseller', telecomx: 'telecomx' }
/** Parts of an adapter that send nothing. */
const SILENT: readonly Caller[] = ['walksOf', 'lineLists', 'missingDetails', 'health', 'textAsRead']

/** Names of what a path is filled with, and its last slash, are each document's own; in brackets stand parameters. */
const same = (endpoint: string): string => endpoint.replace(/ \(.*$/, '').replaceAll(/\{\w+\}/g, '{}').replace(/(?<=.\/.*)\/$/, '')
const each = (endpoints: readonly string[]): string[] => [...new Set(endpoints.map(same))].toSorted()

/** Sources of an adapter, without tests and without what it says of itself. */
function sourcesOf(kind: SystemKind): { readonly file: string; readonly text: string }[] {
  const folder = path.join(import.meta.dirname, folders[kind])
  return readdirSync(folder).filter(file => file.endsWith('.ts') && !/\.test\.ts$|^coverage\.ts$/.test(file))
    .map(file => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }))
}

/** Requests written out in a source by their names. */
const named = (kind: SystemKind): string[] =>
  sourcesOf(kind).flatMap(({ text }) => [...text.matchAll(/'((?:GET|POST|PUT|PATCH|DELETE) \/[\w/{}.-]*)'/g)].map(([, name = '']) => name))

/** What of a table of requests some source other than the table's own asks for. */
function asked<Name extends string>(kind: SystemKind, tableIn: string, names: readonly Name[]): Name[] {
  const texts = sourcesOf(kind).filter(({ file }) => file !== tableIn).map(({ text }) => text).join('\n')
  return names.filter(name => new RegExp(`['.]${name}\\b`).test(texts))
}

/** Every request an adapter can send. */
const sends: Readonly<Record<SystemKind, () => string[]>> = {
  nextpertise: () => [
    'GET /jwt/log-in',
    ...asked('nextpertise', 'requests.ts', Object.keys(nextpertiseMethods) as (keyof typeof nextpertiseMethods)[])
      .map(name => `${nextpertiseMethods[name].area} ${name}`),
  ],
  onApi: () => [...named('onApi'), ...[...Object.values(listEndpoints), ...Object.values(objectEndpoints)].map(endpoint => `GET /${endpoint.path}`)],
  reseller: () => {
    const all = Object.keys(routes) as (keyof typeof routes)[]
    // Details are asked for by the references in an order.
    const byReference = all.filter(name => routeOfPath(routes[name].path)?.name === name)
    return [...named('reseller'), ...[...asked('reseller', 'routes.ts', all), ...byReference].map(routeLabel)]
  },
  telecomx: () => named('telecomx'),
}

const lists = Object.entries(coverages) as [SystemKind, readonly Covered[]][]

describe('the coverage page', () => {
  it('is current: `npm run docs` writes it', () => {
    expect(readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8')).toBe(coveragePage())
  })

  it('names every adapter', () => {
    expect(lists.map(([kind]) => kind)).toEqual(SystemKind.options.filter(kind => sourcesOf(kind).length > 0))
  })
})

describe.each(lists)('the list of %s', (kind, covered) => {
  it('has everything that the document names, once, and nothing else', () => {
    const endpoints = covered.map(({ endpoint }) => endpoint)
    expect(new Set(endpoints).size).toBe(endpoints.length)
    expect(each(endpoints)).toEqual(each(documents[kind]))
  })

  it('says of each request of the adapter that it is used, and of nothing else', () => {
    expect(each(covered.filter(({ usedBy }) => usedBy.length > 0).map(({ endpoint }) => endpoint))).toEqual(each(sends[kind]()))
  })

  it('names what the adapter has, and all of it that sends', async () => {
    const registry = createRegistry({ network: () => ({ extraCaFiles: [], proxy: { mode: 'none', url: '' } }), log: silentLog })
    const baseUrl = 'http://127.0.0.1:9/api'
    const id = AccountId.parse('covered')
    await registry.set({
      id, system: systemKeyOf(kind, baseUrl), kind, baseUrl, username: 'engineer', authentication: kind === 'onApi' ? 'basic' : kind === 'telecomx' ? 'session' : 'jwt',
    }, () => Promise.resolve(null))
    const has = [...Object.keys(registry.get(id)?.methods ?? {}), 'logIn', 'probe'] as Caller[]
    const callers = [...new Set(covered.flatMap(({ usedBy }) => usedBy))]
    expect(callers.filter(name => !has.includes(name))).toEqual([])
    expect(has.filter(name => !SILENT.includes(name) && !callers.includes(name))).toEqual([])
    await registry.close()
  })

  it('gives a reason for what is not used', () => {
    for (const { endpoint, usedBy, notUsed } of covered) expect({ endpoint, said: (notUsed ?? '').length > 15 }).toEqual({ endpoint, said: usedBy.length === 0 })
  })
})
