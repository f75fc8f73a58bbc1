import { createStore } from 'zustand/vanilla'
import type { StoreApi } from 'zustand/vanilla'
import type { CheckKind, Report } from '../../shared/model/report.ts'
import type { Language } from '../../shared/model/settings.ts'
import { createText } from '../../shared/text/text.ts'
import { findingText, technicalSpecifications } from '../../shared/triage/verdictText.ts'
import type { LineStore } from './line.ts'
import { ageNote, oldReports, sentMoment, withNewResults, withNote } from './oldReports.ts'
import type { Prefilled } from './oldReports.ts'
import type { TicketsStore } from './tickets.ts'

export type OldResultsState = {
  /** `ask`: before anything else; `running`: waiting for new ones; the others say how it ended. */
  readonly phase: 'none' | 'ask' | 'running' | 'asTheyAre' | 'offline' | 'left' | 'replaced' | 'added' | 'failed'
  /** As of the opening of the form: the question does not change under the engineer's finger. */
  readonly old: readonly Report[]
  readonly started: readonly CheckKind[]
  /** What of it brought nothing. */
  readonly withoutResult: readonly CheckKind[]

  readonly runThem: (kinds: readonly CheckKind[]) => Promise<void>
  readonly useThem: () => void
  /** Stops waiting; the checks go on and their results are kept with the line. */
  readonly goOn: () => void
  /** Looks for the draft to arrive; gives the way to stop. */
  readonly follow: () => () => void
}
export type OldResultsStore = StoreApi<OldResultsState>

type Given = {
  readonly line: LineStore
  readonly tickets: TicketsStore
  readonly isReachable: boolean
  readonly language: Language
  readonly now?: () => Date
}

/** Results too old for a ticket (rule G2): asked about before the form, run again on request, their age put into the ticket. */
export function createOldResultsStore({ line, tickets, isReachable, language, now = () => new Date() }: Given): OldResultsStore {
  const openedAt = now().toISOString()
  const old = oldReports(line.getState().view?.reports ?? [], openedAt)
  /** Words for sending, without the manners of a screen. */
  const text = createText(language)
  let prefilled: Prefilled = null
  let startedAt = openedAt
  let ended = false

  const draftHere = () => tickets.getState().form?.draft ?? null

  /** The age of what is not measured again, into the specifications; those filled in just now say it already. */
  function noteAge(): void {
    const draft = draftHere()
    if (draft === null || draft.technicalSpecifications === prefilled?.technicalSpecifications) return
    const noted = withNote(draft.technicalSpecifications, ageNote(old, openedAt, text))
    if (noted !== draft.technicalSpecifications) tickets.getState().type({ technicalSpecifications: noted })
  }

  return createStore<OldResultsState>()((set, get) => {
    /** Puts what came into the draft, once both the checks have ended and the draft is there. */
    function settle(): void {
      const draft = draftHere()
      const { view } = line.getState()
      if (get().phase !== 'running' || !ended || draft === null || view === null) return
      const fresh = view.reports.filter(({ receivedAt, status }) => receivedAt >= startedAt && status === 'complete')
      const came = new Set(fresh.map(({ kind }) => kind))
      const { started } = get()
      const withoutResult = started.filter(kind => !came.has(kind))
      if (withoutResult.length === started.length) {
        set({ phase: 'failed', withoutResult })
        noteAge()
        return
      }
      const { lead } = view.verdict
      const at = now().toISOString()
      const filled = {
        subject: lead === null ? '' : findingText(lead, 'title', text),
        technicalSpecifications: technicalSpecifications(view, text, at),
      }
      const { change, how } = withNewResults(draft, prefilled, filled, text('tickets.old.newResults', { at: sentMoment(at) }))
      tickets.getState().type(change)
      set({ phase: how, withoutResult })
    }

    return {
      phase: old.length === 0 ? 'none' : isReachable ? 'ask' : 'offline',
      old,
      started: [],
      withoutResult: [],

      async runThem(kinds) {
        startedAt = now().toISOString()
        set({ phase: 'running', started: kinds })
        await line.getState().runChecks([...kinds])
        ended = true
        settle()
      },
      useThem() {
        set({ phase: 'asTheyAre' })
        noteAge()
      },
      goOn() {
        set({ phase: 'left' })
        noteAge()
      },
      follow() {
        let isHere = false
        const look = (): void => {
          const { form } = tickets.getState()
          if (isHere || form === null || form.draft === null) return
          isHere = true
          const { subject, technicalSpecifications: specifications } = form.draft
          if (!form.kept) prefilled = { subject, technicalSpecifications: specifications }
          const { phase } = get()
          if (phase === 'offline' || phase === 'asTheyAre' || phase === 'left') noteAge()
          settle()
        }
        look()
        return tickets.subscribe(look)
      },
    }
  })
}
