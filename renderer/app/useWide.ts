import { useSyncExternalStore } from 'react'

/** From here on results and the chosen line stand side by side. */
const query = '(min-width: 1101px)'

function subscribe(listener: () => void): () => void {
  const media = matchMedia(query)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}
