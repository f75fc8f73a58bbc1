import type { Transaction } from '../../../shared/model/line.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readDate, readTime } from '../readTime.ts'
import { flag, isObject, text, fieldsOf } from '../readValue.ts'

const MOMENTS = new Set(['created_at', 'last_updated', 'closed_at'])

/**
 * A running order, change or termination (document, get_recent_transaction); null where the reply names none. Throws
 * OperatorFailure `badReply` where it is no object. Its dates are all
 * keys with `_date` that hold one, and its three moments, in the system's own order.
 */
export function readTransaction(value: unknown): Transaction | null {
  if (value === null || value === undefined) return null
  if (!isObject(value)) throw new OperatorFailure({ kind: 'badReply', code: 'transaction' })
  const fields = fieldsOf(value)
  const found = { uuid: text(fields['uuid']), action: text(fields['action']), state: text(fields['state']) }
  const dates: Transaction['dates'] = []
  for (const [key, held] of Object.entries(value)) {
    const plain = key.toLowerCase().replaceAll('-', '_')
    if (MOMENTS.has(plain)) {
      const moment = readTime(held)
      if (moment !== null) dates.push({ key: plain, date: moment.utc })
    } else if (/_date(?:_|$)/.test(plain)) {
      const date = readDate(held)
      if (date !== null) dates.push({ key: plain.replace('_date', ''), date })
    }
  }
  if (found.uuid === null && found.action === null && found.state === null && dates.length === 0) return null
  return {
    ...found, open: flag(fields['open']), dates, appointmentUrl: httpsOnly(text(fields['appointmenturl'])),
    onDemand: flag(fields['ondemand']), onDemandRequested: flag(fields['ondemandrequested']),
    ontRegistration: flag(fields['ontregistration']), replanPossible: flag(fields['replanpossible']),
  }
}

/** A link from outside is only a link where it is an https address. */
export function httpsOnly(url: string | null): string | null {
  return url !== null && URL.canParse(url) && new URL(url).protocol === 'https:' ? url : null
}
