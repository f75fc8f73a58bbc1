import type { CallLog } from '../../../shared/model/callLog.ts'
import { NewCallLog } from '../../../shared/model/callLog.ts'
import type { OperatorMethods } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { readTime } from '../readTime.ts'
import { fieldsOf, isObject } from '../readValue.ts'
import { idOf } from './iri.ts'
import { textOf } from '../openValues.ts'
import type { Rest } from './rest.ts'
import { checkedId } from './serviceOrderMethods.ts'

const LOGS_MOST = 2000

/** One call log (document, Call Logs: snake_case); null where it has no id. */
export function readCallLog(value: unknown): CallLog | null {
  if (!isObject(value)) return null
  const fields = fieldsOf(value)
  const id = idOf(value)
  if (id === null) return null
  return {
    id, customerId: idOf(fields['customerid']) ?? idOf(fields['customer']), subject: textOf(fields, 'subject'),
    additionalInformation: textOf(fields, 'additionalinformation'), callerName: textOf(fields, 'callername'),
    createdAt: readTime(fields['createdat'] ?? fields['created'] ?? fields['datecreated'] ?? fields['date']),
    createdBy: textOf(fields, 'createdby', 'user', 'username'),
  }
}

/** Call logs of customers. */
export function createCallLogMethods(rest: Rest): Pick<OperatorMethods, 'callLogs' | 'addCallLog'> {
  return {
    async callLogs(customerId, context) {
      const { members } = await rest.all('callLogs', { query: { customer_id: checkedId(customerId, 'customer') } }, LOGS_MOST,
        context)
      const logs = members.map(readCallLog).filter(log => log !== null)
      return logs.toSorted((a, b) => (b.createdAt?.utc ?? '').localeCompare(a.createdAt?.utc ?? '')
        || Number(b.id) - Number(a.id))
    },
    async addCallLog(entry, context) {
      const checked = NewCallLog.safeParse(entry)
      if (!checked.success) throw new OperatorFailure({ kind: 'rejected', code: 'INVALID_REQUEST',
        detail: checked.error.issues[0]?.path.join('.') ?? '' })
      const { customerId, subject, additionalInformation, callerName } = checked.data
      await rest.post('addCallLog', {
        body: { customer_id: Number(customerId), subject, additional_information: additionalInformation,
          caller_name: callerName },
      }, context)
    },
  }
}
