import type { LineHint, LineListReader, LineListReaderOf, ReadLine, ReadSection } from '../operator.ts'
import { OperatorFailure } from '../operatorFailure.ts'
import { fieldsOf, isObject } from '../readValue.ts'
import { withoutSecrets } from '../secrets.ts'
import { createArraySplitter } from './arraySplitter.ts'
import { errorIn } from './errorBody.ts'
import { SECTIONS, accessIdIn, readAccess } from './readAccess.ts'
import type { AccessContext, Section } from './readAccess.ts'
import { readEvent } from './readEvent.ts'

/** Lists of the synchronisation, by the name of their endpoint. */
export type ListName = Section | 'accesses' | 'events'

const RECORD = /"access[-_ ]?id"\s*:/i
const EVENT = /"object[-_ ]?type"\s*:/i

type Taken = { lines: ReadLine[]; sections: ReadSection[]; hints: LineHint[] }

/** Takes one record of a list into what was read; false where it is none. */
function taker(list: ListName, context: AccessContext): (record: unknown, taken: Taken) => boolean {
  if (list === 'accesses') {
    return (record, { lines }) => {
      const line = readAccess(record, {}, context)
      if (line !== null) lines.push(line)
      return line !== null
    }
  }
  if (list === 'events') {
    return (record, { hints }) => {
      const hint = readEvent(record)
      if (hint !== null) hints.push(hint)
      // An event about something else is no bad record.
      return hint !== null || 'objecttype' in fieldsOf(record)
    }
  }
  return (record, { sections }) => {
    const nativeId = accessIdIn(record)
    if (nativeId !== null) sections.push({ nativeId, section: list, raw: JSON.stringify(withoutSecrets(record)) })
    return nativeId !== null
  }
}

function listNamed(list: string): ListName {
  const known = [...SECTIONS, 'accesses', 'events'] as const
  const name = known.find(each => each === list)
  if (name === undefined) throw new OperatorFailure({ kind: 'notOffered', code: list })
  return name
}

/**
 * Reads the lists of ON-API from the pieces of their bodies: accesses as lines, subscriptions and services as sections, events as
 * hints. A record that cannot be read is counted and never fails the list; a list of which nothing can be read is none.
 */
export const readOnApiList: LineListReaderOf = (list, context): LineListReader => {
  const name = listNamed(list)
  const take = taker(name, context)
  const splitter = createArraySplitter(beginning => (name === 'events' ? EVENT : RECORD).test(beginning))
  let index = 0
  let good = 0
  return {
    push(chunk) {
      const taken: Taken = { lines: [], sections: [], hints: [] }
      const bad: { index: number; reason: string }[] = []
      for (const text of splitter.push(chunk)) {
        const reason = takeText(text, taken, take, splitter.isLone())
        if (reason === null) good++
        else bad.push({ index, reason })
        index++
      }
      return { ...taken, bad }
    },
    end() {
      splitter.end()
      if (index > 0 && good === 0) throw new OperatorFailure({ kind: 'badReply', code: name })
    },
  }
}

/** Why an element is bad, or null. @throws OperatorFailure where a lone object says in the system's words that something went wrong */
function takeText(text: string | null, taken: Taken, take: (record: unknown, taken: Taken) => boolean, lone: boolean): string | null {
  if (text === null) return 'too long'
  let record: unknown
  try {
    record = JSON.parse(text)
  } catch {
    return 'no JSON'
  }
  const cause = lone && !RECORD.test(text) && !EVENT.test(text) ? errorIn(record) : null
  if (cause !== null) throw new OperatorFailure({ kind: 'rejected', detail: cause })
  if (take(record, taken)) return null
  return isObject(record) ? 'names no access' : 'no record'
}
