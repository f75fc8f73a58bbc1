import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLab } from '../../electron/lab/lab.ts'
import { EXCEPTIONS } from '../data/nextpertise-exceptions.ts'
import { differences, shapeOf } from './shape.ts'
import type { Lab } from '../../electron/lab/lab.ts'

type Example = { endpoint: string; method: string; request: Record<string, unknown>; reply: Record<string, unknown> }

/** Every method the app calls, by class. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  '/broadband/v1': [
    'list_connections',
    'list_circuits',
    'list_carriers',
    'get_recent_transaction',
    'get_transaction',
    'list_transactions',
    'list_events',
    'get_profile',
    'get_connection_report',
    'change_ont',
    'change_contact',
    'set_tags',
    'set_enduser',
    'revise_transaction',
    'replan_transaction',
    'carriercheck',
    'list_providers',
    'zipcode',
  ],
  '/broadband/basic/v1': ['zipcode', 'list_providers'],
  '/broadband/diagnostics/v1': [
    'diagnose',
    'get_report',
    'list_reports',
    'list_available_diagnostics',
    'get_authlog',
    'force_disconnect',
  ],
  '/support/v1': ['create_ticket', 'get_ticket', 'list_tickets', 'update_ticket'],
  '/enduser/v1': ['get_enduser', 'list_endusers', 'set_enduser'],
  '/postcodes/v1': ['get_housenrs', 'get_housenrext'],
  '/user/v1': ['get_profile'],
  '/attachments/v1': ['upload'],
}

const examples: Example[] = JSON.parse(readFileSync(new URL('../data/nextpertise-examples.json', import.meta.url), 'utf8'))
const cases = examples
  .map((example, at) => ({ ...example, at }))
  .filter(({ endpoint, method }) => CALLED[endpoint]?.includes(method) === true)

/** Postcode, zipcode and provider methods are shown without their envelope: params alone, result alone. */
function enveloped(example: Example): { params: unknown; reply: Record<string, unknown> } {
  return 'params' in example.request && 'result' in example.reply
    ? { params: example.request['params'], reply: example.reply }
    : { params: example.request, reply: { jsonrpc: '2.0', id: 1, result: example.reply } }
}

describe('the lab answers as the Nextpertise document does', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab({ checkMs: 0 })
  })
  afterAll(() => lab.close())

  it('has an example of every method the app calls', () => {
    for (const [endpoint, methods] of Object.entries(CALLED)) {
      for (const method of methods)
        expect(
          cases.some((each) => each.endpoint === endpoint && each.method === method),
          `${endpoint} ${method}`,
        ).toBe(true)
    }
  })

  it.each(cases)('$endpoint $method (example $at)', async (example) => {
    const exceptions = EXCEPTIONS.filter(
      (each) =>
        each.endpoint === example.endpoint && each.method === example.method && (each.example ?? example.at) === example.at,
    )
    const asked = exceptions.find((each) => each.params !== undefined)?.params
    const params = asked ?? enveloped(example).params
    const like = exceptions.find((each) => each.likeExample !== undefined)?.likeExample
    const { reply: wanted } = enveloped(like === undefined ? example : (examples[like] ?? example))
    const response = await fetch(`${lab.baseUrl}${example.endpoint}`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('engineer:engineer-pass')}`, 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: example.method, params }),
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const found = differences(shapeOf(wanted), shapeOf(await response.json()))
    const allowed = exceptions.flatMap((each) => each.differences ?? [])
    expect(found.filter((difference) => !allowed.some((pattern) => pattern.test(difference)))).toEqual([])
    for (const pattern of allowed)
      expect(
        found.some((difference) => pattern.test(difference)),
        `${pattern.source} is no longer needed`,
      ).toBe(true)
  })
})
