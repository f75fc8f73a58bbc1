export type IdleWatch = {
  /** A request has begun; call what it returns when it has ended. */
  enter(): () => void
  stop(): void
}

/** Calls `onIdle` once when no request was open for `idleMs`. A page that is open always has one: its status stream. */
export function createIdleWatch(idleMs: number, onIdle: () => void): IdleWatch {
  let open = 0
  let timer: NodeJS.Timeout | undefined
  const wait = () => { timer = setTimeout(onIdle, idleMs) }
  wait()
  return {
    enter() {
      open += 1
      clearTimeout(timer)
      let left = false
      return () => {
        if (left) return
        left = true
        open -= 1
        if (open === 0) wait()
      }
    },
    stop: () => clearTimeout(timer),
  }
}
