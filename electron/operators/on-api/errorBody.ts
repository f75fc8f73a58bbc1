import { fieldsOf, text } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'

const DETAIL_MOST = 500

/** The system's own words in an error (`{"cause": "…"}`, public ON-API 2.6, responses), secrets removed; null where there are none. */
export function errorIn(body: unknown): string | null {
  const fields = fieldsOf(withoutSecrets(body))
  const error = fieldsOf(fields['error'])
  const words = text(fields['cause']) ?? text(fields['error']) ?? text(error['cause']) ?? text(error['message']) ?? text(fields['message'])
    ?? text(fields['detail'])
  return words?.slice(0, DETAIL_MOST) ?? null
}
