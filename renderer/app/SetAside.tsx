import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** Takes a part out of the page and gives the way to put it back as it was: scrolled, with its dialogs and its focus. */
function takeOut(part: HTMLElement): (place: HTMLElement) => void {
  const focused = document.activeElement
  const dialogs = [...part.querySelectorAll<HTMLDialogElement>('dialog:modal')]
  const scrolled = [...part.querySelectorAll('*')].filter(each => each.scrollTop > 0).map(each => [each, each.scrollTop] as const)
  part.remove()
  return place => {
    place.append(part)
    for (const dialog of dialogs) {
      if (!part.contains(dialog)) continue
      // Out of the page it lost its modality, not its attribute.
      dialog.removeAttribute('open')
      dialog.showModal()
    }
    for (const [each, top] of scrolled) each.scrollTop = top
    if (focused instanceof HTMLElement && part.contains(focused)) focused.focus()
  }
}

/**
 * Keeps what is in it with all that was typed, in the page or aside: out of it, where neither eye nor key nor the browser's tools
 * for pages find it.
 */
export function SetAside({ aside, children }: { aside: boolean; children: ReactNode }) {
  const [part] = useState(() => document.createElement('div'))
  // What is in it begins once it is in the page: a field cannot take the focus before.
  const [begun, setBegun] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const putBack = useRef((at: HTMLElement): void => at.append(part))
  useLayoutEffect(() => {
    if (aside || place.current === null) return
    putBack.current(place.current)
    setBegun(true)
    return () => { putBack.current = takeOut(part) }
  }, [aside, part])
  return <div ref={place}>{createPortal(begun ? children : null, part)}</div>
}
