/** The core did not answer a call in time. */
export class CallTimeout extends Error {
  readonly code = 'TIMEOUT'

  constructor(procedure: string) {
    super(`no answer to ${procedure} in time`)
    this.name = 'CallTimeout'
  }
}

/** Longer than the core's own deadline for the same call, so that its words arrive first. */
const timeoutsMs: Readonly<Record<string, number>> = {
  'accounts.test': 100_000, 'accounts.retry': 100_000, 'app.startDemo': 60_000, 'app.leaveDemo': 60_000,
  'history.fetch': 70_000, 'customers.cancelServiceOrder': 70_000, 'customers.upload': 70_000, 'actions.connectionReport': 70_000,
  'privacy.deleteCustomerData': 120_000, 'app.chooseVault': 150_000,
  'visits.addFile': 120_000, 'visits.import': 300_000, 'visits.export': 300_000, 'visits.pdf': 100_000, 'visits.attachPdf': 100_000, 'visits.reportPdf': 60_000,
}

/** Time a call may take before the page stops waiting for it, ms. */
export function timeoutOf(procedure: string): number {
  return timeoutsMs[procedure] ?? 30_000
}

/** Runs a call with a deadline that holds even where the link would wait for ever, as a closed port does. */
export async function withCallTimeout<T>(
  procedure: string, caller: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>, timeoutMs = timeoutOf(procedure),
): Promise<T> {
  const expired = new AbortController()
  const signal = caller === undefined ? expired.signal : AbortSignal.any([caller, expired.signal])
  const left = Promise.withResolvers<never>()
  const giveUp = () => left.reject(signal.reason)
  signal.addEventListener('abort', giveUp, { once: true })
  const timer = setTimeout(() => expired.abort(new CallTimeout(procedure)), timeoutMs)
  try {
    if (signal.aborted) throw signal.reason
    return await Promise.race([work(signal), left.promise])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
  }
}
