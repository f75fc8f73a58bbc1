import type { LineListReaderOf } from '../operator.ts'
import { readOnApiList } from './listReader.ts'
import { readAccess } from './readAccess.ts'
import type { AccessContext } from './readAccess.ts'
import type { ReadLine } from '../operator.ts'

/** Pure readers of ON-API for the writer worker and for what is opened from the cache. */
export const onApiReader: {
  readonly list: LineListReaderOf
  readonly record: (value: unknown, context: AccessContext, sections?: Readonly<Record<string, unknown>>) => ReadLine | null
} = {
  list: readOnApiList,
  record: (value, context, sections = {}) => readAccess(value, sections, context),
}
