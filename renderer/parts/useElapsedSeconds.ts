import { useEffect, useState } from 'react'

/** Whole seconds since `sinceMs`, or since this came on screen: nothing spins without a time beside it. */
export function useElapsedSeconds(sinceMs?: number): number {
  const [mountedMs] = useState(() => Date.now())
  const [nowMs, setNowMs] = useState(mountedMs)
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.floor((nowMs - (sinceMs ?? mountedMs)) / 1000))
}
