import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { LineId } from '../model/common.ts'
import { WatchState } from '../model/watch.ts'
import { withFailures } from './failures.ts'

export const watchContract = {
  /** Repeats undisturbing live queries until stopped, for at most eight hours; at most five lines at once (CONFLICT). */
  start: withFailures.route({ path: '/watch/start' }).input(z.object({ lineId: LineId })).output(WatchState),
  stop: withFailures.route({ path: '/watch/stop' }).input(z.object({ lineId: LineId })).output(z.void()),
  /** All watches now, and again with every change. Ended ones stay until they are stopped. */
  watching: withFailures.route({ method: 'GET', path: '/watch/watching' }).output(eventIterator(z.array(WatchState))),
}
