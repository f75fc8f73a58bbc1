import type { CallContext, Operator } from '../../electron/operators/operator.ts'
import { OperatorFailure } from '../../electron/operators/operatorFailure.ts'
import type { Clock } from '../../electron/operators/clock.ts'
import type { Line } from '../../shared/model/line.ts'
import { notOfAnAccess, type Responsible, type Ticket, type TicketComment, type TicketStatus } from '../../shared/model/ticket.ts'

/** What happens to one call. Delays in ms. */
export type FakeFault =
  | { readonly kind: 'none' }
  /** It never left: refused connection. */
  | { readonly kind: 'unreachable' }
  /** It left, was lost, and nobody knows. */
  | { readonly kind: 'lost' }
  /** It was done and the answer was lost. */
  | { readonly kind: 'lostReply'; readonly sightMs: number }
  /** It is done so much later, and the answer was lost. */
  | { readonly kind: 'lateCommit'; readonly ms: number }
  /** Done and answered, and seen so much later. */
  | { readonly kind: 'lateSight'; readonly ms: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'rejected'; readonly code: string }

type SystemComment = { readonly body: string; readonly author: string; readonly attachments: readonly string[]; readonly at: number; readonly seenAt: number }
export type SystemTicket = {
  readonly id: string; readonly reference: string; readonly nid: string | null; status: TicketStatus; readonly at: number; readonly seenAt: number
  readonly comments: SystemComment[]
  /** Of an open access network's ticket. */
  systemStatus?: string; responsible?: Responsible | null
}

const perPage = 5

/**
 * A system with tickets and one line, over a manual clock, whose every call goes through `faultOf`. `unordered`: its list comes whole,
 * in no order and without times.
 */
export function createFakeTicketSystem(
  clock: Pick<Clock, 'now'>, line: Line, faultOf: (method: string) => FakeFault = () => ({ kind: 'none' }), list: 'newestFirst' | 'unordered' = 'newestFirst',
) {
  const tickets: SystemTicket[] = []
  const uploads = new Map<string, string>()
  const later: { at: number; effect: () => void }[] = []
  const calls = new Map<string, number>()
  let present: Line | null = line
  let nextId = 1000

  const settle = (): void => {
    for (const due of later.filter(({ at }) => at <= clock.now())) {
      later.splice(later.indexOf(due), 1)
      due.effect()
    }
  }
  const ambiguous = (): never => { throw new OperatorFailure({ kind: 'timeout' }, { ambiguous: true }) }
  const arrive = (method: string): FakeFault => {
    settle()
    calls.set(method, (calls.get(method) ?? 0) + 1)
    const fault = faultOf(method)
    if (fault.kind === 'unreachable') throw new OperatorFailure({ kind: 'unreachable' })
    if (fault.kind === 'busy') throw new OperatorFailure({ kind: 'tooBusy', retryAfterSeconds: 1 })
    if (fault.kind === 'rejected') throw new OperatorFailure({ kind: 'rejected', code: fault.code })
    return fault
  }
  /** Reads are plain: only whether they are answered. */
  const read = <Value>(method: string, value: () => Value): Value => {
    const { kind } = arrive(method)
    if (kind === 'lost' || kind === 'lostReply' || kind === 'lateCommit') throw new OperatorFailure({ kind: 'timeout' })
    return value()
  }
  const write = <Value>(method: string, value: Value, effect: (sightMs: number) => void): Value => {
    const fault = arrive(method)
    switch (fault.kind) {
      case 'lost': return ambiguous()
      case 'lostReply':
        effect(fault.sightMs)
        return ambiguous()
      case 'lateCommit':
        later.push({ at: clock.now() + fault.ms, effect: () => effect(0) })
        return ambiguous()
      case 'lateSight': effect(fault.ms); break
      default: effect(0)
    }
    return value
  }
  const rejected = (code: string): never => { throw new OperatorFailure({ kind: 'rejected', code }) }
  const utc = (ms: number): string => new Date(ms).toISOString()
  const shown = ({ id, reference, nid, status, at, systemStatus, responsible }: SystemTicket): Omit<Ticket, 'accountId' | 'lineId'> => ({
    id, nid, reference, subject: '', description: '', status, createdAt: utc(at), updatedAt: utc(at), requester: 'me', ...notOfAnAccess,
    systemStatus: systemStatus ?? null, responsible: responsible ?? null,
  })
  const commentsOf = (ticket: SystemTicket): TicketComment[] => ticket.comments.filter(({ seenAt }) => seenAt <= clock.now())
    .map(({ body, author, at }) => ({ body, author, createdAt: utc(at), attachments: [] }))
  const seen = (id: string): SystemTicket => tickets.find(ticket => ticket.id === id && ticket.seenAt <= clock.now()) ?? rejected('001')

  const methods: Operator['methods'] = {
    createTicket: async request => {
      const id = String(nextId++)
      return write('createTicket', id, sightMs => {
        const at = clock.now()
        tickets.push({
          id, reference: request.reference, nid: request.nid, status: 'new', at, seenAt: at + sightMs,
          comments: [{ body: request.comment, author: 'me', attachments: request.attachmentIds, at, seenAt: at + sightMs }],
        })
      })
    },
    ticketPage: async page => read('ticketPage', () => {
      if (list === 'unordered') {
        const seenNow = tickets.filter(({ seenAt }) => seenAt <= clock.now()).map(({ id, reference }) => ({ id, reference, createdAt: null }))
        return { tickets: seenNow.toReversed(), nextPage: null, asOf: utc(clock.now()) }
      }
      const all = tickets.filter(({ seenAt }) => seenAt <= clock.now()).toSorted((a, b) => b.at - a.at)
      return { tickets: all.slice((page - 1) * perPage, page * perPage).map(shown), nextPage: page * perPage < all.length ? page + 1 : null }
    }),
    ticket: async id => read('ticket', () => ({ ticket: shown(seen(id)), comments: commentsOf(seen(id)) })),
    addTicketComment: async (id, { body, attachmentIds }) => write('addTicketComment', undefined, sightMs => {
      const ticket = tickets.find(each => each.id === id) ?? rejected('007')
      ticket.comments.push({ body, author: 'me', attachments: attachmentIds, at: clock.now(), seenAt: clock.now() + sightMs })
    }),
    setTicketSolved: async (id, solved) => write('setTicketSolved', undefined, () => {
      const ticket = tickets.find(each => each.id === id) ?? rejected('007')
      ticket.status = solved ? 'solved' : 'open'
    }),
    changeTicket: async (id, { status, responsible }) => write('changeTicket', undefined, () => {
      const ticket = tickets.find(each => each.id === id) ?? rejected('007')
      if (status !== null) {
        ticket.systemStatus = status
        ticket.status = status === 'CLOSED' ? 'closed' : 'open'
      }
      if (responsible !== null && ticket.responsible !== null) ticket.responsible = responsible
    }),
    uploadAttachment: async ({ fileName }) => {
      const id = `upload-${nextId++}`
      return write('uploadAttachment', id, () => uploads.set(id, fileName))
    },
    lineByNid: async () => read('lineByNid', () => (present === null ? null : { line: present, raw: '{}' })),
    setTags: async (_, tags) => write('setTags', undefined, () => {
      if (present !== null) present = { ...present, carrier: { ...present.carrier, tags: [...tags] } }
    }),
    changeContact: async (_, contact) => write('changeContact', undefined, () => {
      if (present !== null) present = { ...present, contacts: [{ uuid: 'c', primary: true, ...contact }] }
    }),
    changeOnt: async (_, ontNumber) => write('changeOnt', undefined, () => {
      if (present !== null) present = { ...present, carrier: { ...present.carrier, ontNumber } }
    }),
  }
  /** Methods of an app that is killed when the signal is aborted: it never hears an answer again. */
  const operatorUntil = (killed: AbortSignal): Operator => ({
    system: line.system, nativeIdIn: () => null, close: async () => {},
    methods: Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, async (...args: unknown[]) => {
      const context = args.at(-1) as CallContext
      if (killed.aborted) return new Promise(() => {})
      if (context.signal.aborted) throw new OperatorFailure({ kind: 'cancelled' })
      const answer = await (method as (...all: unknown[]) => Promise<unknown>)(...args).then(value => ({ value }), (error: unknown) => ({ error }))
      if (killed.aborted) return new Promise(() => {})
      if ('error' in answer) throw answer.error
      return answer.value
    }])),
  })
  return {
    tickets, uploads, operatorUntil, operator: operatorUntil(new AbortController().signal),
    calls: (method: string): number => calls.get(method) ?? 0,
    line: (): Line | null => present,
    setLine: (next: Line | null): void => { present = next },
    /** Lets everything happen that is still to come. */
    settle,
  }
}
