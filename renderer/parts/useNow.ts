import { useSyncExternalStore } from 'react'

const tickMs = 10_000
const listeners = new Set<() => void>()
let nowMs = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    nowMs = Date.now()
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** After a pause without listeners the kept moment would be stale; a frame's jitter must not re-render everything. */
function snapshot(): number {
  const actual = Date.now()
  if (actual - nowMs >= tickMs) nowMs = actual
  return nowMs
}

/** The present moment in ms, renewed every ten seconds: one timer for all ages on screen. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot)
}
