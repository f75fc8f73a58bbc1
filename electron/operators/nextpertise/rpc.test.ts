import { describe, expect, it } from 'vitest'
import type { HttpReply } from '../http.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import type { CallResult } from '../reachability.ts'
import type { SessionRequest } from '../session.ts'
import { createRpc } from './rpc.ts'

const context = { signal: new AbortController().signal, urgency: 'engineer' } as const
const nid = '2408ZE000100101'

function over(status: number, body: string) {
  const sent: SessionRequest[] = []
  const results: CallResult[] = []
  const reply: HttpReply = { status, headers: {}, body: Buffer.from(body) }
  const rpc = createRpc({ call: request => { sent.push(request); return Promise.resolve(reply) } }, result => results.push(result))
  return { rpc, sent, results }
}
async function failure(call: Promise<unknown>): Promise<OperatorFailure> {
  const error: unknown = await call.then(() => null, (thrown: unknown) => thrown)
  if (error instanceof OperatorFailure) return error
  throw new Error('no failure')
}

describe('remote procedure calls', () => {
  it('post JSON-RPC 2.0 to the product class, with the repeat-safety of the method', async () => {
    const { rpc, sent, results } = over(200, '{"jsonrpc":"2.0","id":1,"result":{"uuid":"u"}}')
    await rpc.call('diagnose', { type: 'delt', nid }, context)
    await rpc.call('get_report', { uuid: 'u' }, context)
    expect(sent.map(({ path, repeat, name }) => [path, repeat, name])).toEqual([['broadband/diagnostics/v1', 'never', 'diagnose'], ['broadband/diagnostics/v1', 'safe', 'get_report']])
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ jsonrpc: '2.0', id: 1, method: 'diagnose', params: { type: 'delt', nid } })
    expect(results).toEqual([null, null])
  })

  it.each([
    ['{"error":{"code":"006","message":"Failed to create requested (delt)"}}', 200, { kind: 'rejected', code: '006' }, false],
    ['{"error":{"code":"001","message":"Undocumented Error"}}', 200, { kind: 'rejected', code: '001' }, true],
    ['{"error":{"code":11,"message":"schema"}}', 400, { kind: 'rejected', code: '011' }, true],
    ['{"error":{"code":12,"message":"Config Prohibited Error."}}', 500, { kind: 'rejected', code: '012' }, false],
    ['{"message":"oops"}', 500, { kind: 'serverError', code: 'HTTP 500' }, true],
    ['<html>', 404, { kind: 'wrongAddress', code: 'HTTP 404' }, false],
    ['<html>', 200, { kind: 'notJson' }, true],
    ['7', 200, { kind: 'badReply' }, true],
  ])('say of a write answered by %s (%i) whether it may have been done', async (body, status, data, ambiguous) => {
    const { rpc, results } = over(status, body)
    const found = await failure(rpc.call('diagnose', { type: 'delt', nid }, context))
    expect(found).toMatchObject({ data, ambiguous })
    expect(results).toEqual([expect.objectContaining({ data: found.data })])
  })

  it.each([
    { code: '006', message: 'radius said {"username":"jan","password":"planted-7"} and went on' },
    { code: 6, message: `password=planted-7 ${'x'.repeat(10_000)}` },
    { code: 'Authorization: Basic planted-7', message: 'Bearer planted-7abc' },
    { code: '006', message: { password: 'planted-7' }, data: { cid: 'password=planted-7' } },
    { code: '006', description: 'no', data: { cid: 'planted-7 '.repeat(1000) } },
    'token: planted-7',
  ])('keep the operator’s own words of a failure short and without secrets: %j', async error => {
    const { data } = await failure(over(200, JSON.stringify({ error, cid: 'secret=planted-7' })).rpc.call('get_report', { uuid: 'u' }, context))
    expect(JSON.stringify(data)).not.toContain('planted-7')
    expect(JSON.stringify(data).length).toBeLessThan(700)
    expect(data.kind).toBe('rejected')
  })

  it('give secrets only where they are asked for', async () => {
    const body = '{"result":{"connections":[{"password":"planted"}]}}'
    expect((await over(200, body).rpc.call('list_connections', {}, context)).result).toEqual({ connections: [{ password: '[secret]' }] })
    expect((await over(200, body).rpc.callWithSecrets('list_connections', {}, context)).result).toEqual({ connections: [{ password: 'planted' }] })
  })

  it('hand over a body unparsed, unless it is plainly none', async () => {
    expect(Buffer.from(await over(200, ' \n{"result":').rpc.fetch('list_connections', {}, context)).toString()).toBe(' \n{"result":')
    expect((await failure(over(200, '<!DOCTYPE html>').rpc.fetch('list_connections', {}, context))).data.kind).toBe('notJson')
  })
})
