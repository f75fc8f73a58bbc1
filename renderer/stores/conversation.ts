import { createStore } from 'zustand/vanilla'
import type { LineId } from '../../shared/model/common.ts'
import type { OutboxEntry, TicketChange, TicketTarget } from '../../shared/model/outbox.ts'
import type { Ticket, TicketStatus } from '../../shared/model/ticket.ts'
import type { TicketPlace } from '../app/route.ts'
import type { Client } from '../clientContext.tsx'
import { createAttachmentsStore } from './attachments.ts'
import { createAutosave } from './autosave.ts'
import type { Autosave, SaveState } from './autosave.ts'
import { isElsewhere, windowId } from './windowId.ts'

export type ConversationClient = Pick<Client, 'tickets' | 'outbox'>
export type TicketContent = Awaited<ReturnType<Client['tickets']['get']>>
type Draft = NonNullable<Awaited<ReturnType<Client['tickets']['commentDraft']>>>

export type ConversationState = {
  readonly content: TicketContent | null
  readonly contentAt: string | null
  readonly loading: boolean
  readonly failure: unknown
  /** The comment being typed; null until the draft from before was read. */
  readonly body: string | null
  readonly save: SaveState
  /** Another window opened this draft since: what is typed here is not kept. */
  readonly elsewhere: boolean
  readonly sending: boolean
  readonly problem: 'empty' | 'long' | null
  readonly sendFailure: unknown
}
export type Conversation = ReturnType<typeof createConversation>

export const targetOf = (place: TicketPlace): TicketTarget =>
  place.at === 'system' ? { at: 'system', ticketId: place.ticketId } : { at: 'outbox', entryId: place.entryId }

/** What was written for a ticket from here, oldest first: by its number, or by the entry it was in the outbox. */
export function writtenFor(place: TicketPlace, entries: readonly OutboxEntry[]): OutboxEntry[] {
  const own = entries.filter(({ id, body, remoteId, accountId }) => body.kind === 'ticket'
    && (place.at === 'outbox' ? id === place.entryId : remoteId === place.ticketId
      && accountId === place.accountId)).map(({ id }) => id)
  const isFor = (target: TicketTarget, accountId: OutboxEntry['accountId']): boolean =>
    (target.at === 'outbox' ? own.includes(target.entryId) : place.at === 'system' && target.ticketId === place.ticketId
      && accountId === place.accountId)
  return entries.filter(({ body, accountId }) => 'ticket' in body && isFor(body.ticket, accountId)).toReversed()
}

/** Those that the ticket as it was read at `contentAt` cannot show yet. */
export const notOnTicket = (entries: readonly OutboxEntry[], contentAt: string | null): OutboxEntry[] =>
  entries.filter(({ state, changedAt }) => state !== 'discarded'
    && (state !== 'sent' || contentAt === null || changedAt > contentAt))

/** One ticket: what is on it, and the comment being typed for it. */
export function createConversation(client: ConversationClient, place: TicketPlace, clock: () => Date = () => new Date()) {
  const store = createStore<ConversationState>(() => ({
    content: null, contentAt: null, loading: false, failure: null, body: null, save: 'saved', elsewhere: false, sending: false,
      problem: null, sendFailure: null,
  }))
  const { setState: set, getState: get } = store
  const ticket = targetOf(place)
  let lineId: LineId | null = null
  let saver: Autosave<Draft> | null = null
  let asked = 0
  let loadedFor: string | null | undefined

  const draftNow = (own: LineId, body: string): Draft => ({
    lineId: own, ticket, body,
    files: attachments.getState().files.flatMap(({ fileId, name, bytes }) => (fileId === null ? [] : [{ fileId, name, bytes }])),
  })
  const attachments = createAttachmentsStore(client, () => {
    const { body } = get()
    if (lineId !== null && body !== null) saver?.change(draftNow(lineId, body))
  })

  /** Reads the ticket at its system; nothing happens for one that is not there yet. */
  async function load(): Promise<void> {
    if (place.at === 'outbox') return
    asked += 1
    const own = asked
    set({ loading: true, failure: null })
    try {
      const content = await client.tickets.get({ accountId: place.accountId, id: place.ticketId })
      if (own === asked) set({ content, contentAt: clock().toISOString(), loading: false })
    } catch (failure) {
      if (own === asked) set({ failure, loading: false })
    }
  }

  return {
    ...store,
    attachments,
    load,
    /**
     * Reads it at first, and again once more of what was written here is on it. `sent`: the ids of that; null until they are
     * known.
     */
    async loadFor(sent: string | null): Promise<void> {
      if (sent === loadedFor) return
      const isNews = loadedFor === undefined || loadedFor !== null
      loadedFor = sent
      if (isNews) await load()
    },
    /** Takes up the comment that was being typed, once the line of the ticket is known. */
    async begin(own: LineId): Promise<void> {
      if (lineId === own) return
      lineId = own
      saver = createAutosave<Draft, void>({
        save: draft => client.tickets.saveCommentDraft({ ...draft, window: windowId }),
        onState: (save, failure) => set({ save, elsewhere: isElsewhere(failure) }),
      })
      try {
        const draft = await client.tickets.commentDraft({ lineId: own, ticket, window: windowId })
        attachments.begin(draft?.files ?? [])
        set({ body: draft?.body ?? '' })
      } catch (sendFailure) {
        set({ body: '', sendFailure })
      }
    },
    type(body: string): void {
      if (lineId === null || get().sending) return
      set({ body, problem: null })
      saver?.change(draftNow(lineId, body))
    },
    /** Goes on in this window with what stands here. */
    async takeOver(): Promise<void> {
      const { body } = get()
      if (lineId === null || body === null) return
      try {
        await client.tickets.commentDraft({ lineId, ticket, window: windowId })
        saver?.change(draftNow(lineId, body))
        await saver?.flush()
      } catch (sendFailure) {
        set({ sendFailure })
      }
    },
    /** Gives the comment to the outbox. True where it was taken in. */
    async send(): Promise<boolean> {
      const { body, sending } = get()
      if (lineId === null || body === null || sending || attachments.isKeeping()) return false
      const words = body.trim()
      const problem = words === '' ? 'empty' : words.length > 10_000 ? 'long' : null
      set({ problem, sendFailure: null })
      if (problem !== null) return false
      set({ sending: true })
      await saver?.flush()
      try {
        await client.outbox.addComment({ lineId, ticket, body: words, fileIds: attachments.ids() })
        saver?.forget()
        attachments.clear()
        set({ body: '', sending: false, save: 'saved' })
        return true
      } catch (sendFailure) {
        set({ sendFailure, sending: false })
        return false
      }
    },
    /** Gives to the outbox that it is solved, or is to be opened again. */
    async setSolved(solved: boolean, base: TicketStatus | null): Promise<boolean> {
      if (lineId === null) return false
      set({ sendFailure: null })
      try {
        await client.outbox.setSolved({ lineId, ticket, solved, base })
        return true
      } catch (sendFailure) {
        set({ sendFailure })
        return false
      }
    },
    /** Gives to the outbox a change of status or responsible party, based on the ticket as it is shown. */
    async change(
      wanted: Pick<TicketChange, 'status' | 'responsible'>, shown: Pick<Ticket, 'systemStatus' | 'responsible'>,
    ): Promise<boolean> {
      if (lineId === null) return false
      set({ sendFailure: null })
      try {
        const base = { status: shown.systemStatus, responsible: shown.responsible }
        await client.outbox.changeTicket({ lineId, ticket, ...wanted, base })
        return true
      } catch (sendFailure) {
        set({ sendFailure })
        return false
      }
    },
    /** Keeps what was typed at once: before the page or the room is left. */
    keep: async (): Promise<void> => saver?.flush(),
  }
}
