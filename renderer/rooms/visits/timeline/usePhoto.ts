import { useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { useClient } from '../../../clientContext.tsx'

/** As the page shows it; null until it is there, `broken` where it cannot be read. */
export type ShownPhoto = { readonly url: string } | 'broken' | null

/** Photos that were shown, newest last: a visit's own few stay, older ones are read again. */
const shownBefore = new Map<string, string>()
const mostKept = 40

/** A photo of a visit as an address for an image (the page's policy takes `data:` only), read once it is near the screen. */
export function usePhoto(visitId: string, itemId: string, fileId: string, near?: RefObject<HTMLElement | null>): ShownPhoto {
  const client = useClient()
  const key = `${itemId} ${fileId}`
  const [read, setRead] = useState<{ readonly key: string; readonly photo: ShownPhoto } | null>(null)
  const photo = read?.key === key ? read.photo : null
  useEffect(() => {
    let left = false
    const show = (shown: ShownPhoto): void => { if (!left) setRead({ key, photo: shown }) }
    const load = async (): Promise<void> => {
      const known = shownBefore.get(key)
      if (known !== undefined) return show({ url: known })
      try {
        const { mediaType, base64 } = await client.visits.file({ id: visitId, itemId })
        const url = `data:${mediaType};base64,${base64}`
        shownBefore.set(key, url)
        const [oldest] = shownBefore.keys()
        if (shownBefore.size > mostKept && oldest !== undefined) shownBefore.delete(oldest)
        show({ url })
      } catch {
        show('broken')
      }
    }
    const element = near?.current ?? null
    if (element === null) {
      void load()
      return () => { left = true }
    }
    const observer = new IntersectionObserver(entries => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      observer.disconnect()
      void load()
    }, { root: element.closest('main'), rootMargin: '400px' })
    observer.observe(element)
    return () => {
      left = true
      observer.disconnect()
    }
  }, [client, key, visitId, itemId, near])
  return photo
}
