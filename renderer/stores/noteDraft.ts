import type { Visit } from '../../shared/model/visit.ts'
import { createAutosave } from './autosave.ts'
import type { Autosave, SaveState } from './autosave.ts'
import type { VisitsClient } from './visits.ts'

type Note = { readonly itemId: string | null; readonly text: string; readonly save: SaveState }

const notesOf = ({ items }: Visit) => items.filter(item => item.kind === 'note')

/** The note being typed on a visit: it is on the visit from its first pause on, so that it outlives the page. */
export function createNoteDraft(client: VisitsClient, id: string, tell: {
  readonly put: (visit: Visit) => void
  readonly changed: (note: Partial<Note>) => void
}) {
  /** One note at a time; each has an autosave of its own, so that a late answer never lands in the next. */
  let current: { itemId: string | null; text: string; readonly saver: Autosave<string> } | null = null

  const begin = (itemId: string | null, text: string) => {
    let attempted: { readonly before: ReadonlySet<string>; readonly texts: Set<string> } | null = null
    const note: { itemId: string | null; text: string; readonly saver: Autosave<string> } = {
      itemId, text,
      saver: createAutosave<string, void>({
        async save(typed) {
          if (typed.trim() === '') {
            // The core keeps no empty note.
            if (note.itemId !== null) tell.put(await client.visits.removeItem({ id, itemId: note.itemId }))
            note.itemId = null
            if (current === note) tell.changed({ itemId: null })
            return
          }
          if (note.itemId === null) {
            const { visit } = await client.visits.get({ id })
            // An answer that got lost may have left the note there already.
            const kept = attempted === null ? undefined
              : notesOf(visit).find(each => attempted?.before.has(each.id) === false && attempted.texts.has(each.text))
            attempted ??= { before: new Set(notesOf(visit).map(each => each.id)), texts: new Set() }
            attempted.texts.add(typed)
            note.itemId = kept?.id ?? null
          }
          const known = attempted?.before
          const visit = await client.visits.addNote({ id, itemId: note.itemId, text: typed })
          note.itemId ??= notesOf(visit).findLast(each => known?.has(each.id) === false && each.text === typed)?.id ?? null
          if (current === note) tell.changed({ itemId: note.itemId })
          tell.put(visit)
        },
        onState: save => { if (current === note) tell.changed({ save }) },
      }),
    }
    current = note
    tell.changed({ itemId, text, save: 'saved' })
    return note
  }

  const leave = (): void => {
    current = null
    tell.changed({ itemId: null, text: '', save: 'saved' })
  }

  return {
    type(text: string): void {
      const note = current ?? begin(null, '')
      note.text = text
      tell.changed({ text })
      note.saver.change(text)
    },
    async edit(itemId: string, text: string): Promise<void> {
      const before = current
      begin(itemId, text)
      await before?.saver.flush()
    },
    async end(): Promise<void> {
      const ended = current
      leave()
      await ended?.saver.flush()
    },
    /** Leaves the note as it is kept: it was taken out. */
    leave(): void {
      current?.saver.forget()
      leave()
    },
    flush: async (): Promise<void> => current?.saver.flush(),
  }
}
