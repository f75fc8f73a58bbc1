import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { AccountId, LineId } from '../../shared/model/common.ts'
import type { SentTicket, TicketDraft } from '../../shared/model/ticket.ts'
import type { Client } from '../clientContext.tsx'
import { createAutosave } from './autosave.ts'
import type { Autosave, SaveState } from './autosave.ts'
import { dutchPhoneNumber } from './phoneNumber.ts'

export type TicketsClient = Pick<Client, 'tickets'>
type TicketList = Awaited<ReturnType<Client['tickets']['list']>>
type TicketDetail = Awaited<ReturnType<Client['tickets']['get']>>
type LineTickets = Awaited<ReturnType<Client['tickets']['forLine']>>

export type TicketProblem = 'subjectMissing' | 'subjectLong' | 'commentMissing' | 'commentLong' | 'phoneWrong'

/** A ticket being written for a line. */
export type TicketForm = {
  readonly lineId: LineId
  readonly draft: TicketDraft | null
  /** The draft was kept from before, not made anew from the verdict. */
  readonly kept: boolean
  readonly failure: unknown
  readonly save: SaveState
  readonly sending: boolean
  readonly sendFailure: unknown
  readonly problems: readonly TicketProblem[]
  readonly result: SentTicket | null
  /** Tickets that are already on the line; null until known. */
  readonly others: LineTickets | null
  readonly othersFailure: unknown
}

export type TicketsState = {
  readonly list: TicketList | null
  readonly listAt: string | null
  readonly loading: boolean
  readonly listFailure: unknown
  readonly detail: {
    readonly accountId: AccountId
    readonly id: string
    readonly content: TicketDetail | null
    readonly failure: unknown
  } | null
  readonly form: TicketForm | null

  readonly load: () => Promise<void>
  readonly openTicket: (accountId: AccountId, id: string) => Promise<void>
  readonly closeTicket: () => void
  readonly startForm: (lineId: LineId) => Promise<void>
  readonly type: (change: Partial<Omit<TicketDraft, 'lineId'>>) => void
  readonly send: () => Promise<void>
  /** Throws the draft away and leaves the form. */
  readonly discard: () => Promise<void>
  /** Leaves the form; what was typed is kept. */
  readonly closeForm: () => Promise<void>
}
export type TicketsStore = StoreApi<TicketsState>

/** What keeps a draft from being sent. */
export function ticketProblems(draft: TicketDraft): TicketProblem[] {
  const subject = draft.subject.trim()
  const comment = draft.comment.trim()
  return [
    ...(subject === '' ? ['subjectMissing' as const] : subject.length > 200 ? ['subjectLong' as const] : []),
    ...(comment === '' ? ['commentMissing' as const] : comment.length > 10_000 ? ['commentLong' as const] : []),
    ...(draft.contactPhone.trim() !== '' && dutchPhoneNumber(draft.contactPhone) === null ? ['phoneWrong' as const] : []),
  ]
}

/** Tickets of all accounts, one of them in detail, and the ticket being written. */
export function createTicketsStore(client: TicketsClient, clock: () => Date = () => new Date()): TicketsStore {
  let saver: Autosave<TicketDraft> | null = null

  return createStore<TicketsState>()((set, get) => {
    const changeForm = (lineId: LineId, change: Partial<TicketForm>): void => {
      const { form } = get()
      if (form?.lineId === lineId) set({ form: { ...form, ...change } })
    }

    return {
      list: null,
      listAt: null,
      loading: false,
      listFailure: null,
      detail: null,
      form: null,

      async load() {
        if (get().loading) return
        set({ loading: true, listFailure: null })
        try {
          set({ list: await client.tickets.list(), listAt: clock().toISOString(), loading: false })
        } catch (listFailure) {
          set({ listFailure, loading: false })
        }
      },

      async openTicket(accountId, id) {
        set({ detail: { accountId, id, content: null, failure: null } })
        const put = (change: { content?: TicketDetail; failure?: unknown }): void => {
          const { detail } = get()
          if (detail?.accountId === accountId && detail.id === id) set({ detail: { ...detail, ...change } })
        }
        try {
          put({ content: await client.tickets.get({ accountId, id }) })
        } catch (failure) {
          put({ failure })
        }
      },
      closeTicket: () => set({ detail: null }),

      async startForm(lineId) {
        await get().closeForm()
        set({
          form: {
            lineId,
            draft: null,
            kept: false,
            failure: null,
            save: 'saved',
            sending: false,
            sendFailure: null,
            problems: [],
            result: null,
            others: null,
            othersFailure: null,
          },
        })
        saver = createAutosave<TicketDraft, void>({
          save: draft => client.tickets.saveDraft(draft),
          onState: save => changeForm(lineId, { save }),
        })
        void client.tickets.forLine({ lineId }).then(
          others => changeForm(lineId, { others }),
          (othersFailure: unknown) => changeForm(lineId, { othersFailure }),
        )
        try {
          const { draft, kept } = await client.tickets.draft({ lineId })
          changeForm(lineId, { draft, kept })
        } catch (failure) {
          changeForm(lineId, { failure })
        }
      },

      type(change) {
        const { form } = get()
        if (form?.draft === null || form === null || form.sending || form.result?.state === 'sent') return
        const draft = { ...form.draft, ...change }
        changeForm(form.lineId, { draft, problems: form.problems.length === 0 ? [] : ticketProblems(draft) })
        saver?.change(draft)
      },

      async send() {
        const { form } = get()
        if (
          form === null ||
          form.draft === null ||
          form.sending ||
          form.result?.state === 'ambiguous' ||
          form.result?.state === 'sent'
        )
          return
        const { lineId, draft } = form
        const problems = ticketProblems(draft)
        changeForm(lineId, { problems, sendFailure: null })
        if (problems.length > 0) return
        changeForm(lineId, { sending: true })
        await saver?.flush()
        try {
          const result = await client.tickets.create({
            lineId,
            subject: draft.subject.trim(),
            comment: draft.comment.trim(),
            contactName: draft.contactName.trim().slice(0, 200),
            contactPhone: dutchPhoneNumber(draft.contactPhone) ?? '',
            technicalSpecifications: draft.technicalSpecifications.slice(0, 20_000),
          })
          if (result.state === 'sent') saver?.forget()
          changeForm(lineId, { result, sending: false })
        } catch (sendFailure) {
          changeForm(lineId, { sendFailure, sending: false })
        }
      },

      async discard() {
        const { form } = get()
        if (form === null) return
        saver?.forget()
        saver = null
        try {
          await client.tickets.discardDraft({ lineId: form.lineId })
          if (get().form?.lineId === form.lineId) set({ form: null })
        } catch (failure) {
          changeForm(form.lineId, { sendFailure: failure })
        }
      },

      async closeForm() {
        const leaving = saver
        saver = null
        set({ form: null })
        await leaving?.flush()
      },
    }
  })
}
