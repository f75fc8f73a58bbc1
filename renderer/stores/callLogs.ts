import { createStore } from 'zustand/vanilla'
import type { CallLog, CallLogDraft } from '../../shared/model/callLog.ts'
import type { LineId } from '../../shared/model/common.ts'
import type { Client } from '../clientContext.tsx'
import { describeError } from '../parts/describeError.ts'
import type { CallFailure } from '../parts/describeError.ts'
import { createAutosave } from './autosave.ts'
import type { SaveState } from './autosave.ts'
import { isElsewhere, windowId } from './windowId.ts'

export type CallWords = Omit<CallLogDraft, 'lineId'>
export type CallProblem = 'subject' | 'text' | 'caller'
export const noWords: CallWords = { subject: '', additionalInformation: '', callerName: '' }

/** The first field that cannot be sent as it is (shared/model/callLog.ts); null where all can. */
export function callProblem({ subject, additionalInformation, callerName }: CallWords): CallProblem | null {
  const words = subject.trim()
  if (words === '' || words.length > 255) return 'subject'
  if (callerName.trim().length > 255) return 'caller'
  return additionalInformation.trim().length > 10_000 ? 'text' : null
}

/** Calls that could be the one that was written: those with its subject, first. Others follow, newest first as they came. */
export function likelyCalls(logs: readonly CallLog[], subject: string): { readonly log: CallLog; readonly same: boolean }[] {
  const wanted = subject.trim().toLowerCase()
  const marked = logs.map(log => ({ log, same: (log.subject ?? '').trim().toLowerCase() === wanted }))
  return [...marked.filter(({ same }) => same), ...marked.filter(({ same }) => !same)]
}

export type CallLogsState = {
  readonly logs: readonly CallLog[] | null
  readonly readAt: string | null
  readonly busy: boolean
  readonly failure: CallFailure | null
  /** What is being typed; null until the draft from before was read. */
  readonly words: CallWords | null
  /** The form is on screen. */
  readonly writing: boolean
  readonly save: SaveState
  /** Another window opened this draft since: what is typed here is not kept. */
  readonly elsewhere: boolean
  readonly problem: CallProblem | null
  readonly sending: boolean
  readonly sendFailure: unknown
  /** The last note went to the outbox. */
  readonly sent: boolean
}
export type CallLogsStore = ReturnType<typeof createCallLogsStore>

const isTyped = (words: CallWords): boolean => Object.values(words).some(value => value.trim() !== '')

/** Calls with a line's customer, and the note being typed of one. */
export function createCallLogsStore(client: Pick<Client, 'customers' | 'outbox'>, lineId: LineId, clock: () => Date = () => new Date()) {
  const store = createStore<CallLogsState>(() => ({
    logs: null, readAt: null, busy: false, failure: null, words: null, writing: false, save: 'saved', elsewhere: false, problem: null,
    sending: false, sendFailure: null, sent: false,
  }))
  const { setState: set, getState: get } = store
  const saver = createAutosave<CallWords, void>({
    save: words => client.customers.saveCallLogDraft({ lineId, ...words, window: windowId }),
    onState: (save, failure) => set({ save, elsewhere: isElsewhere(failure) }),
  })

  return {
    ...store,
    async load(): Promise<void> {
      if (get().busy) return
      set({ busy: true, failure: null })
      try {
        set({ logs: await client.customers.callLogs({ lineId }), readAt: clock().toISOString(), busy: false })
      } catch (error) {
        set({ failure: describeError(error), busy: false })
      }
    },
    /** Takes up the note that was being typed; the form opens by itself where there is one. */
    async begin(): Promise<void> {
      try {
        const draft = await client.customers.callLogDraft({ lineId, window: windowId })
        if (get().words !== null && !get().elsewhere) return
        if (draft === null) set({ words: get().words ?? noWords })
        else {
          const { lineId: _, ...words } = draft
          set({ words, writing: isTyped(words) || get().writing })
        }
      } catch (sendFailure) {
        set({ words: get().words ?? noWords, sendFailure })
      }
    },
    write(): void {
      set({ writing: true, sent: false })
    },
    type(change: Partial<CallWords>): void {
      if (get().sending) return
      const words = { ...(get().words ?? noWords), ...change }
      set({ words, problem: null, sent: false })
      saver.change(words)
    },
    /** Goes on in this window with what stands here. */
    async takeOver(): Promise<void> {
      const { words } = get()
      if (words === null) return
      try {
        await client.customers.callLogDraft({ lineId, window: windowId })
        saver.change(words)
        await saver.flush()
      } catch (sendFailure) {
        set({ sendFailure })
      }
    },
    /** Throws what is typed away. */
    async discard(): Promise<void> {
      saver.forget()
      set({ words: noWords, writing: false, problem: null, sendFailure: null, save: 'saved', elsewhere: false })
      try {
        await client.customers.discardCallLogDraft({ lineId })
      } catch (sendFailure) {
        set({ sendFailure })
      }
    },
    /** Gives the note to the outbox. True where it was taken in. */
    async send(): Promise<boolean> {
      const { words, sending } = get()
      if (words === null || sending) return false
      const problem = callProblem(words)
      set({ problem, sendFailure: null })
      if (problem !== null) return false
      set({ sending: true })
      await saver.flush()
      try {
        await client.outbox.addCallLog({ lineId, subject: words.subject.trim(), additionalInformation: words.additionalInformation.trim(), callerName: words.callerName.trim() })
        saver.forget()
        set({ words: noWords, writing: false, sending: false, save: 'saved', sent: true })
        return true
      } catch (sendFailure) {
        set({ sendFailure, sending: false })
        return false
      }
    },
    /** Keeps what was typed at once: before the line or the page is left. */
    keep: (): Promise<void> => saver.flush(),
  }
}
