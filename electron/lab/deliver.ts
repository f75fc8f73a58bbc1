import { drip, huge, send, truncated } from './bodies.ts'
import { withBadRecord, wrongShape } from './faults.ts'
import { jsonReply } from './labSystem.ts'
import type { ServerResponse } from 'node:http'
import type { LabFault } from './faults.ts'
import type { LabReply, LabRequest, LabSystem, LabTwist } from './labSystem.ts'

const PLAIN: LabTwist = { writing: { commitMs: 0, sightMs: 0 }, value: null }
const HTML_PAGE = '<!DOCTYPE html><html><head><title>Maintenance</title></head><body><h1>Back soon</h1></body></html>'
const GATEWAY_TIMEOUT = jsonReply(504, { message: 'The upstream server is timing out' })

/** Sends a system's right answer, or what the fault makes of it. */
export async function deliver(system: LabSystem, request: LabRequest, fault: LabFault | null, response: ServerResponse): Promise<void> {
  const right = (twist: Partial<LabTwist> = {}): LabReply => system.answer(request, { ...PLAIN, ...twist })
  switch (fault?.kind) {
    case 'refusal':
      return send(response, system.refusal(request, fault.code, fault.message))
    case 'latency':
      await new Promise((resolve) => setTimeout(resolve, fault.ms))
      return send(response, right())
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'lostReply':
      right({ writing: { commitMs: 0, sightMs: fault.sightMs ?? 0 } })
      response.socket?.resetAndDestroy()
      return
    case 'lateCommit': {
      const reply = right({ writing: { commitMs: fault.ms, sightMs: 0 } })
      if (fault.answer === 'reply') send(response, reply)
      else if (fault.answer === 'gatewayTimeout') send(response, GATEWAY_TIMEOUT)
      else response.socket?.resetAndDestroy()
      return
    }
    case 'lateSight':
      return send(response, right({ writing: { commitMs: 0, sightMs: fault.ms } }))
    case 'truncated':
      return truncated(response, right())
    case 'html':
      return send(response, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: HTML_PAGE })
    case 'unauthorized401':
      return send(response, system.failure(401))
    case 'tooMany': {
      const reply = system.failure(429)
      return send(response, { ...reply, headers: { ...reply.headers, 'retry-after': String(fault.retryAfterSeconds) } })
    }
    case 'serverError':
      return send(response, system.failure(fault.status))
    case 'drip':
      return drip(response, right(), fault.bytesPerSecond)
    case 'huge':
      return huge(response, fault.bytes)
    case 'wrongShape':
      return send(response, right({ value: wrongShape }))
    case 'badRecord':
      return send(response, right({ value: withBadRecord }))
    default:
      send(response, right())
  }
}
