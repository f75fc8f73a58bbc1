import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { Line } from '../../shared/model/line.ts'
import type { Observations, ObservationsInput } from '../../shared/model/observation.ts'
import type { Operator } from '../operators/operator.ts'
import { OperatorFailure } from '../operators/operatorFailure.ts'
import { NotFound, type LinesService } from '../services.ts'
import type { KeptLines } from './keptLines.ts'
import type { LineMarks } from './lineMarks.ts'
import type { LineStore } from './lineStore.ts'
import type { OpenLine } from './openLine.ts'
import type { Search } from './search.ts'
import { takeAlong } from './takeAlong.ts'

export type LinesDependencies = {
  readonly store: Pick<LineStore, 'facets'>
  readonly kept: KeptLines
  readonly search: Search
  /** Accounts whose lines' details are not all here yet. */
  readonly incomplete: () => AccountId[]
  readonly marks: LineMarks
  readonly openLine: OpenLine
  readonly lookUp: LinesService['lookUp']
  readonly findByDhcp: LinesService['findByDhcp']
  readonly liveSearch: LinesService['liveSearch']
  readonly operatorOf: (line: Line) => Operator | undefined
  /** Fetches one part; rejects with OperatorFailure. */
  readonly fetchPart: Parameters<typeof takeAlong>[1]['fetchPart']
  /** The engineer wants all there is of a line: what is missing is fetched in the background. */
  readonly wanted: (line: Line) => void
  readonly saveObservations: (input: ObservationsInput, line: Line) => Observations
  readonly forceDisconnect: LinesService['forceDisconnect']
}

/** Finding lines, opening them and what is done on one: the use cases behind shared/contract/lines.ts. */
export function createLines(given: LinesDependencies): LinesService {
  const { kept, search, marks, openLine } = given
  const lineFor = (id: LineId): Line => {
    const found = kept.get(id)
    if (found === undefined) throw new NotFound('line')
    return found.line
  }
  return {
    search: (query, filters, limit) => ({ ...search.search(query, filters, limit), incomplete: given.incomplete() }),
    facets: () => given.store.facets(),
    lookUp: given.lookUp,
    findByDhcp: given.findByDhcp,
    liveSearch: given.liveSearch,
    start() {
      const { pinned, recent } = marks.marks()
      return { pinned: kept.summaries([...pinned]), recent: kept.summaries([...recent].filter(id => !pinned.has(id))) }
    },
    pin(id, pinned) {
      const line = lineFor(id)
      marks.pin(line, pinned)
      if (pinned) given.wanted(line)
    },
    open(id) {
      marks.opened(lineFor(id))
      return openLine.view(id)
    },
    refresh: (id, signal) => openLine.refresh(id, signal),
    async refreshPart(id, part, signal) {
      lineFor(id)
      await openLine.fetchPart(id, part, signal, { anew: true })
      return openLine.view(id)
    },
    takeAlong: (ids, signal) => takeAlong(ids, {
      fetchPart: given.fetchPart,
      labelOf: id => {
        const summary = kept.get(id)?.summary
        return summary === undefined ? id : `${summary.street}, ${summary.place}`
      },
    }, signal),
    saveObservations(input) {
      const observations = given.saveObservations(input, lineFor(input.lineId))
      return { observations, verdict: openLine.view(input.lineId).verdict }
    },
    async credentials(id, circuitNid, signal) {
      const line = lineFor(id)
      if (!line.circuits.some(({ nid }) => nid === circuitNid)) throw new NotFound('circuit')
      const read = given.operatorOf(line)?.methods.pppCredentials
      if (read === undefined) throw new OperatorFailure({ kind: 'notOffered' })
      return read(circuitNid, { signal, urgency: 'engineer' })
    },
    forceDisconnect: given.forceDisconnect,
  }
}
