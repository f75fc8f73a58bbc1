import { TEST_TYPES, availableDiagnostics, testsFor } from './diagnostics.ts'
import { circuitNid } from './line.ts'
import { pageOf, refusals } from './method.ts'
import { moment, nid, object, oneOf, pagination, required, sortBy, text, uuid } from '../validate.ts'
import type { LineLookup, TestType } from './diagnostics.ts'
import type { LabLine } from './line.ts'
import type { LabCall, LabError, LabMethod } from './method.ts'
import type { Found } from './world.ts'

const RIGHT = 'broadband-diagnostics-r'

function foundOf({ world, params }: LabCall): Found | null {
  return world.byNid(String(params['nid']))
}

function lookup({ world }: LabCall): LineLookup {
  return {
    of: (wanted) => world.byNid(wanted)?.line ?? null,
    at: (index) => (index < world.size && !world.isRemoved(index) ? world.line(index) : null),
  }
}

/** Why a named line lets no test begin; the document says of refusals no more than 006 and 012. */
function refusalFor({ traits }: LabLine, type: TestType): LabError | null {
  switch (traits?.refuses) {
    case 'limit':
      return refusals.createFor(type, 'Maximum number of tests reached.')
    case 'lineUp':
      return type === 'delt' ? refusals.createFor(type, 'adminUp: the line is up.') : null
    case 'right':
      return refusals.prohibited()
    default:
      return null
  }
}

/** Methods of /broadband/diagnostics/v1. */
export const DIAGNOSTICS: Readonly<Record<string, LabMethod>> = {
  diagnose: {
    right: RIGHT,
    params: { type: required(oneOf(...TEST_TYPES)), nid: required(nid) },
    call: (call) => {
      const found = foundOf(call)
      const type = call.params['type'] as TestType
      if (!found || found.line.state !== 'ACTIVE' || !testsFor(found.line).includes(type)) throw refusals.create(type)
      const refusal = refusalFor(found.line, type)
      if (refusal !== null) throw refusal
      const started = call.diagnostics.start(found.line, String(call.params['nid']), type)
      if (started === null) throw refusals.createFor(type, `The (${type}) already exists.`)
      return { result: { uuid: started } }
    },
  },
  get_report: {
    right: RIGHT,
    params: { uuid },
    call: (call) => {
      const poll = call.diagnostics.poll(String(call.params['uuid']), lookup(call))
      if (poll.kind === 'unknown') throw refusals.undocumented()
      return { result: { report: poll.report } }
    },
  },
  list_reports: {
    right: RIGHT,
    params: {
      nid: required(nid),
      pagination,
      sort: sortBy('uuid', 'type', 'status', 'updated'),
      filter: object({ uuid: text, type: oneOf(...TEST_TYPES), status: oneOf('complete', 'error') }),
    },
    call: (call) => {
      const found = foundOf(call)
      if (!found) throw refusals.undocumented()
      const filter = (call.params['filter'] ?? {}) as Partial<Record<'uuid' | 'type' | 'status', string>>
      const rows = call.diagnostics
        .list(found.line, String(call.params['nid']))
        .filter((row) =>
          (['uuid', 'type', 'status'] as const).every((key) => filter[key] === undefined || row[key] === filter[key]),
        )
      const page = pageOf(call.params['pagination'], rows.length)
      return { result: { list: rows.slice(page.from, page.to) }, ...(page.info ? { beside: { pagination: page.info } } : {}) }
    },
  },
  list_available_diagnostics: {
    right: 'broadband-r',
    params: { nid: required(nid) },
    call: (call) => {
      const found = foundOf(call)
      if (!found) throw refusals.undocumented()
      return { result: availableDiagnostics(found.line) }
    },
  },
  get_authlog: {
    right: RIGHT,
    params: { nid: required(nid), after: moment },
    call: (call) => {
      const found = foundOf(call)
      if (!found) throw refusals.undocumented()
      const { line, circuit } = found
      const after = typeof call.params['after'] === 'string' ? Date.parse(call.params['after']) : null
      const dialsIn = circuit === null || circuit === 0 || line.verbatim !== undefined
      return { result: { log_entries: dialsIn ? call.world.sessions.authlog(line, after) : [] } }
    },
  },
  force_disconnect: {
    right: RIGHT,
    params: { nid: required(nid) },
    call: (call) => {
      const found = foundOf(call)
      if (!found || found.line.provisioning !== 'ppp' || circuitNid(found.line, 0) === null) throw refusals.update('session')
      call.world.disconnect(found.line)
      return { result: {} }
    },
  },
}
