import { useEffect } from 'react'
import { isOpen } from '../stores/app.ts'
import { useStores } from './StoresContext.tsx'

/** The element id of the search box; `/` and *back* bring the focus there. */
export const searchBoxId = 'find-a-line'

/** Puts the focus in the search box once it is on screen (it may only be mounted by the change of room). */
export function focusSearchBox(): void {
  requestAnimationFrame(() => {
    const box = document.getElementById(searchBoxId)
    if (box instanceof HTMLInputElement) {
      box.focus()
      box.select()
    }
  })
}

const typedIn = 'input:not([type=checkbox], [type=radio]), textarea, select'
const isTyping = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches(typedIn))

/** `/` goes to search, `Esc` goes back. A key already handled nearer (a dialog, the search box, a tab) is left alone. */
export function useKeyboard(onSearch: () => void, onBack: () => void): void {
  const { app } = useStores()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Locked: the rooms are not there to be moved about in.
      const { status } = app.getState()
      if (status !== null && !isOpen(status)) return
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.querySelector('dialog[open]') !== null) return
      if (event.key === '/' && !isTyping(event.target)) {
        event.preventDefault()
        onSearch()
      } else if (event.key === 'Escape') {
        // The first Esc leaves a field, so that nobody leaves a half-filled form by one slip.
        if (isTyping(event.target)) event.target.blur()
        else onBack()
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [app, onSearch, onBack])
}
