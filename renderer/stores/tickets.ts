import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { LineId } from '../../shared/model/common.ts'
import type { OutboxEntry } from '../../shared/model/outbox.ts'
import type { TicketDraft } from '../../shared/model/ticket.ts'
import type { Client } from '../clientContext.tsx'
import { createAttachmentsStore } from './attachments.ts'
import type { AttachmentsStore } from './attachments.ts'
import { createAutosave } from './autosave.ts'
import type { Autosave, SaveState } from './autosave.ts'
import { ticketInput, ticketProblems } from './ticketInput.ts'
import type { TicketProblem } from './ticketInput.ts'
import { isElsewhere, windowId } from './windowId.ts'

export type TicketsClient = Pick<Client, 'tickets' | 'outbox'>
type LineTickets = Awaited<ReturnType<Client['tickets']['forLine']>>

/** A ticket being written for a line. */
export type TicketForm = {
  readonly lineId: LineId
  readonly draft: TicketDraft | null
  /** The draft was kept from before, not made anew from the verdict. */
  readonly kept: boolean
  /** The comment as a template made it; null once nobody's. */
  readonly begun: string | null
  readonly failure: unknown
  readonly save: SaveState
  /** Another window opened this draft since: what is typed here is not kept. */
  readonly elsewhere: boolean
  readonly sending: boolean
  readonly sendFailure: unknown
  readonly problems: readonly TicketProblem[]
  /** The ticket as the outbox took it in; it is in the journal, and sent by itself. */
  readonly result: OutboxEntry | null
  /** Tickets that are already on the line; null until known. */
  readonly others: LineTickets | null
  readonly othersFailure: unknown
}

/** What a template makes of a draft that nothing was typed in. */
export type BeginDraft = (draft: TicketDraft) => Partial<Pick<TicketDraft, 'subject' | 'comment'>>

export type TicketsState = {
  readonly form: TicketForm | null

  readonly startForm: (lineId: LineId, begin?: BeginDraft) => Promise<void>
  readonly type: (change: Partial<Omit<TicketDraft, 'lineId' | 'files'>>) => void
  /** Puts a template in: in place of what another one made, else below what was typed. */
  readonly applyTemplate: (begin: BeginDraft) => void
  /** The same after new results, where nobody has changed what the template made. */
  readonly beginAnew: (begin: BeginDraft) => void
  /** Goes on in this window with what stands here. */
  readonly takeOver: () => Promise<void>
  readonly send: () => Promise<void>
  /** Puts what was typed into the comment being written for a ticket that is already there, unless one is being written. */
  readonly asComment: (ticketId: string) => Promise<boolean>
  /** Throws the draft away and leaves the form. */
  readonly discard: () => Promise<void>
  /** Leaves the form; what was typed is kept. */
  readonly closeForm: () => Promise<void>
}
export type TicketsStore = StoreApi<TicketsState> & { readonly attachments: AttachmentsStore }

/** The ticket being written for a line: kept as it is typed, and given to the outbox. */
export function createTicketsStore(client: TicketsClient): TicketsStore {
  let saver: Autosave<TicketDraft> | null = null

  const attachments = createAttachmentsStore(client, files => {
    const { form } = store.getState()
    if (form === null || form.draft === null || form.result !== null) return
    const draft = { ...form.draft, files }
    store.setState({ form: { ...form, draft } })
    saver?.change(draft)
  })

  const store = createStore<TicketsState>()((set, get) => {
    const changeForm = (lineId: LineId, change: Partial<TicketForm>): void => {
      const { form } = get()
      if (form?.lineId === lineId) set({ form: { ...form, ...change } })
    }

    return {
      form: null,

      async startForm(lineId, begin) {
        await get().closeForm()
        set({
          form: {
            lineId, draft: null, kept: false, begun: null, failure: null, save: 'saved', elsewhere: false, sending: false,
              sendFailure: null, problems: [], result: null,
            others: null, othersFailure: null,
          },
        })
        saver = createAutosave<TicketDraft, void>({
          save: draft => client.tickets.saveDraft({ ...draft, window: windowId }),
          onState: (save, failure) => changeForm(lineId, { save, elsewhere: isElsewhere(failure) }),
        })
        void client.tickets.forLine({ lineId }).then(
          others => changeForm(lineId, { others }),
          (othersFailure: unknown) => changeForm(lineId, { othersFailure }),
        )
        try {
          const { draft, kept } = await client.tickets.draft({ lineId, window: windowId })
          // What a template puts in is no typing: it is made anew from the next verdict.
          const isNew = !kept && draft.comment === '' && begin !== undefined
          const begun = isNew ? { ...draft, ...begin(draft) } : draft
          attachments.begin(draft.files ?? [])
          changeForm(lineId, { draft: begun, kept, begun: isNew ? begun.comment : null })
        } catch (failure) {
          changeForm(lineId, { failure })
        }
      },

      type(change) {
        const { form } = get()
        if (form?.draft === null || form === null || form.sending || form.result !== null) return
        const draft = { ...form.draft, ...change }
        changeForm(form.lineId, { draft, problems: form.problems.length === 0 ? [] : ticketProblems(draft) })
        saver?.change(draft)
      },

      applyTemplate(begin) {
        const { form } = get()
        if (form?.draft === null || form === null || form.sending || form.result !== null) return
        const { draft } = form
        const made = begin(draft)
        const added = made.comment ?? ''
        const isTheirs = draft.comment.trim() !== '' && draft.comment !== form.begun
        get().type({ ...made, comment: isTheirs ? `${draft.comment.trimEnd()}\n\n${added}`.slice(0, 20_000) : added })
        changeForm(form.lineId, { begun: isTheirs ? null : added })
      },

      beginAnew(begin) {
        const { form } = get()
        if (form?.draft === null || form === null || form.begun === null || form.draft.comment !== form.begun) return
        const { comment = '' } = begin(form.draft)
        changeForm(form.lineId, { draft: { ...form.draft, comment }, begun: comment })
      },

      async takeOver() {
        const { form } = get()
        if (form === null || form.draft === null) return
        try {
          await client.tickets.draft({ lineId: form.lineId, window: windowId })
          saver?.change(get().form?.draft ?? form.draft)
          await saver?.flush()
        } catch (sendFailure) {
          changeForm(form.lineId, { sendFailure })
        }
      },

      async send() {
        const { form } = get()
        if (form === null || form.draft === null || form.sending || form.result !== null || attachments.isKeeping()) return
        const { lineId, draft } = form
        const problems = ticketProblems(draft)
        changeForm(lineId, { problems, sendFailure: null })
        if (problems.length > 0) return
        changeForm(lineId, { sending: true })
        await saver?.flush()
        try {
          const result = await client.outbox.addTicket({ ...ticketInput(draft), fileIds: attachments.ids() })
          // The core ended the draft with it: nothing may bring it back.
          saver?.forget()
          attachments.clear()
          changeForm(lineId, { result, sending: false })
        } catch (sendFailure) {
          changeForm(lineId, { sendFailure, sending: false })
        }
      },

      async asComment(ticketId) {
        const { form } = get()
        if (form?.draft === null || form === null) return true
        const { lineId, draft } = form
        const ticket = { at: 'system' as const, ticketId }
        try {
          if ((await client.tickets.commentDraft({ lineId, ticket })) === null) {
            const body = [draft.comment, draft.technicalSpecifications].map(each => each.trim()).filter(Boolean).join('\n\n')
            if (body !== '') await client.tickets.saveCommentDraft({ lineId, ticket, body: body.slice(0, 20_000), files: [] })
          }
          return true
        } catch (sendFailure) {
          changeForm(lineId, { sendFailure })
          return false
        }
      },

      async discard() {
        const { form } = get()
        if (form === null) return
        saver?.forget()
        saver = null
        try {
          await client.tickets.discardDraft({ lineId: form.lineId })
          attachments.dropAll()
          if (get().form?.lineId === form.lineId) set({ form: null })
        } catch (failure) {
          changeForm(form.lineId, { sendFailure: failure })
        }
      },

      async closeForm() {
        const leaving = saver
        saver = null
        set({ form: null })
        attachments.clear()
        await leaving?.flush()
      },
    }
  })
  return { ...store, attachments }
}
