import { useEffect } from 'react'
import type { Client } from '../client.ts'
import { createActivity } from './activity.ts'

const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input'] as const

/** Holds the idle lock off while somebody types, points or scrolls, in whichever room. */
export function useActivity(client: Client): void {
  useEffect(() => {
    // Nobody waits for the answer, and the next input says it again.
    const activity = createActivity(() => { client.privacy.active().catch(() => undefined) })
    const options = { passive: true, capture: true }
    for (const kind of inputs) addEventListener(kind, activity.input, options)
    return () => {
      for (const kind of inputs) removeEventListener(kind, activity.input, options)
      activity.end()
    }
  }, [client])
}
